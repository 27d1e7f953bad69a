"""A small world on Spark with Delta and in DuckDB, equal after each build: `make spark`.

Nine days and then one more, whose late events change days before it, in the world of make test.
Both engines make them in the same two builds, Spark from landed files and with all data tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from reelhouse import packages
from reelhouse.checks import SMALL_WORLD
from spark import command, compare, project, session
from spark.errors import SparkError
from spark.memory import Watch

FOLDER = Path("target/small_world")
DAYS = 10
# A table is a small file here. To ask which files can be skipped takes longer than to read it, and
# pages of memory are a megabyte, where Spark would fill one of 64 for each hash table.
SMALL = {
    "spark.databricks.delta.stats.collect": "false",
    "spark.databricks.delta.stats.skipping": "false",
    "spark.buffer.pageSize": "1m",
}
EACH = 100  # nodes of dbt, after which a line says how far it is


def main() -> int:
    """Build and compare; the exit code is 0 only if all data tests passed and all is equal."""
    started = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with Watch() as watch:
        try:
            passed = build_and_compare()
        except (SparkError, subprocess.CalledProcessError) as error:
            print(error, file=sys.stderr)
            passed = False
    minutes = (time.monotonic() - started) / 60
    print(f"{'equal after both builds' if passed else 'FAILED'}, {minutes:.1f} minutes, "
          f"{watch.peak / 2**30:.1f} GB of memory at most")  # fmt: skip
    return 0 if passed else 1


def build_and_compare() -> bool:
    """All steps, each with a line; whether all went well."""
    packages.install(say=say)
    given = dict(each.split("=", 1) for each in SMALL_WORLD)
    with step(f"{DAYS} days as files"):
        land(given)
    with step("Spark starts"):
        running = session.start(FOLDER / "spark", SMALL)
    passed = []
    try:
        for name, knobs in ((f"{given['HISTORY_DAYS']} days", given), ("one more day", {})):
            with step(f"{name} on Spark, with all data tests"):
                passed.append(on_spark(running, knobs))
            with step(f"{name} in DuckDB"):
                in_duckdb(knobs)
            with step(f"{name}, row for row"):
                passed.append(are_equal(running))
    finally:
        running.stop()
    return all(passed)


def land(given: dict[str, str]) -> None:
    """Write the days as files, in a process for each core."""
    knobs = [f"{name}={value}" for name, value in given.items() if name != "HISTORY_DAYS"]
    quietly([
        "messaging", "export", "--output", str(FOLDER / "landing"),
        "--first", given["START_DATE"], "--days", str(DAYS),
        "--workers", str(os.cpu_count() or 1), *knobs,
    ])  # fmt: skip


def on_spark(running: Any, knobs: dict[str, str]) -> bool:
    """One build on Spark, with all data tests."""
    os.environ["REELHOUSE_LANDING"] = str((FOLDER / "landing").resolve())
    given = {name.lower(): value for name, value in knobs.items()}
    os.environ["REELHOUSE_GIVEN"] = json.dumps(given)
    project.say_knobs()
    try:
        return project.run(
            ["--quiet", "build", *command.WITHOUT_UNIT_TESTS],
            target="spark", folder=FOLDER / "spark", session=running, callbacks=[progress()],
        )  # fmt: skip
    finally:
        del os.environ["REELHOUSE_LANDING"], os.environ["REELHOUSE_GIVEN"]


def progress() -> Any:
    """What dbt tells of each node that it has finished, as a line for every hundred."""
    done = 0

    def told(event: Any) -> None:
        nonlocal done
        if event.info.name == "NodeFinished":
            done += 1
            if done % EACH == 0:
                say(f"  {done} models, tests and seeds")

    return told


def in_duckdb(knobs: dict[str, str]) -> None:
    """The same build in DuckDB, which makes the days itself; make test has its data tests."""
    quietly([
        "reelhouse", "build", *(f"{name}={value}" for name, value in knobs.items()),
        f"DATABASE={FOLDER / 'reelhouse.duckdb'}", "TESTS=no",
    ])  # fmt: skip


def are_equal(running: Any) -> bool:
    """Whether each table and view of DuckDB holds the same rows on Spark."""
    with duckdb.connect(str(FOLDER / "reelhouse.duckdb"), read_only=True) as connection:
        return compare.show(compare.compare(connection, running), lambda line: say(f"  {line}"))


def quietly(arguments: Sequence[str]) -> None:
    """Run a module of this project; what it says is shown only if it fails."""
    found = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", *arguments], capture_output=True, text=True
    )
    if found.returncode:
        print(found.stdout + found.stderr)
    found.check_returncode()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is done, and how long it took."""
    say(f"{text} ...")
    started = time.monotonic()
    yield
    say(f"{text}: {time.monotonic() - started:.0f} s")


def say(text: str) -> None:
    """A line that is seen at once, though the output may be a pipe."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
