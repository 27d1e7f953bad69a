"""Warehouses on trial: small ones of their own, built by child processes, killed and compared.

Two are compared by the number of rows of every table and a hash that does not depend on their
order. Which tables and columns there are, and which may depend on the days of the builds
(`meta: {history: snapshot}`), is read from the catalogue and from dbt's manifest, so later
layers are covered without a change here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from reelhouse import contents
from reelhouse.settings import PROJECT

WORLD = {
    "USERS": "300",
    "CONTENTS": "100",
    "POSTS": "4000",
    "EVENTS_PER_DAY": "400",
    "LATE_RATE": "0.1",
    "DUPLICATE_RATE": "0.05",
    "INVALID_RATE": "0.02",
    "ORPHAN_RATE": "0.05",
    "POST_FAULT_RATE": "0.05",
    "SCHEMA_V2_FROM": "2025-01-03",
}
BUILD_SECONDS_AT_MOST = 600


class ProofError(AssertionError):
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

    def environment(self) -> dict[str, str]:
        """Nothing is shared with the real warehouse: file, target and logs are its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return os.environ | {
            "REELHOUSE_DATABASE": str(self.database),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
        }

    def command(self, *arguments: str, **knobs: str) -> list[str]:
        """The command line, with the world's knobs."""
        values = WORLD | self.knobs | knobs
        options = [f"{name}={value}" for name, value in values.items()]
        return [sys.executable, "-m", "reelhouse", *arguments, *options]

    def build(self, *arguments: str, **knobs: str) -> str:
        """A whole build that must pass."""
        return self._run(self.command("build", "--no-tests", *arguments, **knobs), expect_good=True)

    def dbt(self, *arguments: str, expect_good: bool = True, **knobs: str) -> str:
        """Plain dbt on the same database."""
        values = WORLD | self.knobs | knobs
        variables = json.dumps({name.lower(): value for name, value in values.items()})
        place = ["--project-dir", str(self.project), "--profiles-dir", str(self.project)]
        program = Path(sys.executable).with_name("dbt")
        return self._run(
            [str(program), "--quiet", *arguments, *place, "--vars", variables],
            expect_good=expect_good,
        )

    def _run(self, command: list[str], *, expect_good: bool) -> str:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS_AT_MOST,
        )
        if (done.returncode == 0) != expect_good:
            wanted = "pass" if expect_good else "fail"
            raise ProofError(
                f"this should {wanted}: {' '.join(command[1:])}\n{done.stdout}{done.stderr}"
            )
        return done.stdout + done.stderr

    def build_and_kill(self, share: float, working_seconds: float, *arguments: str) -> bool:
        """Start a build and kill its process group once that share of its work should be done.

        The work begins with the first line the build prints; False if it was over before.
        """
        process = subprocess.Popen(
            self.command("build", "--no-tests", *arguments),
            cwd=PROJECT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        process.stdout.readline()
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        time.sleep(share * working_seconds)
        was_running = process.poll() is None
        if was_running:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        reader.join(timeout=10)
        process.stdout.close()
        return was_running

    def working_seconds(self) -> float:
        """How long a build works, from its first line to its end."""
        process = subprocess.Popen(
            self.command("build", "--no-tests"),
            cwd=PROJECT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        process.stdout.readline()
        started = time.monotonic()
        process.communicate()
        if process.returncode:
            raise ProofError(f"the build of {self.folder.name} failed: see {self.folder}/logs")
        return time.monotonic() - started

    def snapshot_columns(self) -> dict[str, set[str] | None]:
        """Columns that see what a build sees, by table; None where the whole table does."""
        manifest = json.loads((self.folder / "target" / "manifest.json").read_text())
        found: dict[str, set[str] | None] = {}
        for node in manifest["nodes"].values():
            if node["resource_type"] not in ("model", "snapshot"):
                continue
            name = f"{node['schema']}.{node['alias']}"
            if node["resource_type"] == "snapshot" or _is_history(node["config"].get("meta")):
                found[name] = None
                continue
            columns = {
                column["name"] for column in node["columns"].values() if _is_history(_meta(column))
            }
            if columns:
                found[name] = columns
        return found

    def tables(self, *, log_derived_only: bool = False) -> dict[str, tuple]:
        """Every table with its rows and its hash.

        Where versions begin when builds saw them, there may be more or fewer rows: of the
        other columns each combination counts once.
        """
        left_out = self.snapshot_columns() if log_derived_only else {}
        with contents.look(self.database) as connection:
            found = {}
            for table in contents.tables(connection):
                name = f"{table.layer}.{table.name}"
                without = left_out.get(name, set())
                if without is not None:
                    found[name] = contents.content_hash(
                        connection,
                        table.layer,
                        table.name,
                        without=without,
                        distinct="valid_from" in without,
                    )
            return found

    def clock(self) -> list[tuple]:
        """The days and whether they are done."""
        with contents.look(self.database) as connection:
            return contents.days(connection)


def _meta(column: dict) -> dict | None:
    return column.get("meta") or (column.get("config") or {}).get("meta")


def _is_history(meta: dict | None) -> bool:
    return (meta or {}).get("history") == "snapshot"


def hold_equal(
    left: Warehouse, right: Warehouse, what: str, *, log_derived_only: bool = False
) -> None:
    """Fail with the names of the tables that differ."""
    hold_tables_equal(
        left.tables(log_derived_only=log_derived_only),
        right.tables(log_derived_only=log_derived_only),
        what,
    )


def hold_tables_equal(one: dict[str, tuple], other: dict[str, tuple], what: str) -> None:
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
