"""`make feed-proof`: kill everything at random moments, and hold what came out against the world.

A producer, two consumers of a group, one of a foreign group and a loader work at the same time;
every one of them, and the broker, is killed with SIGKILL again and again. Then they are left to
finish, and every row that landed or was loaded must be the generator's, once, in its place.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from adbc_driver_postgresql import dbapi as postgresql

from customer_events.landing import manifest
from customer_events.landing.columns import converted
from customer_events.landing.flat import flat_schema, flatten
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import local
from feed.chain import Chain, Link
from feed.errors import FeedError
from feed.partitions import partitions
from feed.settings import PARTITIONS, Settings

WORLD = {
    "users": 2_000, "titles": 200, "events_per_day": 3_000, "late_rate": 0.1,
    "duplicate_rate": 0.05, "invalid_rate": 0.03, "untidy_rate": 0.05,
}  # fmt: skip
V2_AFTER = 2  # days
ACTORS = ("producer", "consumer-1", "consumer-2", "foreign", "loader", "broker")
SLOWEST_SECONDS = 600


class Stage:
    """The actors, each of which is started again when it is gone."""

    def __init__(
        self, running: local.Services, broker: local.Broker, days: int, pace: float
    ) -> None:
        self.running, self.broker = running, broker
        self.last = date(2025, 1, 1) + timedelta(days - 1)
        parameters = [f"{name.upper()}={value}" for name, value in world(days).items()]
        end = ["--until", self.last.isoformat()]
        speed = ["--speed", str(round(86_400 / pace))] if pace else []
        self.commands = {
            "producer": ["feed.run_producer", "--days", str(days), *speed, *parameters],
            "consumer-1": ["feed.run_consumer", "--name", "consumer-1", *end],
            "consumer-2": ["feed.run_consumer", "--name", "consumer-2", *end],
            "foreign": ["feed.run_consumer", "--group", "foreign", "--batch-size", "333",
                        "--idle-seconds", "0.7", *end],
            "loader": ["feed", "load"],
        }  # fmt: skip
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.log = Path(running.settings.landing).parent / "actors.log"

    def keep_up(self, name: str) -> None:
        """Start an actor unless it works."""
        process = self.processes.get(name)
        if process is not None and process.poll() is None:
            return
        with self.log.open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *self.commands[name]],
                env=self.running.environment, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self, name: str) -> None:
        """SIGKILL."""
        if name == "broker":
            self.broker.kill()
            self.broker.start()
            return
        self.processes[name].kill()
        self.processes[name].wait()

    def finish(self, *names: str) -> None:
        """Run actors to their ends, side by side."""
        deadline = time.monotonic() + SLOWEST_SECONDS
        while time.monotonic() < deadline:
            left = [name for name in names if self.processes[name].poll() != 0]
            if not left:
                return
            for name in left:
                self.keep_up(name)
            time.sleep(0.5)
        raise FeedError(f"{', '.join(left)} did not come to an end; {self.log} says why")

    def end(self) -> None:
        """Let nobody stay behind."""
        for process in self.processes.values():
            if process.poll() is None:
                process.kill()
            process.wait()


def _victims(chance: random.Random, kills: int) -> list[str]:
    """Whom to kill, in any order: everybody about as often."""
    found = [ACTORS[each % len(ACTORS)] for each in range(kills)]
    chance.shuffle(found)
    return found


def world(days: int) -> dict[str, object]:
    """The parameters of the proof's world, in which a second version of the event comes up."""
    since = date(2025, 1, 1) + timedelta(min(V2_AFTER, days - 1))
    return WORLD | {"schema_v2_from": since.isoformat()}


def prove(folder: Path, kills: int, days: int, seed: int, pace: float) -> Counter[str]:
    """Kill, finish, compare; the number of kills of each actor, or an error."""
    chance, killed = random.Random(seed), Counter[str]()
    broker = local.Broker(folder / "broker").start()
    with local.registry(folder / "registry.json") as url, local.postgres(folder / "pg") as uri:
        landing = folder / "parquet_data"
        running = local.Services(Settings(broker.address, url, landing), uri, ())
        stage = Stage(running, broker, days, pace)
        try:
            landing.mkdir()
            for victim in _victims(chance, kills):
                for name in stage.commands:
                    stage.keep_up(name)
                time.sleep(chance.uniform(0.2, 2.5))
                stage.kill(victim)
                killed[victim] += 1
            stage.end()
            for names in (["producer"], ["consumer-1", "consumer-2"], ["loader"]):
                for name in names:
                    stage.keep_up(name)
                stage.finish(*names)
        finally:
            stage.end()
            broker.stop()
        events = compare_landing(running.settings, days)
        compare_postgres(uri, events)
    print(f"{len(events):,} events landed once each, row by row the generator's; "
          f"PostgreSQL holds the same")  # fmt: skip
    return killed


