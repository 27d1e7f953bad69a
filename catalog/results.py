"""What builds noted of their tests, and how fresh each table is in simulated time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from catalog.profile import Profile
from catalog.project import Table
from reelhouse import warehouse_file

REMEMBERED = 20  # invocations that a page shows
GOOD = {"pass", "success"}


@dataclass
class Run:
    """An invocation of dbt, as runs.invocations has it."""

    id: str
    command: str
    status: str
    first_day: date | None
    last_day: date | None
    failures: list[tuple[str, str]]
    started: str
    seconds: float | None


@dataclass
class History:
    """Invocations, the newest first, and the results of each test in them."""

    runs: list[Run] = field(default_factory=list)
    results: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)

    def of(self, test: str) -> list[tuple[Run, str, int]]:
        """The results of a test, the newest first."""
        held = self.results.get(test, {})
        return [(run, *held[run.id]) for run in self.runs if run.id in held]

    def last(self, test: str) -> str:
        """Its last result: pass, fail and the like; empty if none is kept."""
        return next((status for _, status, _ in self.of(test)), "")


def read(connection: DuckDBPyConnection) -> History:
    """What the warehouse remembers."""
    history = History()
    if not warehouse_file.exists(connection, "runs", "invocations"):
        return history
    for identifier, command, status, first, last, failures, started, seconds in connection.execute(
        "select invocation_id, command, status, first_day, last_day, failures, "
        "strftime(started_at, '%Y-%m-%d %H:%M'), date_diff('second', started_at, finished_at) "
        f"from runs.invocations order by started_at desc limit {REMEMBERED}"
    ).fetchall():
        named: list[Any] = failures or []
        history.runs.append(
            Run(
                identifier,
                command,
                "killed" if status == "running" else status,
                first,
                last,
                [(each["node"], each["message"]) for each in named],
                started,
                seconds,
            )
        )
    if warehouse_file.exists(connection, "runs", "test_results"):
        for identifier, test, status, failures in connection.execute(
            "select invocation_id, test_id, status, coalesce(failures, 0) from runs.test_results"
        ).fetchall():
            history.results.setdefault(test, {})[identifier] = (status, failures)
    return history


def freshness(
    tables: dict[str, Table], profiles: dict[str, Profile], last: date | None
) -> list[tuple[Table, date, int, int]]:
    """Of each source its newest day, the days that it is behind the last one, and its rows.

    dbt's own source freshness asks the machine's clock, which knows nothing of simulated days.
    """
    found = []
    for name, held in profiles.items():
        if tables[name].schema == "raw" and held.day == "load_date" and held.days:
            newest = max(held.days)
            found.append((tables[name], newest, ((last or newest) - newest).days, held.rows))
    return found
