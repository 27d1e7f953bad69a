"""Whether the file of the warehouse can be opened where its path says, and if not, why."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import yaml

from reelhouse.settings import PROJECT, Refused, command

LEAST_FREE_BYTES = 64_000_000
RESERVED = {"main", "runs", "system", "temp", "information_schema", "pg_catalog"}


def check(path: str, config: dict[str, Any] | None = None) -> int | None:
    """Everything that must be right before dbt opens the file; the free bytes beside it."""
    if path.startswith(":memory:"):
        return None
    free = check_place(path)
    check_file(path, config)
    return free


def check_place(path: str) -> int:
    """The same without opening it."""
    check_encoding(path)
    check_name(path)
    free = check_disk(path)
    check_access(path)
    return free


def check_encoding(path: str) -> None:
    """DuckDB takes UTF-8; in an ASCII locale Python can't tell what other letters mean."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode(errors="replace")
        raise Refused(f"{shown} can't be read in this locale: set PYTHONUTF8=1") from None


def check_name(path: str) -> None:
    """DuckDB names a database after its file: `star.dim_user` must not mean two things."""
    name = Path(path).name.lstrip(".").partition(".")[0]
    if name.lower() in schemas() | RESERVED:
        raise Refused(
            f"{path} can't be queried: {name} is also a schema, or a name of DuckDB's own; "
            "choose another name"
        )


def schemas() -> set[str]:
    """The schemas that dbt_project.yml names."""
    found: set[str] = set()

    def collect(settings: Any) -> None:
        if isinstance(settings, dict):
            found.update(value for name, value in settings.items() if name == "+schema")
            for value in settings.values():
                collect(value)

    collect(yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8")))
    return found


def check_disk(path: str) -> int:
    """The free bytes where the file lies or will lie."""
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        raise Refused(f"{described(path)} can't be made: there is no folder {folder}")
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise Refused(
            f"no disk space for {path}: {free // 1_000_000} MB are free, "
            f"{LEAST_FREE_BYTES // 1_000_000} MB is the least to work with"
        )
    return free


def check_access(path: str) -> None:
    """It must be a file, and one that may be written."""
    file = Path(path)
    if file.is_dir():
        raise Refused(f"{path} is a folder; the database is a file")
    if not os.access(file if file.exists() else file.resolve().parent, os.W_OK):
        raise Refused(f"{path} can't be written: permission denied")


def check_file(path: str, config: dict[str, Any] | None = None) -> None:
    """Open the file once, as dbt will, and say in a line why that fails."""
    file = Path(path)
    if not file.exists():
        return
    try:
        duckdb.connect(path, config=config or {}).close()
    except duckdb.Error as error:
        raise Refused(explain(path, str(error))) from None


def described(path: str | Path) -> str:
    """The path, and where it leads if it is a symbolic link."""
    link = Path(path).is_symlink()
    return f"{path}, a symbolic link to {Path(path).resolve()}," if link else str(path)


def missing(path: Path) -> str:
    """That there is no file, and what makes one."""
    folder = path.resolve().parent
    if not folder.is_dir():
        return f"{described(path)} leads nowhere: there is no folder {folder}"
    return f"there is no warehouse at {described(path)} yet: {command('build')} makes one"


def explain(path: str, message: str) -> str:
    """DuckDB's message about a file it can't open, in our words."""
    holder = re.search(r"held in (.+?) \(PID (\d+)\)", message)
    if holder:
        return (
            f"{path} is locked by another process: {holder[1]}, pid {holder[2]}; "
            "wait until it ends, or close it"
        )
    if "Could not set lock" in message:
        return f"{path} is locked by another process; wait until it ends, or close it"
    if "not a valid DuckDB database" in message:
        return f"{path} is not a DuckDB database; choose another path"
    first = message.strip().splitlines()[0]
    if "version" in message:
        return f"{path} was written by a version of DuckDB that this one can't read: {first}"
    return f"{path} can't be opened: {first}"