def expected(days: int) -> list[pa.Table]:
    """What the generator makes for each partition, in order."""
    parameters = Parameters(**world(days))  # type: ignore[arg-type]
    dates = [parameters.start_date + timedelta(each) for each in range(days)]
    batches = list(consumer_events(Schedule(dict.fromkeys(dates, parameters), dates)))
    rows = pa.concat_tables([flatten(batch) for batch in batches])
    keys = converted(rows["user_id"], pa.string())
    to = partitions(keys, PARTITIONS)
    return [rows.take(pa.array(np.flatnonzero(to == each))) for each in range(PARTITIONS)]


def compare_landing(settings: Settings, days: int) -> pa.Table:
    """Every chain must be the generator's share of its partition, and every day complete."""
    found = []
    for partition, rows in enumerate(expected(days)):
        files = list(Chain(settings.landing, settings.topic, partition).files(Link()))
        paths = [settings.landing / "data" / each.name for each in files]
        landed = pa.concat_tables([pq.ParquetFile(path).read() for path in paths])
        _equal(landed.select(flat_schema().names), rows, f"partition {partition}")
        found.append(landed)
    names = {path.name for path in (settings.landing / "data").glob("*.parquet")}
    chained = sum(
        sum(1 for _ in Chain(settings.landing, settings.topic, each).files(Link()))
        for each in range(PARTITIONS)
    )
    if len(names) != chained:
        raise FeedError(
            f"{len(names)} files lie in {settings.landing}, and {chained} are in chains"
        )
    if len(manifest.days(settings.landing)) != days:
        raise FeedError(f"{len(manifest.days(settings.landing))} of {days} days are complete")
    return pa.concat_tables(found)


def compare_postgres(uri: str, landed: pa.Table) -> None:
    """The table must hold every landed row once, with the same event."""
    with postgresql.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select kafka_partition, kafka_offset, event_id::text as event_id, event_type, "
            "(event ->> 'arrival_number')::bigint as arrival_number, "
            "jsonb_array_length(coalesce(nullif(event -> 'user_action', 'null'), '[]')) as actions "
            "from customer_events order by kafka_partition, kafka_offset"
        )
        loaded = cursor.fetch_arrow_table()
        cursor.execute("select count(*), sum(events) from landed_files")
        (_, events), *_ = cursor.fetchall()
    order = [("kafka_partition", "ascending"), ("kafka_offset", "ascending")]
    rows = landed.sort_by(order)
    wanted = {
        "kafka_partition": rows["kafka_partition"],
        "kafka_offset": rows["kafka_offset"],
        "event_id": converted(rows["event_id"], pa.string()),
        "event_type": rows["event_type"],
        "arrival_number": rows["arrival_number"],
        "actions": pc.cast(pc.fill_null(pc.list_value_length(rows["user_action"]), 0), pa.int32()),
    }
    _equal(loaded, pa.table(wanted), "PostgreSQL")
    if events != len(rows):
        raise FeedError(f"the ledger has {events:,} events of {len(rows):,}")


def _equal(found: pa.Table, wanted: pa.Table, where: str) -> None:
    if len(found) != len(wanted):
        raise FeedError(f"{where} has {len(found):,} rows in place of {len(wanted):,}")
    for name in wanted.column_names:
        if not found[name].combine_chunks().equals(wanted[name].combine_chunks()):
            raise FeedError(f"{where} differs from the generator in {name}")


def main() -> int:
    """Run it in a folder that goes afterwards, unless something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m feed.proof", description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--pace", type=float, default=8.0, help="seconds of a simulated day")
    options: Mapping[str, object] = vars(parser.parse_args())
    print(f"Killing with seed {options['seed']}...", flush=True)
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-proof-"))
    try:
        killed = prove(folder, **options)  # type: ignore[arg-type]
    except FeedError as error:
        print(f"error: {error}; {folder} is kept", file=sys.stderr)
        return 1
    counts = ", ".join(f"{name} {count}" for name, count in sorted(killed.items()))
    print(f"{sum(killed.values())} kills ({counts}) in {time.monotonic() - started:.0f} s")
    local.remove(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
