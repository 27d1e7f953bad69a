"""The peer of the benchmark: one class per part of an event, one Faker call per field.

It makes nested events with the fields and the weighted value sets of the generator's own, the
way such generators are mostly written. It has no memory: every event has another user, device
and title.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from faker import Faker

from customer_events import reference

VALUES = reference.load()


def weighted(names: Sequence[str], weights: Sequence[float]) -> OrderedDict[str, float]:
    """What Faker takes for a choice by weight."""
    return OrderedDict(zip(names, (float(weight) for weight in weights), strict=True))


COUNTRIES = weighted(VALUES.countries.country_code, VALUES.countries.user_share)
LOCALES = dict(zip(VALUES.countries.country_code, VALUES.countries.locale, strict=True))
DEVICE_TYPES = weighted(VALUES.device_types.device_type, VALUES.device_types.share)
SYSTEMS = {
    device: sorted({os for type_, os in zip(VALUES.devices.device_type, VALUES.devices.os, strict=True)
                    if type_ == device})
    for device in DEVICE_TYPES
}  # fmt: skip
TYPES = VALUES.content_types
CONTENT_TYPES = weighted(TYPES.content_type, TYPES.weight)
MINUTES = dict(
    zip(TYPES.content_type, zip(TYPES.min_minutes, TYPES.max_minutes, strict=True), strict=True)
)
SEASONS = {
    name: int(most)
    for name, most in zip(TYPES.content_type, TYPES.max_seasons, strict=True)
    if most
}
PROVIDERS = weighted(VALUES.providers.provider, VALUES.providers.weight)
GENRES = weighted(VALUES.genres.genre, VALUES.genres.weight)
LANGUAGES = weighted(VALUES.languages.language, VALUES.languages.share)
PLANS = weighted(VALUES.plans.plan, VALUES.plans.share)
CYCLES = weighted(VALUES.billing_cycles.billing_cycle, VALUES.billing_cycles.share)
ACTIONS = weighted(VALUES.actions.action_type, VALUES.actions.weight)
ALGORITHMS = weighted(VALUES.algorithms.algorithm, VALUES.algorithms.weight)
EVENT_TYPES = OrderedDict(content_play=0.65, search=0.13, browse=0.22)
QUALITIES = OrderedDict([("SD", 0.4), ("HD", 0.4), ("4K", 0.2)])
NETWORKS = OrderedDict(WiFi=0.7, Mobile=0.15, Ethernet=0.15)

fake = Faker(list(LOCALES.values()))
START = datetime(2025, 1, 1)


class Part:
    """A part of an event."""

    def to_dict(self) -> dict:
        """Its fields."""
        return dict(vars(self))


class Device(Part):
    """What the viewer watches on."""

    def __init__(self) -> None:
        self.id = fake.uuid4()
        self.type = fake.random_element(DEVICE_TYPES)
        self.os = fake.random_element(SYSTEMS[self.type])
        self.os_version = f"{fake.random_int(8, 15)}.{fake.random_int(0, 9)}"
        self.app_version = fake.numerify("%.#.##")
        self.model = fake.bothify("Model ??-###")


class Location(Part):
    """Where the viewer is."""

    def __init__(self) -> None:
        self.country = fake.random_element(COUNTRIES)
        local = fake[LOCALES[self.country]]
        self.city = local.city()
        self.region = local.state() if hasattr(local, "state") else local.city()
        self.timezone = fake.timezone()


class Content(Part):
    """What is watched."""

    def __init__(self) -> None:
        self.id = fake.uuid4()
        self.title = fake.catch_phrase()
        self.type = fake.random_element(CONTENT_TYPES)
        serial = self.type in SEASONS
        self.episode = fake.random_int(1, 24) if serial else None
        self.season = fake.random_int(1, SEASONS[self.type]) if serial else None
        self.provider = fake.random_element(PROVIDERS)
        self.genre = fake.random_element(GENRES)
        self.release_year = fake.random_int(1980, 2025)
        self.duration = fake.random_int(*map(int, MINUTES[self.type]))
        self.language = fake.random_element(LANGUAGES)


class UserSubscription(Part):
    """What the viewer pays for."""

    def __init__(self) -> None:
        self.plan = fake.random_element(PLANS)
        self.start_date = fake.date_between("-2y", "today").isoformat()
        self.billing_cycle = fake.random_element(CYCLES)
        self.connected_services = fake.random_elements(VALUES.services.service, unique=True)


class EventDetails(Part):
    """How the play went."""

    def __init__(self, minutes: int) -> None:
        self.play_duration = fake.random_int(1, minutes * 60)
        self.play_percentage = round(100 * self.play_duration / (minutes * 60), 2)
        self.playback_quality = fake.random_element(QUALITIES)
        self.buffering_incidents = fake.random_int(0, 5)
        self.playback_speed = fake.pyfloat(min_value=0.5, max_value=2.0, right_digits=2)
        self.paused = fake.boolean()
        self.completed = self.play_percentage > 90
        self.network_type = fake.random_element(NETWORKS)
        self.bandwidth = f"{fake.random_int(1, 200)}mbps"


class UserAction(Part):
    """What the viewer did."""

    def __init__(self, started: datetime, seconds: int) -> None:
        self.action_type = fake.random_element(ACTIONS)
        ended = started + timedelta(seconds=seconds)
        self.timestamp = fake.date_time_between(started, ended).isoformat()
        self.duration = fake.random_int(1, 600) if self.action_type == "pause" else None
        change = self.action_type == "quality_change"
        self.old_quality = fake.random_element(QUALITIES) if change else None
        self.new_quality = fake.random_element(QUALITIES) if change else None
        change = self.action_type == "speed_change"
        self.old_speed = fake.pyfloat(min_value=0.5, max_value=2.0) if change else None
        self.new_speed = fake.pyfloat(min_value=0.5, max_value=2.0) if change else None
        self.completed = True if self.action_type == "completion" else None


class Recommendation(Part):
    """What the viewer was shown."""

    def __init__(self, position: int) -> None:
        self.content_id = fake.uuid4()
        self.position = position
        self.algorithm = fake.random_element(ALGORITHMS)
        self.clicked = fake.boolean(20)


class Search(Part):
    """What the viewer looked for."""

    def __init__(self, started: datetime) -> None:
        self.search_id = fake.uuid4()
        ended = started + timedelta(minutes=5)
        self.timestamp = fake.date_time_between(started, ended).isoformat()
        self.query = fake.sentence(nb_words=3)
        self.results_count = fake.random_int(0, 50)


def event() -> dict:
    """One nested event."""
    started = fake.date_time_between(START, START + timedelta(days=30))
    content = Content()
    details = EventDetails(content.duration)
    return {
        "event_id": fake.uuid4(),
        "user_id": fake.uuid4(),
        "session_id": fake.uuid4(),
        "event_type": fake.random_element(EVENT_TYPES),
        "timestamp": started.isoformat(),
        "device": Device().to_dict(),
        "location": Location().to_dict(),
        "content": content.to_dict(),
        "user_subscription": UserSubscription().to_dict(),
        "event_details": details.to_dict(),
        "user_action": [
            UserAction(started, details.play_duration).to_dict()
            for _ in range(fake.random_int(0, 5))
        ],
        "recommendations": [
            Recommendation(position).to_dict() for position in range(1, fake.random_int(0, 5) + 1)
        ],
        "search_history": [Search(started).to_dict() for _ in range(fake.random_int(0, 5))],
    }


def events(count: int) -> list[dict]:
    """So many events."""
    return [event() for _ in range(count)]
