"""A dbt-duckdb plugin: what must be right before the database is opened.

dbt shows an error that is raised here as it stands, ends with exit code 2, and has not
touched the file by then. What the macros need to know about the machine and the command line
reaches them as functions of DuckDB: variables would have to be set for each node anew.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags

from customer_events.kit.errors import CustomerEventsError
from customer_events.values import reference
from reelhouse import knobs, paths
from reelhouse.settings import ENGINE, Refused, check_engine

USUAL_MEMORY = "70%"  # of the machine's: the process takes somewhat more than DuckDB's limit
NEED_A_WAREHOUSE = {"run", "test", "snapshot", "retry"}


class Plugin(BasePlugin):  # type: ignore[misc]
    """Checks everything that would otherwise fail with a stack trace or corrupt the file."""

    def update_connection_config(self, creds: Any, config: dict[str, Any]) -> None:
        """Check everything, then hand DuckDB its threads and its memory limit."""
        flags: Any = get_flags()
        path = creds.path
        given = knobs.given(os.environ, getattr(flags, "VARS", None))
        faults = knobs.faults(given)
        if faults:
            raise Refused("; ".join(faults))
        self.knobs = knobs.said(given)
        config.update(engine_settings(os.environ))
        self.digest = seeds_digest(getattr(flags, "PROJECT_DIR", None))
        if not path.startswith(":memory:") and not Path(path).exists():
            check_command(path, getattr(flags, "WHICH", ""), getattr(flags, "EMPTY", False))
        self.free_bytes = paths.check(path, config)

    def configure_connection(self, conn: Any) -> None:
        """What Python knows and judges, as functions that the macros of the clock call."""
        said = {
            "given_knobs": (lambda: self.knobs, "VARCHAR"),
            "seeds_digest": (lambda: self.digest, "VARCHAR"),
            "free_bytes": (lambda: self.free_bytes, "BIGINT"),
        }
        for name, (say, type_) in said.items():
            conn.create_function(name, say, [], type_)
        for function in (other_world, impossible_days):
            conn.create_function(
                function.__name__,
                function,
                ["VARCHAR"] * function.__code__.co_argcount,
                "VARCHAR",
                null_handling="special",
            )


def other_world(given: str, held: str) -> str | None:
    """knobs.other_world on JSON."""
    return knobs.other_world(json.loads(given), json.loads(held))


def impossible_days(values: str, last_day: str | None, resumes: str) -> str | None:
    """knobs.impossible_days on JSON and text."""
    day = date.fromisoformat(last_day) if last_day else None
    return knobs.impossible_days(json.loads(values), day, resumes=resumes == "true")


def engine_settings(environment: Any) -> dict[str, Any]:
    """Threads and memory limit from the environment, as settings of DuckDB."""
    settings: dict[str, Any] = {"memory_limit": USUAL_MEMORY}
    for name in ("threads", "memory_limit"):
        if value := environment.get(ENGINE[name], "").strip():
            check_engine(ENGINE[name], name, value)
            settings[name] = int(value) if name == "threads" else value
    return settings


def seeds_digest(project: str | None) -> str:
    """The digest of the value sets, or the first fault in them as one line."""
    seeds = Path(project or ".") / "seeds"
    try:
        return reference.load(seeds if seeds.is_dir() else reference.SEEDS).digest
    except CustomerEventsError as error:
        raise Refused(str(error)) from None


def check_command(path: str, command: str, empty: bool) -> None:
    """Without a file only a build makes sense; the others would leave an empty one behind."""
    if command in NEED_A_WAREHOUSE and not empty:
        raise Refused(f"{path} does not exist yet: run dbt build first")
