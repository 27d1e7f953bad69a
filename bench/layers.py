"""What millions of events cost in the star and in the vault, models only.

A world is built whole, without tests. Then staging, snapshots and star are dropped and rebuilt
by dbt, the vault likewise, each in a process of its own; what dbt takes to start, measured with
a build of one view, is subtracted. Beside the star stands the same SQL without dbt: star_script.py
puts what dbt compiles into one DuckDB script, which runs on a copy of the file with the same
settings; every table is compared, by its number of rows and a hash that does not depend on their
order.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from bench import star_script
from proofs.throwaway import WITHOUT_TESTS, content_hash, environment
from reelhouse import warehouse_file
from reelhouse.settings import PROJECT

DAYS = 30
STAR = [
    "path:models/staging",
    "path:snapshots",
    "path:models/intermediate",
    "path:models/marts/star",
]
VAULT = ["path:models/marts/vault"]
ONE_VIEW = ["stg_platform__users"]
MADE_BY_DBT = {
    "star": ("staging", "snapshots", "intermediate", "star"),
    "vault": ("vault",),
}

Config = dict[str, str | bool | int | float | list[str]]  # as DuckDB declares it


@dataclass(frozen=True)
class Cost:
    """Of one process."""

    cpu: float
    wall: float
    megabytes: float


@dataclass(frozen=True)
class World:
    """A warehouse in a folder of its own, and the knobs that it was built with."""

    folder: Path
    events: int
    memory: str

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "warehouse.duckdb"

    @property
    def knobs(self) -> dict[str, int | str]:
        """Users and titles grow with the events; the second half is of schema version 2."""
        return {
            "users": max(1_000, self.events // 20),
            "titles": max(1_000, self.events // 1_000),
            "events_per_day": self.events // DAYS,
            "history_days": DAYS,
            "schema_v2_from": "2025-01-16",
        }

    def build(self) -> None:
        """Everything, raw events included."""
        knobs = [f"{name.upper()}={value}" for name, value in self.knobs.items()]
        self.run([sys.executable, "-m", "reelhouse", "build", "TESTS=no", *knobs])

    @property
    def script(self) -> Path:
        """The star's SQL without dbt."""
        return self.folder / "star.sql"

    def dbt(self, selected: list[str], command: Iterable[str] = ("build", *WITHOUT_TESTS)) -> Cost:
        """A build of these models, without tests, or what else dbt does with them."""
        program = str(Path(sys.executable).with_name("dbt"))
        chosen = ["--select", *selected, "--vars", json.dumps(self.knobs)]
        return self.run([program, "--quiet", *command, *chosen])

    def write_script(self) -> None:
        """Compile the star while none of its tables is there, so that they are first loads."""
        self.dbt(STAR, ["compile", "--exclude", "resource_type:test", "resource_type:unit_test"])
        star_script.write(self.folder / "target" / "manifest.json", self.script)

    def run(self, command: list[str]) -> Cost:
        """A process on this file, with what it cost."""
        limit = {"REELHOUSE_MEMORY_LIMIT": self.memory}
        return process_cost(command, environment(self.folder) | limit)

    def drop(self, schemas: tuple[str, ...]) -> int:
        """Drop them and say how many bytes the file uses without them."""
        with duckdb.connect(str(self.database)) as connection:
            for schema in schemas:
                connection.execute(f"drop schema if exists {schema} cascade")
            return used_bytes(connection)


