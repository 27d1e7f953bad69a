"""What a cluster changes of a warehouse: nothing. `make spark-cluster` calls it.

On a master with two workers, each with one core, a small world is generated, built, and compared
with the same world on DuckDB. Then it takes one more day, and in the middle of a model one worker
stops to answer and dies.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from proofs.throwaway import WORLD, ProofError
from reelhouse import knobs
from reelhouse.settings import PROJECT
from spark import part
from spark.cluster import Cluster, cluster
from spark.errors import SparkError
from spark.small_world import step

DAYS = 4
SMALL = WORLD | {
    "USERS": "150", "TITLES": "80", "POSTS": "600", "EVENTS_PER_DAY": "150",
    "HISTORY_DAYS": str(DAYS), "SCHEMA_V2_FROM": "2025-10-25",
}  # fmt: skip
MODEL = "fct_events"  # in the middle of it a worker dies
SECONDS_AT_MOST = 3_600  # of a build
SECONDS_OF_SILENCE = 3.0  # of a stage that waits for a worker
PAUSE = 0.05
# A build of so few rows ends before the second of Java's compilers has earned what it takes. Alone
# the first would have 48 MB for its code, and all layers are more.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"


def main(arguments: list[str] | None = None) -> int:
    """Prove it, with a line for each step; the exit code is 0 only if all of it holds."""
    parser = argparse.ArgumentParser(prog="python -m spark.proof", description=__doc__)
    parser.add_argument("--folder", type=Path, help="keep all that is made here")
    parser.add_argument("--layers", nargs="+", default=[], help="such as star (default: all)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reelhouse-spark-") as scratch:
        try:
            prove((options.folder or Path(scratch)).resolve(), options.layers)
        except (ProofError, SparkError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def prove(folder: Path, layers: Sequence[str]) -> None:
    """All steps, one after the other."""
    os.environ.setdefault("JAVA_TOOL_OPTIONS", SHORT_LIVED)
    landing, events = folder / "landing", folder / "events"
    here, there = (part.command(engine, folder / engine, layers) for engine in part.TARGETS)
    with cluster(folder / "cluster") as running:
        on_cluster = told(landing) | running.environment(events_in(events))
        with step("days as files, by a command and by two workers"):
            run([*PYTHON, "messaging", "export", *export_arguments(folder / "exported")])
            run([*PYTHON, "spark.generate", *export_arguments(landing)], on_cluster)
            hold_same_files(folder / "exported", landing)
        with step(f"{DAYS} days on DuckDB"):
            run(here, told(landing))
        with step(f"{DAYS} days on two workers"):
            run(there, on_cluster)
            hold_both_work(last_log(events))
        compare(folder)
        with step("one more day on DuckDB"):
            run(here, told(landing))
        with step(f"one more day on the cluster, and a worker that dies in the middle of {MODEL}"):
            lost = build_and_lose_a_worker(running, there, on_cluster, events)
            print(f"  tasks that were lost with it and made again: {lost}")
        compare(folder)
    print("Equal, on a cluster and after the loss of half of it.")


PYTHON = [sys.executable, "-m"]
PARAMETERS = {name.upper() for name in knobs.OF_A_DAY}


def export_arguments(output: Path) -> list[str]:
    """The days of the proof, with the world's parameters."""
    world = [f"{name}={value}" for name, value in SMALL.items() if name in PARAMETERS]
    return ["--output", str(output), "--days", str(DAYS + 1), *world]


def told(landing: Path) -> dict[str, str]:
    """What a build is told: the files and the knobs."""
    given = {name.lower(): value for name, value in SMALL.items()}
    return {"REELHOUSE_LANDING": str(landing), "REELHOUSE_GIVEN": json.dumps(given)}


