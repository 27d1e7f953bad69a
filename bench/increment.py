"""What one more day costs after a short and after a long history.

Two warehouses of the same world are built, one of 30 days and one of 360, both without tests;
then each takes the same number of single days in turn, every one a whole build with its tests. A
world grows, so for the added days the dial is set to what makes both as busy as their last weeks
let expect. What counts is the ratio of the two medians, in CPU and in wall seconds. For each layer
the seconds of its nodes, tests included, are added up; four run at a time, so that they are more
than those of the build.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from proofs.throwaway import environment

SHORT, LONG = 30, 360
EVENTS = 20_000  # a day
DATABASE = "warehouse.duckdb"
LAYERS = ["staging", "star", "creators", "vault", "customerio"]


@dataclass(frozen=True)
class Cost:
    """What adding a day took, and how many events it brought."""

    cpu: float
    wall: float
    events: float
    layers: dict[str, float]


def main(arguments: list[str] | None = None) -> int:
    """Build both, add days in turn and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench.increment", description=__doc__)
    parser.add_argument("--days", type=int, default=5, help="single days to add to each")
    parser.add_argument("--long", type=int, default=LONG, help="days of the long history")
    parser.add_argument("--events", type=int, default=EVENTS, help="a day; users grow with them")
    parser.add_argument("--memory", default="6GB", help="DuckDB's memory limit")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the warehouses stay")
    options = parser.parse_args(arguments)
    if options.days < 1 or options.long <= SHORT:
        parser.error(f"--days takes 1 or more, --long more than {SHORT}")
    os.environ["REELHOUSE_MEMORY_LIMIT"] = options.memory
    os.environ["DBT_WRITE_JSON"] = "true"  # what each node took
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as folder:
        report(measured(options.keep or Path(folder), options))
    return 0


def measured(folder: Path, options: argparse.Namespace) -> dict[int, list[Cost]]:
    """The cost of each added day, by the days of history."""
    dials, long, events = {}, options.long, options.events
    world = [f"USERS={events * 3 // 2}", f"TITLES={max(300, events * 3 // 20)}", f"POSTS={events}"]
    for history in (SHORT, long):
        warehouse = folder / str(history)
        if not warehouse.exists():
            print(f"{history} days of history...", file=sys.stderr, flush=True)
            build(warehouse, events, history, *world, "TESTS=no")
        dials[history] = round(events * events / events_a_day(warehouse, days=7))
    costs: dict[int, list[Cost]] = {SHORT: [], long: []}
    for day in range(1, options.days + 1):
        for history, seen in costs.items():
            print(f"day {day} after {history}...", file=sys.stderr, flush=True)
            seen.append(build(folder / str(history), dials[history], history, *world))
    return costs


def build(folder: Path, events_per_day: int, history: int, *arguments: str) -> Cost:
    """What a whole build costs, in a process of its own."""
    knobs = [f"EVENTS_PER_DAY={events_per_day}", f"HISTORY_DAYS={history}"]
    command = [sys.executable, "-m", "reelhouse", "build", *arguments, *knobs]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment(folder), stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"the build in {folder} failed:\n{done.stdout}")
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, events_a_day(folder, days=1), seconds_of_layers(folder / "target"))


def events_a_day(folder: Path, days: int) -> float:
    """How many arrived on each of the last days that are loaded, on average."""
    query = "from raw.raw_consumer_events select count(*) group by load_date order by load_date"
    with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
        counts = [int(count) for (count,) in connection.execute(query).fetchall()]
    return statistics.mean(counts[-days:])


def seconds_of_layers(target: Path) -> dict[str, float]:
    """What the nodes of each layer took in the last build, by the folder they lie in."""
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    nodes = manifest["nodes"] | manifest["unit_tests"]
    seconds = dict.fromkeys(LAYERS, 0.0)
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    for result in results:
        folders = nodes.get(result["unique_id"], {"fqn": []})["fqn"]
        for layer in LAYERS:
            if layer in folders:
                seconds[layer] += result["execution_time"]
    return seconds


def report(costs: dict[int, list[Cost]]) -> None:
    """The medians and their ratios."""
    short, long = (medians(seen) for seen in costs.values())
    print(f"{'':18}" + "".join(f"{history:>8} days" for history in costs) + f"{'ratio':>10}")
    for name, value in short.items():
        print(f"{name:18}{value:>13,.1f}{long[name]:>13,.1f}{long[name] / value:>10.2f}")


def medians(costs: list[Cost]) -> dict[str, float]:
    """Of everything that was measured."""
    names = {"events": "events", "CPU s": "cpu", "wall s": "wall"}
    found = {
        name: statistics.median(getattr(cost, field) for cost in costs)
        for name, field in names.items()
    }
    for layer in LAYERS:
        found[f"{layer}, node s"] = statistics.median(cost.layers[layer] for cost in costs)
    return found


if __name__ == "__main__":
    sys.exit(main())
