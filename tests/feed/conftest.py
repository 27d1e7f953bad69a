"""A broker, a registry and PostgreSQL for the tests of the feed: those named, or local ones."""

from dataclasses import replace
from uuid import uuid4

import pytest

from customer_events.parameters import Parameters
from feed import local
from feed.consume import Options, consume
from feed.produce import produce

WORLD = {
    "users": 300, "titles": 100, "events_per_day": 500, "late_rate": 0.2,
    "duplicate_rate": 0.1, "invalid_rate": 0.1, "untidy_rate": 0.1, "schema_v2_from": "2025-01-02",
}  # fmt: skip
DAYS = 3


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("services")
    with local.services(folder) as services:
        yield services
    local.remove(folder)


@pytest.fixture
def settings(running, tmp_path):
    """A topic and a landing folder of the test's own."""
    topic = f"events_{uuid4().hex[:8]}"
    return replace(running.settings, topic=topic, landing=tmp_path / "parquet_data")


@pytest.fixture
def send(settings):
    """Send the days of the world."""
    return lambda days=DAYS, **changes: produce(settings, WORLD | changes, count=days)


@pytest.fixture
def land(settings):
    """Land the topic until a day is complete."""
    first = Parameters().start_date

    def run(days=DAYS, **options):
        until = first.replace(day=days)
        return consume(
            settings, Options(group=settings.topic, idle_seconds=0.3, until=until, **options)
        )

    return run
