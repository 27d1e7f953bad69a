"""Unit tests judge the code, not the data: while the code stays the same, once is enough.

A build or test of everything notes in runs.invocations the digest of the code whose unit
tests passed. Later builds of the same code on the same file leave them out.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import duckdb

from reelhouse import settings, warehouse_file
from reelhouse.display import display

# whatever a query, or the type of a column that it reads, can depend on
FOLDERS = [
    "models",
    "macros",
    "snapshots",
    "seeds",
    "python_models",
    "packages",
    "dbt_packages",
]
FILES = ["dbt_project.yml", "profiles.yml"]
SUFFIXES = {".sql", ".yml", ".py", ".csv"}
ENGINES = ["dbt-core", "dbt-duckdb", "duckdb"]
LEFT_OUT = ["--exclude-resource-type", "unit_test"]


def code_digest(project: Path = settings.PROJECT) -> str:
    """A digest of all that decides what a unit test says."""
    paths = [project / name for name in FILES]
    for folder in FOLDERS:
        paths += sorted(path for path in (project / folder).rglob("*") if path.suffix in SUFFIXES)
    hashed = hashlib.sha256()
    for engine in ENGINES:
        hashed.update(f"{engine} {version(engine)}\n".encode())
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        hashed.update(f"{path.relative_to(project).as_posix()} {content}\n".encode())
    return hashed.hexdigest()


def options(arguments: list[str]) -> list[str]:
    """What a build adds to its arguments: the option that leaves unit tests out, or nothing."""
    if "--full-refresh" in arguments or "unit_test" in arguments:
        return []
    if not passed(settings.database(), code_digest()):
        return []
    display().line("Unit tests passed with this code and are left out; dbt test runs them")
    return LEFT_OUT


def passed(database: Path, digest: str) -> bool:
    """Whether all unit tests have passed with this code on this file."""
    if not database.exists():
        return False
    try:
        with warehouse_file.look(database) as connection:
            return bool(
                connection.execute(
                    "select 1 from runs.invocations where tested_code = ?", [digest]
                ).fetchall()
            )
    except (duckdb.Error, settings.Refused):
        return False  # no such table or column yet, or a file that the build will refuse