def main(arguments: list[str] | None = None) -> int:
    """Build the world and print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.layers", description=__doc__)
    parser.add_argument("layers", nargs="*", help="of " + ", ".join(MADE_BY_DBT) + "; else both")
    parser.add_argument("--events", type=int, default=5_000_000, help="in 30 days")
    parser.add_argument("--times", type=int, default=3, help="runs of each; medians count")
    parser.add_argument("--memory", default="5GB", help="DuckDB's memory limit, for all")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the world stays")
    parser.add_argument("--script", nargs=2, metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.script:
        script, database = options.script
        run_script(script, database, os.environ["REELHOUSE_MEMORY_LIMIT"])
        return 0
    unknown = set(options.layers) - set(MADE_BY_DBT)
    if unknown or options.events < 30_000 or options.times < 1:
        names = f"unknown layer {', '.join(unknown)}: it is one of {', '.join(MADE_BY_DBT)}"
        parser.error(names if unknown else "--events takes 30000 or more, --times 1 or more")
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as folder:
        world = World(options.keep or Path(folder), options.events, options.memory)
        world.folder.mkdir(parents=True, exist_ok=True)
        if not world.database.exists():
            say("building the world...")
            world.build()
        print(f"{'':32}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
        world.dbt(ONE_VIEW)  # parses the project
        start = median([world.dbt(ONE_VIEW) for _ in range(options.times)])
        report("dbt's start, subtracted below", start)
        for layer in options.layers or MADE_BY_DBT:
            {"star": measure_star, "vault": measure_vault}[layer](world, options.times, start.cpu)
    return 0


def measure_star(world: World, times: int, start: float) -> None:
    """dbt's star and the script's, in turn, and whether they are the same."""
    copy = replace(world, folder=world.folder / "copy")
    copy.folder.mkdir(exist_ok=True)
    costs: dict[str, list[Cost]] = {"dbt": [], "script": []}
    for turn in range(1, times + 1):
        say(f"star, {turn} of {times}...")
        world.drop(MADE_BY_DBT["star"])
        shutil.copyfile(world.database, copy.database)
        copy.write_script()
        files = [str(copy.script), str(copy.database)]
        costs["dbt"].append(world.dbt(STAR))
        costs["script"].append(copy.run([sys.executable, "-m", "bench.layers", "--script", *files]))
    dbt, script = (median(costs[side]) for side in ("dbt", "script"))
    tables = compare(world, copy)
    report("star, models of dbt", dbt, start)
    report("star, the same SQL in a script", script)
    print(
        f"{tables} tables are equal; dbt takes {(dbt.cpu - start) / script.cpu:.2f} times the CPU"
    )


def measure_vault(world: World, times: int, start: float) -> None:
    """dbt's vault, on the staging that is there, and how much the file grows by it."""
    costs = []
    for turn in range(1, times + 1):
        say(f"vault, {turn} of {times}...")
        before = world.drop(MADE_BY_DBT["vault"])
        costs.append(world.dbt(VAULT))
    report("vault, models of dbt", median(costs), start)
    print(f"the vault takes {(world.drop(()) - before) / 1e6:,.0f} MB of the file")


def run_script(script: str, database: str, memory: str) -> None:
    """The script on a file that is set up as in profiles.yml."""
    config: Config = {"memory_limit": memory, "storage_compatibility_version": "v1.4.0"}
    with duckdb.connect(database, config=config) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(Path(script).read_text(encoding="utf-8"))


def compare(one: World, other: World) -> int:
    """How many tables both have; an error if one differs."""
    with warehouse_file.look(one.database) as here, warehouse_file.look(other.database) as there:
        names = [(table.layer, table.name) for table in warehouse_file.tables(here)]
        names = [name for name in names if name[0] in MADE_BY_DBT["star"]]
        different = [
            f"{layer}.{table}"
            for layer, table in names
            if not warehouse_file.exists(there, layer, table)
            or content_hash(here, layer, table) != content_hash(there, layer, table)
        ]
    if different:
        raise SystemExit(f"the script makes other rows: {', '.join(different)}")
    return len(names)


def process_cost(command: list[str], variables: dict[str, str]) -> Cost:
    """Run it to its end, quietly; CPU, wall time and peak memory of that process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"this failed: {' '.join(command)}")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def used_bytes(connection: duckdb.DuckDBPyConnection) -> int:
    """What the tables of a file take, without its free blocks."""
    connection.execute("checkpoint")
    query = "select block_size * used_blocks from pragma_database_size()"
    return int(connection.execute(query).fetchall()[0][0])


def median(costs: list[Cost]) -> Cost:
    """CPU and wall time in the middle, the highest peak."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def report(name: str, cost: Cost, start: float = 0) -> None:
    """A line of the table."""
    cells = f"{cost.cpu - start:>8.1f}{cost.wall:>8.1f}{cost.megabytes:>9,.0f}"
    print(f"{name:32}{cells}", flush=True)


def say(text: str) -> None:
    """Where the bench is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
