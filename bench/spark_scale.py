"""How the project scales on Spark, as ratios from one run: `days`, `workers` and `engines`.

    days      what one more day costs after 30 and after 60 days of history, medians of --times
    workers   the same work on one worker and on two: days generated, a star built
    engines   a first build of raw, staging and star, on DuckDB and on Spark, in worlds of three sizes

CPU counts all processes that work for a build: dbt, the driver, executors. A worker has one core.
Where the machine has two, the driver and the workers share them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.processes import Cost, measure
from reelhouse.settings import PROJECT
from spark import part
from spark.errors import SparkError

SHORT, LONG = 30, 60
SIZES = (20_000, 100_000, 400_000)  # events of a world
DAYS = 10
SLOWEST = 8


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.spark_scale", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("what", choices=("days", "workers", "engines"))
    parser.add_argument("--users", type=int, default=100, help="of days (default: 100)")
    parser.add_argument(
        "--layers", nargs="+", default=[], help="of days, such as star (default: all)"
    )
    parser.add_argument(
        "--times", type=int, default=3, help="of days, single days for each history (default: 3)"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of engines, in events")
    parser.add_argument("--events", type=int, default=50_000, help="of workers (default: 50000)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where all that is made stays")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as scratch:
        folder = (options.keep or Path(scratch)).resolve()
        try:
            {"days": days, "workers": workers, "engines": engines}[options.what](folder, options)
        except SparkError as error:
            print(error, file=sys.stderr)
            return 2
    return 0


def build(
    engine: str,
    folder: Path,
    landing: Path,
    given: dict[str, int],
    layers: Sequence[str] = (),
    more: dict[str, str] | None = None,
    sessions: Sequence[int] = (),
) -> Cost:
    """A build of the days that come next, from landed files."""
    told = {"REELHOUSE_LANDING": str(landing), "REELHOUSE_GIVEN": json.dumps(given)}
    command = part.command(engine, folder, layers)
    return measure(command, told | part.environment(folder) | (more or {}), sessions)


def say(what: str) -> None:
    """A line of progress."""
    print(f"{what}...", file=sys.stderr, flush=True)


def world(events_a_day: int, users: int | None = None) -> dict[str, int]:
    """A world in which so much happens; it grows with its events."""
    users = users or max(100, events_a_day * 3 // 2)
    return {
        "users": users, "titles": max(60, users // 10), "posts": max(300, users // 2),
        "events_per_day": events_a_day,
    }  # fmt: skip


def export(landing: Path, given: dict[str, int], count: int, program: str = "messaging") -> None:
    """Land the days that builds of both engines read."""
    if landing.exists():
        return
    parameters = [f"{name.upper()}={value}" for name, value in given.items()]
    command = [sys.executable, "-m", program, "export", "--workers", str(os.cpu_count() or 1)]
    subprocess.run(
        [*command, "--output", str(landing), "--days", str(count), *parameters],
        cwd=PROJECT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def rows_of(landing: Path, table: str = "consumer_events") -> int:
    """How many rows of a table have landed."""
    manifests = (json.loads(path.read_text()) for path in (landing / "days").glob("*.json"))
    return sum(int(each["tables"][table]["rows"]) for each in manifests)


def days(folder: Path, options: argparse.Namespace) -> None:
    """Two warehouses of one world, with a short and a long history; days are added in turn."""
    landing, given = folder / "landing", world(options.users, options.users)
    say(f"{LONG + options.times} days as files")
    export(landing, given, LONG + options.times)
    costs: dict[int, list[Cost]] = {SHORT: [], LONG: []}
    nodes: dict[int, list[dict[str, float]]] = {SHORT: [], LONG: []}
    for history in costs:
        if not (folder / f"days-{history}").exists():
            say(f"a first build of {history} days")
            build(
                "spark", folder / f"days-{history}", landing, given | {"history_days": history},
                options.layers,
            )  # fmt: skip
    for turn in range(1, options.times + 1):
        for history in costs:
            say(f"one day after {history}, {turn} of {options.times}")
            warehouse = folder / f"days-{history}"
            costs[history].append(
                build("spark", warehouse, landing, {"increment_days": 1}, options.layers)
            )
            nodes[history].append(seconds_of_nodes(warehouse))
    print(f"{'one more day after':24}{SHORT:>6} days{LONG:>6} days{'ratio':>8}")
    for name in ("cpu", "wall"):
        one, other = (median([getattr(each, name) for each in costs[key]]) for key in costs)
        print(f"{name + ' s':24}{one:>11,.1f}{other:>11,.1f}{other / one:>8.2f}")
    short, long = (
        {name: median([each[name] for each in nodes[key]]) for name in nodes[key][0]}
        for key in nodes
    )
    print("models that grew most, in seconds of their node:")
    for name in sorted(short, key=lambda each: long[each] - short[each], reverse=True)[:SLOWEST]:
        print(f"  {name:40}{short[name]:>8.2f}{long[name]:>8.2f}")


def seconds_of_nodes(warehouse: Path) -> dict[str, float]:
    """What each model took in the last build."""
    results = json.loads((warehouse / "target" / "run_results.json").read_text())["results"]
    return {
        each["unique_id"].rpartition(".")[2]: float(each["execution_time"])
        for each in results
        if each["unique_id"].startswith("model.")
    }


def workers(folder: Path, options: argparse.Namespace) -> None:
    """The same days and the same star, by one worker and by two."""
    from spark.cluster import cluster

    given = world(options.events // DAYS)
    parameters = [f"{name.upper()}={value}" for name, value in given.items()]
    costs: dict[str, list[Cost]] = {"generation": [], "build": []}
    for count in (1, 2):
        with cluster(folder / f"cluster-{count}", count) as running:
            environment = running.environment()
            sessions = [process.pid for process in running.workers]
            landing = folder / f"landing-{count}"
            say(f"{DAYS} days by {count} worker{'s' * (count > 1)}")
            command = [sys.executable, "-m", "spark.generate", "--output", str(landing)]
            costs["generation"].append(
                measure([*command, "--days", str(DAYS), *parameters], environment, sessions)
            )
            say(f"the star by {count} worker{'s' * (count > 1)}")
            history = given | {"history_days": DAYS}
            costs["build"].append(
                build(
                    "spark", folder / f"star-{count}", landing, history, ["star"],
                    environment, sessions,
                )
            )  # fmt: skip
    print(f"{rows_of(folder / 'landing-1'):,} events on {os.cpu_count()} cores")
    print(f"{'':12}{'CPU s, 1':>10}{'CPU s, 2':>10}{'wall s, 1':>11}{'wall s, 2':>11}{'ratio':>7}")
    for name, (one, two) in costs.items():
        print(
            f"{name:12}{one.cpu:>10,.1f}{two.cpu:>10,.1f}{one.wall:>11,.1f}{two.wall:>11,.1f}"
            f"{one.wall / two.wall:>7.2f}"
        )


def engines(folder: Path, options: argparse.Namespace) -> None:
    """Both engines build the same files; what is fixed and what an event adds follows."""
    seen: dict[str, list[tuple[int, Cost]]] = {"duckdb": [], "spark": []}
    print(f"{'':8}{'events':>10}{'CPU s':>9}{'wall s':>9}{'peak GB':>9}{'bytes/event':>13}")
    for size in options.sizes:
        given, landing = world(size // DAYS), folder / f"landing-{size}"
        say(f"{size:,} events as files")
        export(landing, given, DAYS, "customer_events")
        events = rows_of(landing)
        for engine, costs in seen.items():
            say(f"{size:,} events on {engine}")
            place = folder / f"{engine}-{size}"
            cost = build(engine, place, landing, given | {"history_days": DAYS}, ["star"])
            costs.append((events, cost))
            kept = bytes_of(place, "*.duckdb" if engine == "duckdb" else "warehouse/**/*.parquet")
            print(
                f"{engine:8}{events:>10,}{cost.cpu:>9,.1f}{cost.wall:>9,.1f}"
                f"{cost.peak / 1e9:>9.2f}{kept / events:>13,.0f}",
                flush=True,
            )
        print(f"{'files':8}{events:>10,}{bytes_of(landing, 'data/*') / events:>40,.0f}")
    if len(options.sizes) > 1:
        for name in ("cpu", "wall"):
            for engine, costs in seen.items():
                fixed, each = line([(events, getattr(cost, name)) for events, cost in costs])
                print(f"{engine:8}{name:>5} s = {fixed:,.1f} + {each * 1e6:,.1f} a million events")


def bytes_of(folder: Path, pattern: str) -> int:
    """What these files take on the disk."""
    return sum(path.stat().st_size for path in folder.glob(pattern))


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The straight line with the least squares, as its value at zero and its slope."""
    count = len(points)
    mean_x, mean_y = (sum(column) / count for column in zip(*points, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    return mean_y - slope * mean_x, slope


if __name__ == "__main__":
    sys.exit(main())
