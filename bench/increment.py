"""What one more day costs after a short and after a long history.

Two warehouses of the same world are built, one of 30 days and one of 360; then each takes the
same number of single days in turn, every one a whole build with its tests. What counts is the
ratio of the two medians, in CPU and in wall seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHORT, LONG = 30, 360
WORLD = ["USERS=30000", "CONTENTS=3000", "POSTS=20000", "EVENTS_PER_DAY=20000"]


def main(arguments: list[str] | None = None) -> int:
    """Build both, add days in turn and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench.increment", description=__doc__)
    parser.add_argument("--days", type=int, default=5, help="single days to add to each")
    parser.add_argument("--long", type=int, default=LONG, help="days of the long history")
    options = parser.parse_args(arguments)
    if options.days < 1 or options.long <= SHORT:
        parser.error(f"--days takes 1 or more, --long more than {SHORT}")
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as folder:
        report(measured(Path(folder), options.days, options.long))
    return 0


def measured(folder: Path, days: int, long: int) -> dict[int, list[tuple[float, float]]]:
    """CPU and wall seconds of each added day, by the days of history."""
    for history in (SHORT, long):
        print(f"{history} days of history...", file=sys.stderr, flush=True)
        build(folder / str(history), f"HISTORY_DAYS={history}")
    costs: dict[int, list[tuple[float, float]]] = {SHORT: [], long: []}
    for day in range(1, days + 1):
        for history, seen in costs.items():
            print(f"day {day} after {history}...", file=sys.stderr, flush=True)
            seen.append(build(folder / str(history), f"HISTORY_DAYS={history}"))
    return costs


def build(folder: Path, *knobs: str) -> tuple[float, float]:
    """A whole build in a process of its own: CPU seconds, wall seconds."""
    folder.mkdir(exist_ok=True)
    environment = os.environ | {
        "REELHOUSE_DATABASE": str(folder / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "reelhouse", "build", *WORLD, *knobs]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - started


def report(costs: dict[int, list[tuple[float, float]]]) -> None:
    """The medians and their ratio."""
    print(f"{'history':>10}{'CPU s':>10}{'wall s':>10}")
    medians = {}
    for history, seen in costs.items():
        medians[history] = [statistics.median(column) for column in zip(*seen, strict=True)]
        print(f"{history:>6} days{medians[history][0]:>10.1f}{medians[history][1]:>10.1f}")
    short, long = medians.values()
    print(f"{'ratio':>10}{long[0] / short[0]:>10.2f}{long[1] / short[1]:>10.2f}")


if __name__ == "__main__":
    sys.exit(main())