def events_in(folder: Path) -> dict[str, str]:
    """The settings with which Spark notes there what it does."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": folder.resolve().as_uri(),
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
    }


def run(command: Sequence[str], more: dict[str, str] | None = None) -> str:
    """What a command says that must pass."""
    done = subprocess.run(
        command, cwd=PROJECT, env=os.environ | (more or {}), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS_AT_MOST,
    )  # fmt: skip
    if done.returncode:
        said = (line for line in done.stdout.splitlines() if not line.lstrip().startswith("at "))
        raise ProofError("\n".join((f"this should pass: {' '.join(command[1:])}", *said)))
    return done.stdout


def hold_same_files(one: Path, other: Path) -> None:
    """Both folders hold the same names with the same bytes."""
    ours, theirs = contents(one), contents(other)
    different = [
        name for name in sorted(ours.keys() | theirs) if ours.get(name) != theirs.get(name)
    ]
    if different or not ours:
        raise ProofError(f"files differ between {one} and {other}: {', '.join(different)}")
    print(f"  {len(ours)} files, {sum(map(len, ours.values())) / 1e6:.1f} MB, equal in all bytes")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def compare(folder: Path) -> None:
    """Every table and view; Spark's are read in a process of its own, without the cluster."""
    command = [*PYTHON, "spark.compare", "--database", str(folder / "duckdb" / "warehouse.duckdb")]
    said = run([*command, "--folder", str(folder / "spark")], {"SPARK_MASTER": ""})
    print(*(f"  {line}" for line in said.splitlines() if "tables are equal" in line), sep="\n")


def build_and_lose_a_worker(
    running: Cluster, command: Sequence[str], more: dict[str, str], events: Path
) -> int:
    """Freeze the last worker as a model begins, kill it when a stage waits; the tasks it cost."""
    said: list[str] = []
    is_killed = False
    with subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | {"PYTHONUNBUFFERED": "1"} | more, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if re.search(rf"START .*\.{MODEL} ", line):
                running.freeze_worker(-1)
                until(a_stage_waits(last_log(events)), "no stage waited for the frozen worker")
                running.kill_worker(-1)
                is_killed = True
    if process.returncode:
        raise ProofError(f"the build did not survive the loss of a worker:\n{''.join(said)}")
    if not is_killed:
        raise ProofError(f"{MODEL} never started:\n{''.join(said)}")
    lost = [
        event
        for event in read(last_log(events))
        if event["Event"] == "SparkListenerTaskEnd"
        and event["Task End Reason"]["Reason"] == "ExecutorLostFailure"
    ]
    if not lost:
        raise ProofError("the worker died, and no task was lost with it")
    return len(lost)


def a_stage_waits(log: Path) -> Callable[[], bool]:
    """Whether a stage has been waiting for long, as often as it is asked."""
    waiting: dict[tuple[int, int], float] = {}
    lines, half = log.open(encoding="utf-8"), ""

    def asked() -> bool:
        nonlocal half
        *whole, half = (half + lines.read()).split("\n")
        for event in map(json.loads, whole):
            if event["Event"] in ("SparkListenerStageSubmitted", "SparkListenerStageCompleted"):
                stage = event["Stage Info"]["Stage ID"], event["Stage Info"]["Stage Attempt ID"]
                waiting.pop(stage, None)
                if event["Event"].endswith("Submitted"):
                    waiting[stage] = time.monotonic()
        return any(time.monotonic() - since > SECONDS_OF_SILENCE for since in waiting.values())

    return asked


def until(reached: Callable[[], bool], fault: str, seconds: float = 300) -> None:
    """Wait for something."""
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            raise ProofError(fault)
        time.sleep(PAUSE)


def last_log(events: Path) -> Path:
    """What Spark has noted of the application that was started last."""
    return max(events.iterdir(), key=lambda path: path.stat().st_mtime)


def read(log: Path) -> Iterator[dict[str, Any]]:
    """What an application that is over has noted."""
    with log.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def hold_both_work(log: Path) -> None:
    """Both executors took tasks."""
    tasks = Counter(
        event["Task Info"]["Executor ID"]
        for event in read(log)
        if event["Event"] == "SparkListenerTaskEnd"
    )
    if len(tasks) != 2:
        raise ProofError(f"two executors should have worked: {dict(tasks)}")
    print(f"  tasks by worker: {' and '.join(f'{count:,}' for count in tasks.values())}")


if __name__ == "__main__":
    sys.exit(main())
