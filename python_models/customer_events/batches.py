"""Customer events as nested Arrow record batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events import arrow, playback
from customer_events.delivery import IMPOSSIBLE, IN_FUTURE, NEGATIVE, NO_CONTENT, NO_TYPE, NO_USER
from customer_events.events import EXPERIMENT_GROUPS, Events
from customer_events.ids import uuids
from customer_events.sessions import EVENT_TYPES, PLAY
from customer_events.suggestions import queries

if TYPE_CHECKING:
    from customer_events.catalogue import Catalogue
    from customer_events.world import World

UNKNOWN_TYPE = "content_ply"  # a kind of event that nobody has heard of
CLOCK_AHEAD = 400 * 86_400  # seconds, of a device whose clock is wrong


def record_batch(world: World, events: Events, with_v2: bool) -> pa.RecordBatch:
    """The events with their structs and lists, and the columns that version 2 brings."""
    reference, lookups = world.lookups.reference, world.lookups
    catalogue = world.catalogue(int(events["load_day"].max(initial=world.start)))
    fault, is_play = events["fault"], events["kind"] == PLAY
    idle = ~is_play
    at = events["at"] + np.where(fault == IN_FUTURE, CLOCK_AHEAD, 0)
    kind = np.where(fault == NO_TYPE, len(EVENT_TYPES), events["kind"])
    seconds = np.where(fault == NEGATIVE, -events["play_seconds"], events["play_seconds"])
    percentage = np.where(fault == IMPOSSIBLE, 100 + events["percentage"], events["percentage"])
    columns = {
        "event_id": arrow.uuid(events["event_id"]),
        "user_id": arrow.uuid(events["user_id"], missing=fault == NO_USER),
        "session_id": arrow.uuid(events["session_id"]),
        "schema_version": arrow.numbers(events["version"], pa.int32()),
        "event_type": arrow.pooled(kind, [*EVENT_TYPES, UNKNOWN_TYPE]),
        "timestamp": arrow.instants(at),
        "device": _device(world, events),
        "location": arrow.pooled(events["city"], _places(world)),
        "content": _content(world, catalogue, events, missing=idle | (fault == NO_CONTENT)),
        "user_subscription": arrow.struct({
            "plan": arrow.pooled(events["plan"], reference.plans.plan),
            "start_date": arrow.dates(events["start_day"]),
            "billing_cycle": arrow.pooled(events["cycle"], reference.billing_cycles.billing_cycle),
            "connected_services": arrow.pooled(events["services"], world.service_sets),
        }),
        "event_details": arrow.struct({
            "play_duration": arrow.numbers(seconds, pa.int32(), idle),
            "play_percentage": arrow.numbers(percentage, pa.float64(), idle),
            "playback_quality": arrow.pooled(events["quality"], lookups.qualities, idle),
            "buffering_incidents": arrow.numbers(events["buffering"], pa.int32(), idle),
            "playback_speed": arrow.numbers(playback.SPEEDS[events["speed"]], pa.float64(), idle),
            "paused": arrow.booleans(events["paused"], idle),
            "completed": arrow.booleans(events["completed"], idle),
            "network_type": arrow.pooled(events["network"], lookups.networks),
            "bandwidth": arrow.pooled(events["mbps"], _BANDWIDTHS),
        }),
        "user_action": _actions(world, events),
        "recommendations": _recommendations(world, catalogue, events),
        "search_history": _searches(world, catalogue, events),
        "ingested_at": arrow.instants(events["ingested_at"]),
        "load_date": arrow.dates(events["load_day"]),
    }  # fmt: skip
    if with_v2:
        older = events["version"] < 2
        columns |= {
            "playback_session": arrow.struct({
                "player_version": arrow.pooled(events["app_version"] // 2, _players(events)),
                "drm": arrow.pooled(events["drm"], lookups.drms),
                "startup_ms": arrow.numbers(events["startup_ms"], pa.int32()),
            }, missing=idle | older),
            "experiment_group": arrow.pooled(events["group"], EXPERIMENT_GROUPS, older),
        }  # fmt: skip
    return pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


_BANDWIDTHS = [f"{mbps}mbps" for mbps in range(1000)]


def content_columns(
    world: World, catalogue: Catalogue, content: np.ndarray, genre: np.ndarray
) -> dict[str, pa.Array]:
    """The attributes of contents; seasons, episodes and the series only where there are any."""
    reference, title = world.lookups.reference, catalogue.title[content]
    film = ~catalogue.is_serial[title]
    names = pa.array([catalogue.names[each] for each in title.tolist()], pa.string())
    return {
        "id": arrow.uuid(uuids(world.seed, "content", catalogue.day[content], content)),
        "series_id": arrow.uuid(
            uuids(world.seed, "series", catalogue.title_day[title], title), film
        ),
        "title": names,
        "type": arrow.pooled(catalogue.type[title], reference.content_types.content_type),
        "episode": arrow.numbers(catalogue.episode[content], pa.int32(), film),
        "season": arrow.numbers(catalogue.season[content], pa.int32(), film),
        "provider": arrow.pooled(catalogue.provider[title], reference.providers.provider),
        "genre": arrow.pooled(genre, reference.genres.genre),
        "release_year": arrow.numbers(catalogue.release_year[title], pa.int32()),
        "duration": arrow.numbers(catalogue.minutes[content], pa.int32()),
        "language": arrow.pooled(catalogue.language[title], reference.languages.language),
    }


def _content(world: World, catalogue: Catalogue, events: Events, missing: np.ndarray) -> pa.Array:
    """The contents as a pool of those that occur, before and after they were tagged anew."""
    codes = np.where(missing, 0, 2 * events["content"] + events["retagged"])
    occurs = np.zeros(2 * len(catalogue.title), dtype=bool)
    occurs[codes] = True
    pool = np.flatnonzero(occurs)
    if (
        len(pool) and len(pool) & (len(pool) + 1) == 0
    ):  # DuckDB 2.0.0 fails on pools of 2^k - 1 structs
        pool = np.append(pool, pool[-1])
    places = np.cumsum(occurs) - 1
    title = catalogue.title[pool >> 1]
    genre = np.where(pool & 1, catalogue.new_genre[title], catalogue.genre[title])
    values = content_columns(world, catalogue, pool >> 1, genre)
    return arrow.pooled(places[codes], arrow.struct(arrow.plain(values)), missing)


def _places(world: World) -> pa.Array:
    cities = world.lookups.reference.cities
    return arrow.struct({
        "country": pa.array(cities.country_code),
        "city": pa.array(cities.city),
        "region": pa.array(cities.region),
        "timezone": pa.array(cities.timezone),
    })  # fmt: skip


def _players(events: Events) -> list[str]:
    """The versions of the player: a new one with every second release of the app."""
    return [f"{number // 10}.{number % 10}.0" for number in range(_releases(events) // 2 + 1)]


def _releases(events: Events) -> int:
    """How many releases of the app there have been."""
    return int(events["app_version"].max(initial=0)) + 1


def _device(world: World, events: Events) -> pa.Array:
    lookups, devices = world.lookups, world.lookups.reference.devices
    versions = [f"{number // 12}.{number % 12}.0" for number in range(_releases(events))]
    return arrow.struct({
        "id": arrow.uuid(events["device"]),
        "type": arrow.pooled(events["model"], devices.device_type),
        "os": arrow.pooled(events["model"], devices.os),
        "os_version": arrow.pooled(events["os_version"], lookups.os_versions),
        "app_version": arrow.pooled(events["app_version"], versions),
        "model": arrow.pooled(events["model"], devices.model),
    })  # fmt: skip


def _actions(world: World, events: Events) -> pa.Array:
    actions = events.lists["user_action"]
    items, kind = actions.items, actions.items["kind"]
    speed, quality = kind != playback.SPEED_CHANGE, kind != playback.QUALITY
    qualities = world.lookups.qualities
    return arrow.lists(actions.counts, arrow.struct({
        "action_type": arrow.pooled(kind, playback.ACTIONS),
        "timestamp": arrow.instants(items["at"]),
        "duration": arrow.numbers(items["duration"], pa.int32(), kind != playback.PAUSE),
        "old_speed": arrow.numbers(playback.SPEEDS[items["old_speed"]], pa.float64(), speed),
        "new_speed": arrow.numbers(playback.SPEEDS[items["new_speed"]], pa.float64(), speed),
        "old_quality": arrow.pooled(items["old_quality"], qualities, quality),
        "new_quality": arrow.pooled(items["new_quality"], qualities, quality),
        "completed": arrow.booleans(np.ones(len(kind), bool), kind != playback.COMPLETION),
    }))  # fmt: skip


def _recommendations(world: World, catalogue: Catalogue, events: Events) -> pa.Array:
    shown = events.lists["recommendations"]
    content = shown.items["content"]
    return arrow.lists(shown.counts, arrow.struct({
        "content_id": arrow.uuid(uuids(world.seed, "content", catalogue.day[content], content)),
        "position": arrow.numbers(shown.items["position"], pa.int32()),
        "algorithm": arrow.pooled(
            shown.items["algorithm"], world.lookups.reference.algorithms.algorithm
        ),
        "clicked": arrow.booleans(shown.items["clicked"]),
    }))  # fmt: skip


def _searches(world: World, catalogue: Catalogue, events: Events) -> pa.Array:
    asked = events.lists["search_history"]
    codes, places = np.unique(asked.items["query"], return_inverse=True)
    return arrow.lists(asked.counts, arrow.struct({
        "search_id": arrow.uuid(asked.items["search_id"]),
        "timestamp": arrow.instants(asked.items["at"]),
        "query": arrow.pooled(places, queries(world.lookups, catalogue, codes)),
        "results_count": arrow.numbers(asked.items["results"], pa.int32()),
    }))  # fmt: skip
