"""Holds the stand-ins in offline_packages/ against the real packages.

The same small warehouse is built twice, each time in a copy of the project of its own: with the
packages of the folder that DBT_PACKAGES_MIRROR names, and with the stand-ins. Every table must
hold the same rows.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reelhouse import contents, packages

WORLD = {
    "start_date": "2025-01-01",
    "users": 300,
    "contents": 120,
    "posts": 300,
    "events_per_day": 200,
    "history_days": 4,
    "increment_days": 2,
}
BUILDS = 2  # a first one and an increment

_LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "target", "logs", "dbt_packages*", "*.duckdb*", ".*_cache", "__pycache__"
)


class ConformanceError(RuntimeError):
    """The stand-ins and the real packages don't agree, or can't be compared."""


def main() -> int:
    """The command: 0 if every table is the same."""
    try:
        check()
    except (ConformanceError, packages.PackagesError) as error:
        print(f"Conformance: {error}", file=sys.stderr)
        return 1
    return 0


def check(project: Path = packages.PROJECT, *, say: Callable[[str], None] = print) -> None:
    """Build with both and compare; a ConformanceError names what differs."""
    mirror = os.environ.get(packages.MIRROR_VARIABLE)
    if not mirror:
        raise ConformanceError(
            f"{packages.MIRROR_VARIABLE} is not set; it names a folder that holds checkouts of "
            "the real packages, dbt_utils/ and automate_dv/"
        )
    with tempfile.TemporaryDirectory(prefix="reelhouse_conformance_") as scratch:
        real = _build(project, Path(mirror).resolve(), Path(scratch) / "real", say)
        stand_ins = _build(project, project / packages.STAND_INS, Path(scratch) / "stand_ins", say)
        tables = compare(real, stand_ins)
    say(f"Conformance: {tables} tables are the same with the real packages and the stand-ins.")


def compare(real: Path, stand_ins: Path) -> int:
    """How many tables two databases agree on; a ConformanceError if one differs."""
    wanted, found = hashes(real), hashes(stand_ins)
    wrong = [
        f"{table}: {wanted.get(table, 'no table')} with the real packages, "
        f"{found.get(table, 'no table')} with the stand-ins"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table) != found.get(table)
    ]
    if wrong:
        raise ConformanceError("\n".join(["The packages and the stand-ins differ:", *wrong]))
    if not wanted:
        raise ConformanceError("There are no tables to compare")
    return len(wanted)


def hashes(database: Path) -> dict[str, str]:
    """Rows of each table and view, and hashes of them that know no order."""
    with contents.look(database) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        return {
            f"{schema}.{name}": "{:,} rows, hashes {}, {}".format(
                *contents.content_hash(connection, schema, name)
            )
            for schema, name in names
            if schema not in contents.NOT_LAYERS
        }


def _build(project: Path, source: Path, copy: Path, say: Callable[[str], None]) -> Path:
    started = time.monotonic()
    shutil.copytree(project, copy, ignore=_LEFT_BEHIND)
    packages.copy(source, copy / "dbt_packages", packages.wanted(copy))
    database = copy / "conformance.duckdb"
    # The real packages write notes to dbt's log, which dbt counts as warnings.
    warnings = {"error": "all", "silence": ["JinjaLogWarning"]}
    for _ in range(BUILDS):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors"),
                *("--warn-error-options", json.dumps(warnings)),
                *("build", "--vars", json.dumps(WORLD)),
                *("--project-dir", str(copy), "--profiles-dir", str(copy)),
            ],
            cwd=copy,
            env={**os.environ, "REELHOUSE_DATABASE": str(database)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ConformanceError(f"dbt build with {source} failed:\n{_ending(done.stdout)}")
    say(f"Conformance: built with {source} in {time.monotonic() - started:.0f} s.")
    return database


def _ending(output: str) -> str:
    """The lines that name an error; the last lines if there are none."""
    lines = output.splitlines()
    errors = [line for line in lines if "ERROR" in line or "Error" in line]
    return "\n".join(errors[:20] or lines[-20:])
