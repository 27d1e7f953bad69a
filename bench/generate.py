"""How fast raw events come into being, beside the plain way, in one run.

Each measurement is a process of its own: CPU seconds (user and system), wall seconds and the
peak of its memory. The generator is measured alone (its batches are thrown away) and as a first
load into a DuckDB file; the plain generator makes some events and loads them as well.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench.plain_faker.events import generate_consumer_event_data
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule

DAYS = 30
USERS = 250_000
TITLES = 5_000
PLAIN, PLAIN_LOAD = "plain generation alone", "plain way into DuckDB"
GENERATION, LOAD = "generation alone", "first load into DuckDB"
PLAIN_EVENTS = 20_000
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.4.0",
    "preserve_insertion_order": False,
    "memory_limit": "1GB",  # else DuckDB's cache grows with the file, up to most of the memory
}

Measures = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=__doc__)
    parser.add_argument("--events", type=int, default=5_000_000, help="events of a load")
    parser.add_argument("--times", type=int, default=4, help="how much more the large loads hold")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, no large load")
    parser.add_argument(
        "--measure", nargs=4, metavar=("WHAT", "EVENTS", "DAYS", "USERS"), help=argparse.SUPPRESS
    )
    options = parser.parse_args(arguments)
    if options.measure:
        what, *sizes = options.measure
        print(json.dumps(measured(what, *map(int, sizes))))
        return 0
    if options.events < 10_000 or options.times < 1:
        parser.error("--events takes 10000 or more, --times 1 or more")
    share, times = (10, 1) if options.quick else (1, options.times)
    events, users = options.events // share, USERS * options.events // 5_000_000 // share

    results = {
        PLAIN: child("plain", PLAIN_EVENTS // share, DAYS, users),
        PLAIN_LOAD: child("plain_load", PLAIN_EVENTS // share, DAYS, users),
        GENERATION: child("generation", events, DAYS, users),
        LOAD: child("load", events, DAYS, users),
    }
    if times > 1:
        results[f"{times} times the days"] = child("load", times * events, times * DAYS, users)
        results[f"{times} times the users"] = child("load", times * events, DAYS, times * users)
    report(results)
    return 0


def child(what: str, events: int, days: int, users: int) -> Measures:
    """Measure in a process of its own."""
    print(
        f"{what}: {events:,} events, {days} days, {users:,} users...", file=sys.stderr, flush=True
    )
    sizes = [str(size) for size in (events, days, users)]
    command = [sys.executable, "-m", "bench.generate", "--measure", what, *sizes]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measures: Measures = json.loads(done.stdout.splitlines()[-1])
    return measures


def measured(what: str, events: int, days: int, users: int) -> Measures:
    """Do the work, and say what it took."""
    work = {"plain": plain, "plain_load": plain_load, "generation": generation, "load": load}[what]
    started, before = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        made = work(events, days, users, path)
        size = path.stat().st_size if path.exists() else 0
    return {
        "events": made,
        "cpu": time.process_time() - before,
        "wall": time.perf_counter() - started,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "bytes": size,
    }


def plain(events: int, days: int, users: int, path: Path) -> int:
    """The plain generator's tables, made and forgotten."""
    made: dict[str, list[Any]] = generate_consumer_event_data(events)  # type: ignore[no-untyped-call]
    return len(made["consumer_event"])


def plain_load(events: int, days: int, users: int, path: Path) -> int:
    """The same, loaded through a JSON file a table, as its users would."""
    made: dict[str, list[Any]] = generate_consumer_event_data(events)  # type: ignore[no-untyped-call]
    with duckdb.connect(str(path), config=CONFIG) as connection:
        for name, rows in made.items():
            file = path.with_suffix(f".{name}.json")
            with file.open("w") as lines:
                for row in rows:
                    lines.write(json.dumps(row) + "\n")
            connection.execute(f"create table {name} as from read_json('{file}')")
    return events


def reader(events: int, days: int, users: int) -> pa.RecordBatchReader:
    """The events of so many days of a world that makes about so many in them."""
    parameters = Parameters(users=users, titles=TITLES, events_per_day=events // days)
    load = [date(2025, 1, 1) + timedelta(number) for number in range(days)]
    return consumer_events(Schedule(dict.fromkeys(load, parameters), load))


def generation(events: int, days: int, users: int, path: Path) -> int:
    """Make the batches and forget them."""
    return sum(batch.num_rows for batch in reader(events, days, users))


def load(events: int, days: int, users: int, path: Path) -> int:
    """What raw_consumer_events does in a first build."""
    with duckdb.connect(str(path), config=CONFIG) as connection:
        connection.register("arriving", reader(events, days, users))
        connection.execute("create table events as from arriving")
        return int(connection.execute("select count(*) from events").fetchall()[0][0])


def report(results: dict[str, Measures]) -> None:
    """The table and the ratios."""
    print(f"{os.cpu_count()} cores")
    print(f"{'':26}{'events':>12}{'CPU us/event':>14}{'events/s':>12}{'peak MB':>9}{'bytes':>7}")
    for name, each in results.items():
        print(
            f"{name:26}{each['events']:>12,}{1e6 * each['cpu'] / each['events']:>14.2f}"
            f"{each['events'] / each['wall']:>12,.0f}{each['peak_mb']:>9,.0f}"
            f"{each['bytes'] / each['events']:>7.0f}"
        )
    cost = {name: each["cpu"] / each["events"] for name, each in results.items()}
    print(
        f"\nA CPU second makes {cost[PLAIN] / cost[GENERATION]:,.0f} times the events of the plain"
        f" way, and makes and loads {cost[PLAIN_LOAD] / cost[LOAD]:,.0f} times as many."
    )
    for name, each in results.items():
        if "times" in name:
            memory = each["peak_mb"] / results[LOAD]["peak_mb"]
            print(f"{name}, {each['events']:,} events, take {memory:.2f} times the memory.")


if __name__ == "__main__":
    sys.exit(main())
