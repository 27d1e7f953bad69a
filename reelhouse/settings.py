"""Where things are, and what a profile needs: the file, the threads, the memory limit."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# a profile can't read vars, so these reach it through the environment
ENGINE = {
    "database": "REELHOUSE_DATABASE",
    "threads": "REELHOUSE_THREADS",
    "memory_limit": "REELHOUSE_MEMORY_LIMIT",
    "landing": "REELHOUSE_LANDING",
}
GIVEN = "REELHOUSE_GIVEN"  # the vars of one run, as JSON
DEFAULT_DATABASE = "reelhouse.duckdb"
SIZE = r"[0-9]+([.][0-9]+)? ?([KMGT]i?B)"


class Refused(RuntimeError):
    """One line that says why nothing was done; dbt-duckdb shows a RuntimeError as it stands."""


def check_engine(label: str, name: str, value: str) -> None:
    """Refuse a number of threads, a memory limit or a path that can't be meant."""
    text = value.strip()
    if name == "threads" and not (text.isdecimal() and 1 <= int(text) <= 1024):
        raise Refused(f'{label} is "{value}"; it takes a whole number from 1 to 1024')
    if name == "memory_limit" and not re.fullmatch(SIZE, text, re.IGNORECASE):
        raise Refused(f'{label} is "{value}"; it takes a size such as 500MB or 4GB')
    if name in ("database", "landing") and (not text or "://" in text):
        what = "file" if name == "database" else "folder"
        raise Refused(f"{label} is {'a URL' if text else 'empty'}; it takes the path of a {what}")


def command(name: str, **values: object) -> str:
    """A make command to type: with the values, and with the database if it isn't the default."""
    path = os.environ.get("REELHOUSE_DATABASE", DEFAULT_DATABASE)
    if path not in (DEFAULT_DATABASE, ":memory:"):
        values = {**values, "DATABASE": path}
    return " ".join(["make", name, *assignments(values)])


def assignments(values: Mapping[str, object]) -> list[str]:
    """NAME=value, as a shell takes it."""
    return [f"{name}={shlex.quote(str(value))}" for name, value in values.items()]


def target() -> Path:
    """Where dbt writes what it makes of the project."""
    return PROJECT / os.environ.get("DBT_TARGET_PATH", "target")


def database() -> Path:
    """The path of the warehouse."""
    return Path(os.environ.get("REELHOUSE_DATABASE", DEFAULT_DATABASE))
