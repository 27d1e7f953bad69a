"""A dbt-duckdb plugin: what must be right before the database is opened.

dbt shows an error that is raised here as it stands, ends with exit code 2, and has not
touched the file by then. What the checks of the clock need to know about the machine
reaches them as DuckDB variables: seeds_digest, code_digest and free_bytes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags

from customer_events import reference
from customer_events.errors import CustomerEventsError
from customer_events.parameters import Parameters
from customer_events.schedule import Schedule
from reelhouse import unit_tests

LEAST_FREE_BYTES = 64_000_000
USUAL_MEMORY = "70%"  # of the machine's: the process takes somewhat more than DuckDB's limit
NEED_A_WAREHOUSE = {"run", "test", "snapshot", "retry"}


class GuardError(RuntimeError):
    """One line; dbt-duckdb turns a RuntimeError into dbt's own, with this text."""


class Plugin(BasePlugin):
    """Refuses in one line what would end in a long one, or worse, in a broken file."""

    def update_connection_config(self, creds: Any, config: dict[str, Any]) -> None:
        """Check everything, then hand DuckDB its threads and its memory limit."""
        flags = get_flags()
        path = creds.path
        self.free_bytes: int | None = None
        config.update(engine_settings(os.environ))
        project = getattr(flags, "PROJECT_DIR", None)
        self.digest = seeds_digest(project)
        self.code_digest = unit_tests.code_digest(Path(project or "."))
        if path.startswith(":memory:"):
            return
        if not Path(path).exists():
            check_command(path, getattr(flags, "WHICH", ""), getattr(flags, "EMPTY", False))
        self.free_bytes = check_disk(path)
        check_file(path, config)

    def configure_connection(self, conn: Any) -> None:
        """What only the generator can judge, as a function that the checks at start call."""
        conn.create_function(
            "world_fault", world_fault, ["VARCHAR"], "VARCHAR", null_handling="special"
        )

    def configure_cursor(self, cursor: Any) -> None:
        """Variables belong to a connection, and every node has one of its own."""
        cursor.execute("set variable seeds_digest = ?", [self.digest])
        cursor.execute("set variable code_digest = ?", [self.code_digest])
        cursor.execute("set variable free_bytes = ?::bigint", [self.free_bytes])


def world_fault(parameters: str) -> str | None:
    """Why the generator can't make the days that these parameters ask for, or nothing."""
    values = json.loads(parameters)
    last_day = date.fromisoformat(values.pop("last_day"))
    try:
        schedule = Schedule({last_day: Parameters(**values)}, [])
        _ = schedule.levels
    except CustomerEventsError as error:
        return str(error)
    return None


def engine_settings(environment: Any) -> dict[str, Any]:
    """Threads and memory limit from the environment, as settings of DuckDB."""
    settings: dict[str, Any] = {"memory_limit": USUAL_MEMORY}
    threads = environment.get("REELHOUSE_THREADS", "").strip()
    if threads:
        if not threads.isdecimal() or not 1 <= int(threads) <= 1024:
            raise GuardError(
                f"REELHOUSE_THREADS is {threads!r}; it takes a whole number from 1 to 1024"
            )
        settings["threads"] = int(threads)
    limit = environment.get("REELHOUSE_MEMORY_LIMIT", "").strip()
    if limit:
        if not re.fullmatch(r"[0-9]+([.][0-9]+)? ?([KMGT]i?B)", limit, re.IGNORECASE):
            raise GuardError(
                f"REELHOUSE_MEMORY_LIMIT is {limit!r}; it takes a size such as 500MB or 4GB"
            )
        settings["memory_limit"] = limit
    return settings


def seeds_digest(project: str | None) -> str:
    """The digest of the value sets, or the first fault in them as one line."""
    seeds = Path(project or ".") / "seeds"
    try:
        return reference.load(seeds if seeds.is_dir() else None).digest
    except CustomerEventsError as error:
        raise GuardError(str(error)) from None


def check_command(path: str, command: str, empty: bool) -> None:
    """Without a file only a build makes sense; the others would leave an empty one behind."""
    if command in NEED_A_WAREHOUSE and not empty:
        raise GuardError(f"{path} does not exist yet: run dbt build first")


def check_disk(path: str) -> int:
    """The free bytes where the file lies or will lie."""
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise GuardError(f"{path} can't be made: there is no folder {folder}")
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise GuardError(
            f"no disk space for {path}: {free // 1_000_000} MB are free, "
            f"{LEAST_FREE_BYTES // 1_000_000} MB is the least to work with"
        )
    return free


def check_file(path: str, config: dict[str, Any]) -> None:
    """Open the file once, as dbt will, and say in a line why that fails."""
    file = Path(path)
    if file.is_dir():
        raise GuardError(f"{path} is a folder; REELHOUSE_DATABASE takes the path of a file")
    if not os.access(file if file.exists() else file.absolute().parent, os.W_OK):
        raise GuardError(f"{path} can't be written: permission denied")
    if not file.exists():
        return
    try:
        duckdb.connect(path, config=config).close()
    except duckdb.Error as error:
        raise GuardError(explain(path, str(error))) from None


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
        return f"{path} is not a DuckDB database; choose another path with REELHOUSE_DATABASE"
    first = message.strip().splitlines()[0]
    if "version" in message:
        return f"{path} was written by a version of DuckDB that this one can't read: {first}"
    return f"{path} can't be opened: {first}"
