"""make changes: build what differs from another state of the project, and what that does to rows.

A folder holds the warehouse and the manifest of that other state, such as those of main. In a copy
of the warehouse dbt builds, in schemas of their own, the models that differ and all that is made
from them, with their tests; what they read and what did not change is read as it lies there. Each
table that was built then stands beside its former self. dbt does not see a change of the generator:
it has no node. `make test` builds a whole world for that.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

import duckdb

from proofs.throwaway import ProofError
from reelhouse import guard
from reelhouse.settings import PROJECT

TARGET = "sandbox"  # of profiles.yml
CHANGED = "state:modified+"
# A table of the vault that is made from nothing needs its stages in the same build.
STAGES = "@state:modified,path:models/marts/vault,config.materialized:view"
CLOCK = "raw_clock"  # with it left out, no build is a whole one, which would move simulated time
KINDS = ("model", "seed", "snapshot")


@dataclass(frozen=True)
class Difference:
    """A table beside its former self."""

    table: str
    rows_before: int | None  # none: there was no such table
    rows: int
    only_before: int | None = None  # rows that differ; none: other columns
    only_now: int | None = None

    @property
    def verdict(self) -> str:
        """In words."""
        if self.rows_before is None:
            return "new"
        if self.only_before is None:
            return "other columns"
        if not self.only_before and not self.only_now:
            return "same rows"
        return f"{self.only_before:,} rows gone, {self.only_now:,} new"


def run(base: Path) -> int:
    """Build what changed, print a table of it in Markdown, and fail if dbt does."""
    warehouse = _warehouse(base)
    if _has_other_value_sets(warehouse):
        print("The value sets have another shape, which makes another world: nothing to compare.")
        return 0
    with tempfile.TemporaryDirectory(prefix="reelhouse-changes-") as scratch:
        folder = Path(scratch)
        # dbt finds what it does not build by the name of the database, so the file keeps its name.
        database = Path(shutil.copy(warehouse, folder))
        _give_a_clock(database)
        done = _dbt(database, base)
        if f"'{CHANGED}' does not match any enabled nodes" in done.stdout + done.stderr:
            print(report([], []))
            return 0
        results = folder / "target" / "run_results.json"
        if not results.exists():
            raise ProofError(f"dbt did not get to build anything:\n{done.stdout}{done.stderr}")
        built, failed = read_results(json.loads(results.read_text(encoding="utf-8"))["results"])
        print(report(differences(database, built), failed))
        if done.returncode and not failed:
            print(done.stdout, done.stderr, sep="")
        return int(bool(done.returncode or failed))


def read_results(results: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The tables that dbt built, as schema.name without the target, and what failed."""
    built = [
        each["relation_name"].replace('"', "").split(".", 1)[1].removeprefix(f"{TARGET}_")
        for each in results
        if each["unique_id"].split(".")[0] in KINDS
        and each["status"] == "success"
        and not each["unique_id"].split(".")[-1].startswith("vstg_")  # shows the last days only
    ]
    failed = [
        f"{each['unique_id'].split('.')[2]}: {shorten(each['message'] or '', 300)}"
        for each in results
        if each["status"] in ("error", "fail", "runtime error")
    ]
    return sorted(built), failed


def differences(database: Path, tables: list[str]) -> list[Difference]:
    """Each table beside its former self, in the same file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return [_difference(connection, table) for table in tables]


def report(found: list[Difference], failed: list[str]) -> str:
    """What was built and what that did, in Markdown."""
    if not found and not failed:
        return "No model, seed or snapshot differs."
    lines = ["| table | rows before | rows now | |", "|---|---|---|---|"]
    for each in found:
        before = "" if each.rows_before is None else f"{each.rows_before:,}"
        lines.append(f"| {each.table} | {before} | {each.rows:,} | {each.verdict} |")
    return "\n".join([*lines, "", *(f"Failed: {each}" for each in failed)]).rstrip()


def _warehouse(base: Path) -> Path:
    """The one in the folder, beside the manifest."""
    files = sorted(base.glob("*.duckdb"))
    if len(files) != 1 or not (base / "manifest.json").is_file():
        raise ProofError(
            f"{base} should hold one warehouse (.duckdb) and manifest.json, as target/ has it "
            "after a build of the state to compare with"
        )
    return files[0]


def _has_other_value_sets(warehouse: Path) -> bool:
    """Whether the generator would refuse to go on with this world."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        digests = connection.execute(f"select distinct seeds_digest from raw.{CLOCK}").fetchall()
    return digests != [(guard.seeds_digest(str(PROJECT)),)]


def _dbt(database: Path, base: Path) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("dbt"))
    command = ["build", "--target", TARGET, "--defer", "--state", str(base.resolve())]
    return subprocess.run(
        [
            program,
            "--quiet",
            "--no-use-colors",
            *command,
            "--select",
            CHANGED,
            STAGES,
            "--exclude",
            CLOCK,
        ],
        cwd=PROJECT,
        env=os.environ
        | {
            "REELHOUSE_DATABASE": str(database),
            "DBT_TARGET_PATH": str(database.parent / "target"),
            "DBT_LOG_PATH": str(database.parent / "logs"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def _give_a_clock(database: Path) -> None:
    """The target's own clock and invocations say what those of the base say."""
    with duckdb.connect(str(database)) as connection:
        for schema, table in (("raw", CLOCK), ("runs", "invocations")):
            connection.execute(f"create schema if not exists {TARGET}_{schema}")
            connection.execute(
                f"create or replace table {TARGET}_{schema}.{table} as from {schema}.{table}"
            )


def _difference(connection: duckdb.DuckDBPyConnection, table: str) -> Difference:
    now = f"{TARGET}_{table}"
    rows = _count(connection, f"from {now}")
    before = _columns(connection, table)
    if not before:
        return Difference(table, None, rows)
    rows_before = _count(connection, f"from {table}")
    if before != _columns(connection, now):
        return Difference(table, rows_before, rows)
    gone = _count(connection, f"from (from {table} except all from {now})")
    new = _count(connection, f"from (from {now} except all from {table})")
    return Difference(table, rows_before, rows, gone, new)


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    """Names and types, in their order; none if there is no such table."""
    return connection.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = current_database() "
        "and schema_name || '.' || table_name = ? order by column_index",
        [table],
    ).fetchall()


def _count(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    ((count,),) = connection.execute(f"select count(*) {rows}").fetchall()
    return int(count)
