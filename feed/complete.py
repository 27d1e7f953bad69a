"""When a day is complete in the landing folder: when its chains have reached the day's ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from customer_events.landing import manifest
from customer_events.landing.manifest import EVENTS, Manifest
from customer_events.parameters import Parameters
from feed.chain import Chain, Landed, Link
from feed.errors import FeedError
from feed.settings import PARTITIONS, Settings

Day = dict[str, Any]  # a record of the topic of days: load_date, ends, events, parameters


def start_of(settings: Settings, partition: int, before: date = date.max) -> Link:
    """A link from which to follow a chain: the last one that a complete day has noted."""
    landing = settings.landing
    for day in reversed(manifest.days(landing)):
        found = manifest.read(landing, day) if day < before else None
        if found is None:
            continue
        if found.stand.get("topic") != settings.topic:
            whose = found.stand.get("topic") or "an export, without a topic"
            raise FeedError(
                f"{landing} holds {day} of {whose}, not of {settings.topic}; "
                "set REELHOUSE_LANDING to another folder"
            )
        return Link(*found.stand["links"][partition])
    return Link()


def complete(settings: Settings, day: Day) -> bool:
    """Write the manifest of a day if all of it has landed; True if it is there now."""
    load_date, landing = date.fromisoformat(day["load_date"]), settings.landing
    parameters = Parameters(**day["parameters"])
    present = manifest.read(landing, load_date)
    if present is not None:
        other = manifest.difference(parameters, present.parameters)
        if other:
            raise FeedError(
                f"{landing} holds {load_date} of another world than the topic: {other}; "
                "set REELHOUSE_LANDING to another folder"
            )
        return True
    files: list[Landed] = []
    links: list[Link] = []
    for partition in range(PARTITIONS):
        link = start_of(settings, partition, load_date)
        for found in Chain(landing, settings.topic, partition).files(link):
            if found.first >= day["ends"][partition]:
                break
            link = Link(found.end, found.place)
            if found.day == day["load_date"]:
                files.append(found)
        if link.offset < day["ends"][partition]:
            return False
        links.append(link)
    rows = sum(each.rows for each in files)
    if rows != day["events"]:
        raise FeedError(
            f"{load_date} has {rows:,} rows in {landing}, and the producer sent "
            f"{day['events']:,}: the topic is not what it was; land it in a new folder"
        )
    table = {"rows": rows, "files": [each.as_json() for each in files]}
    stand = {"topic": settings.topic, "links": links}
    manifest.write(landing, Manifest(load_date, parameters, {EVENTS: table}, stand))
    return True
