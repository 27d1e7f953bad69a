"""The throwaway warehouse of every proof: small, built by child processes, killed and compared.

Two are compared by the number of rows of every table and a hash that does not depend on their
order. Which tables and columns there are is read from the catalog, so later layers are covered
without a change here. Snapshots alone see what the builds saw; they are compared where both
warehouses had the same builds.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from duckdb import DuckDBPyConnection

from reelhouse import warehouse_file
from reelhouse.checks import SMALL_WORLD
from reelhouse.settings import PROJECT, Refused

WORLD = dict(knob.split("=") for knob in SMALL_WORLD)
WITHOUT_TESTS = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
# what a copy of the project does without
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "target", "logs", "dbt_packages*", "*.duckdb*", ".*_cache", "__pycache__"
)
SECONDS_AT_MOST = 1_800  # of a build; one that hangs is a fault, too

Hash = tuple[int, int | None, int | None]  # rows, and two hashes of them that know no order


class ProofError(Refused):
    """A promise is broken; the message says which and where."""


@dataclass
class Warehouse:
    """A database of its own, built by child processes."""

    folder: Path
    knobs: dict[str, str] = field(default_factory=dict)
    project: Path = PROJECT

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "warehouse.duckdb"

    def command(self, name: str, **knobs: str) -> list[str]:
        """The command line, with the world's knobs."""
        values = WORLD | self.knobs | knobs
        given = [f"{knob}={value}" for knob, value in values.items()]
        return [sys.executable, "-m", "reelhouse", name, *given]

    def build(self, **knobs: str) -> str:
        """A whole build that must pass; without tests unless TESTS says otherwise."""
        return self._run(self.command("build", **{"TESTS": "no"} | knobs), expect_good=True)

    def dbt(self, *arguments: str, expect_good: bool = True) -> str:
        """Plain dbt on the same database, which knows what it was built with."""
        place = ["--project-dir", str(self.project), "--profiles-dir", str(self.project)]
        program = Path(sys.executable).with_name("dbt")
        return self._run([str(program), "--quiet", *arguments, *place], expect_good=expect_good)

    def _run(self, command: list[str], *, expect_good: bool) -> str:
        try:
            done = subprocess.run(
                command,
                cwd=PROJECT,
                env=environment(self.folder),
                capture_output=True,
                text=True,
                timeout=SECONDS_AT_MOST,
            )
        except subprocess.TimeoutExpired:
            limit = f"{SECONDS_AT_MOST:,} seconds"
            raise ProofError(f"this takes more than {limit}: {' '.join(command[1:])}") from None
        if (done.returncode == 0) != expect_good:
            wanted = "pass" if expect_good else "fail"
            raise ProofError(
                f"this should {wanted}: {' '.join(command[1:])}\n{done.stdout}{done.stderr}"
            )
        return done.stdout + done.stderr

    def build_and_kill(self, share: float, command: str = "build") -> None:
        """Start a build, and kill its process group once it has made this share of its nodes."""
        with subprocess.Popen(
            self.command(command, TESTS="no"),
            cwd=PROJECT,
            env=environment(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            assert process.stdout
            for line in process.stdout:
                made = re.match(r"\[(\d+)/(\d+)\]", line)
                if made and int(made[1]) >= share * int(made[2]):
                    os.killpg(process.pid, signal.SIGKILL)
                    return
        raise ProofError(f"a build of {self.folder.name} was over before it could be killed")

    def tables(self, *, with_snapshots: bool = True) -> dict[str, Hash]:
        """Every table with its rows and its hashes."""
        with warehouse_file.look(self.database) as connection:
            return {
                f"{table.layer}.{table.name}": content_hash(connection, table.layer, table.name)
                for table in warehouse_file.tables(connection)
                if with_snapshots or table.layer != "snapshots"
            }

    def clock(self) -> warehouse_file.Days:
        """The days and whether they are done."""
        with warehouse_file.look(self.database) as connection:
            return warehouse_file.days(connection)


def environment(folder: Path) -> dict[str, str]:
    """Nothing is shared with the real warehouse: file, target and logs lie in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return os.environ | {
        "REELHOUSE_DATABASE": str(folder / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }


def content_hash(connection: DuckDBPyConnection, schema: str, table: str) -> Hash:
    """Rows of a table and two hashes of them that don't depend on their order."""
    columns = connection.execute(
        "select column_name from duckdb_columns() where database_name = current_database() "
        "and schema_name = ? and table_name = ? order by column_name",
        [schema, table],
    ).fetchall()
    row = ", ".join(f'"{column}"' for (column,) in columns)
    ((rows, xor, total),) = connection.execute(
        f"select count(*), bit_xor(hash({row})), sum(hash({row}) % 1000000007)::hugeint "
        f'from "{schema}"."{table}"'
    ).fetchall()
    return rows, xor, total


def hold_equal(left: Warehouse, right: Warehouse, what: str, *, same_builds: bool = True) -> None:
    """Fail with the names of the tables that differ."""
    hold_tables_equal(
        left.tables(with_snapshots=same_builds), right.tables(with_snapshots=same_builds), what
    )


def hold_tables_equal(one: dict[str, Hash], other: dict[str, Hash], what: str) -> None:
    """The same for tables that are counted and hashed."""
    different = [
        f"{name}: {one.get(name)} and {other.get(name)}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]
    if different:
        raise ProofError(f"{what}:\n  " + "\n  ".join(different))
    if not any(rows for rows, *_ in one.values()):
        raise ProofError(f"{what}: there is nothing to compare")
