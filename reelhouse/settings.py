"""The knobs as a command line gives them: NAME=value, in capitals or not."""

from __future__ import annotations

import json
import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# dbt vars; macros/parameters.sql holds their types and ranges
VARS = [
    "seed",
    "start_date",
    "users",
    "contents",
    "posts",
    "late_days",
    "events_per_day",
    "late_rate",
    "duplicate_rate",
    "invalid_rate",
    "orphan_rate",
    "post_fault_rate",
    "schema_v2_from",
    "history_days",
    "increment_days",
]
# what a profile needs comes from the environment
ENVIRONMENT = {
    "database": "REELHOUSE_DATABASE",
    "threads": "REELHOUSE_THREADS",
    "memory_limit": "REELHOUSE_MEMORY_LIMIT",
}
DEFAULT_DATABASE = "reelhouse.duckdb"


class UsageError(ValueError):
    """A mistake on the command line, in one line."""


def apply(assignments: list[str]) -> dict[str, str]:
    """Put NAME=value pairs where they belong; returns those that are dbt vars."""
    variables = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        name = name.strip().lower()
        if not equals or name not in [*VARS, *ENVIRONMENT]:
            raise UsageError(
                f"unknown knob {assignment!r}; write NAME=value with one of "
                f"{', '.join(item.upper() for item in [*VARS, *ENVIRONMENT])}"
            )
        if name in ENVIRONMENT:
            os.environ[ENVIRONMENT[name]] = value
        else:
            variables[name] = value
    os.environ.setdefault("REELHOUSE_THREADS", str(os.cpu_count() or 1))
    return variables


def vars_option(variables: dict[str, str]) -> list[str]:
    """The vars as an option of dbt; JSON, so that a false date is still text."""
    return ["--vars", json.dumps(variables)] if variables else []


def target() -> Path:
    """Where dbt writes what it makes of the project."""
    return PROJECT / os.environ.get("DBT_TARGET_PATH", "target")


def database() -> Path:
    """The path of the warehouse."""
    return Path(os.environ.get("REELHOUSE_DATABASE", DEFAULT_DATABASE))
