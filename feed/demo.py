"""The whole feed in one go: produce, consume with two consumers, load, and say what happened."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from customer_events.landing import manifest
from customer_events.landing.manifest import EVENTS
from feed import topic
from feed.errors import FeedError
from feed.flat_views import duckdb as duckdb_views
from feed.load import load
from feed.local import Services, services
from feed.plan import planned

CONSUMERS = ("consumer-1", "consumer-2")
LOOK = """
select event_type, count(*) as events, count(distinct user_id) as users
from consumer_event
group by all
order by events desc
limit 3
"""


@dataclass(frozen=True)
class Stage:
    """What a stage did, in which time."""

    name: str
    events: int
    seconds: float


def run(
    folder: Path,
    given: Mapping[str, Any],
    *,
    history_days: int | None = None,
    increment_days: int | None = None,
    threads: int | None = None,
) -> None:
    """Send and land the open days, and load them."""
    with services(folder) as running:
        if running.started:
            print(f"Started here: {', '.join(running.started)}.")
        topic.create_topics(running.settings)
        days = planned(
            topic.days(running.settings), given, history=history_days, increment=increment_days
        )
        last = max(days)
        before = _landed(running)
        print(f"Days up to {last}, two consumers, into {running.settings.landing}/")
        stages = _stream(running, given, len(days), last, threads)
        loaded = load(running.settings.landing, running.postgres, running.settings.topic)
        events = _landed(running) - before
        stages.append(Stage("PostgreSQL", loaded.events, loaded.seconds))
        _summary(running, stages, events)


def _stream(
    running: Services, given: Mapping[str, Any], days: int, last: date, threads: int | None
) -> list[Stage]:
    """The producer and both consumers, side by side."""
    parameters = [
        f"{name.upper()}={'' if value is None else value}" for name, value in given.items()
    ]
    if threads:
        parameters += ["--threads", str(threads)]
    started, before = time.monotonic(), _landed(running)
    commands = [["feed.run_producer", "--days", str(days), *parameters]]
    commands += [
        ["feed.run_consumer", "--name", name, "--until", last.isoformat()] for name in CONSUMERS
    ]
    sent_at = 0.0
    with _processes(commands, running.environment) as processes:
        while any(process.poll() is None for process in processes):
            if not sent_at and processes[0].returncode is not None:
                sent_at = time.monotonic()
            failed = [process for process in processes if process.poll()]
            if failed:
                raise FeedError("a part of the feed has stopped; the line above says why")
            time.sleep(0.1)
    if any(process.returncode for process in processes):
        raise FeedError("a part of the feed has stopped; the line above says why")
    events, landed_at = _landed(running) - before, time.monotonic()
    return [
        Stage("Producer", events, (sent_at or landed_at) - started),
        Stage("Consumers", events, landed_at - started),
    ]


@contextlib.contextmanager
def _processes(
    commands: list[list[str]], environment: Mapping[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that end with this one."""
    running = [
        subprocess.Popen([sys.executable, "-m", *command], env=dict(environment))
        for command in commands
    ]
    try:
        yield running
    finally:
        for process in running:
            if process.poll() is None:
                process.terminate()
        for process in running:
            process.wait()


def _landed(running: Services) -> int:
    """The events of all complete days."""
    landing = running.settings.landing
    found = (manifest.read(landing, day) for day in manifest.days(landing))
    return sum(each.tables[EVENTS]["rows"] for each in found if each is not None)


def _summary(running: Services, stages: list[Stage], events: int) -> None:
    landing = running.settings.landing
    table = Table("stage", "events", "seconds", "events a second", title="The feed")
    for stage in stages:
        rate = stage.events / max(stage.seconds, 1e-9)
        table.add_row(stage.name, f"{stage.events:,}", f"{stage.seconds:.1f}", f"{rate:,.0f}")
    connection = duckdb.connect()
    connection.execute(duckdb_views(landing))
    started = time.monotonic()
    found = connection.execute(LOOK).fetchall()
    table.add_row(
        "DuckDB, a look",
        f"{sum(row[1] for row in found):,}",
        f"{time.monotonic() - started:.1f}",
        "",
    )
    console = Console()
    console.print(table)
    for kind, count, users in found:
        console.print(f"  {kind}: {count:,} events of {users:,} users", highlight=False)
    console.print(
        f"{events:,} events are new; {landing}/ holds {len(manifest.days(landing))} complete days.\n"
        "  make feed-sql       DuckDB on the landed files\n"
        "  make feed-psql      PostgreSQL\n"
        "  make feed           the next day\n"
        f"  make build LANDING={landing}    the warehouse from them",
        highlight=False,
    )
