"""Runs dbt in this process and turns its events into lines that a person can read."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import dataclass, field
from typing import Any

from reelhouse import packages, settings
from reelhouse.display import Display, display

SHOWN = {"model", "snapshot"}
TABLES = {*SHOWN, "seed"}
# How the names of generic tests begin; the table follows, then all that the test is given.
GENERIC = (
    *("rows_satisfy", "hash_keys", "points_at_versions", "unbroken_versions"),
    *("no_equal_neighbors", "unique", "accepted_values"),
    "dbt_utils_unique_combination_of_columns",
)
LONGEST = 40  # of what a test is given, as it is shown
GOOD = {"success", "pass", "no-op"}
# What dbt reads and makes lives long: collecting as often as Python does costs a tenth of a build.
COLLECTS_AFTER = (100_000, 50, 100)  # objects, and collections of the generation before
HEADINGS = ("Compilation Error", "Database Error", "Runtime Error", "Parsing Error", "Usage:")


@dataclass
class Outcome:
    """How an invocation of dbt ended."""

    is_good: bool
    message: str = ""
    failures: list[tuple[str, str]] = field(default_factory=list)


def dbt(arguments: list[str], variables: dict[str, str] | None = None) -> Outcome:
    """Run one dbt command.

    A build writes no description of the project, which dbt parse and make docs write, unless
    DBT_WRITE_JSON asks for it: that takes two seconds, in which nothing else runs.
    """
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    gc.set_threshold(*COLLECTS_AFTER)
    from dbt.cli.main import dbtRunner

    packages.install(say=_say_news)
    listener = Listener(display(), shows_rows=arguments[0] == "build")
    place = ["--project-dir", str(settings.PROJECT), "--profiles-dir", str(settings.PROJECT)]
    if arguments[0] == "build" and "DBT_WRITE_JSON" not in os.environ:
        place.append("--no-write-json")
    # not by --vars: dbt reads the whole project again whenever one of those is another
    os.environ[settings.GIVEN] = json.dumps(variables or {})
    try:
        with display().bars():
            display().show("dbt", "dbt reads the project", 0, 0)
            result = dbtRunner(callbacks=[listener]).invoke(
                ["--log-level", "none", *arguments, *place]
            )
    finally:
        del os.environ[settings.GIVEN]
        release_database()
    if listener.fault is not None:
        raise listener.fault
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    if result.exception is not None:
        return Outcome(False, plain_message(result.exception))
    return Outcome(bool(result.success), failures=listener.failures)


def manifest() -> dict[str, Any]:
    """What dbt knows of the project, read anew."""
    outcome = dbt(["parse"])
    if not outcome.is_good:
        raise settings.Refused(outcome.message or "the project can't be read; dbt parse says why")
    read: dict[str, Any] = json.loads((settings.target() / "manifest.json").read_bytes())
    return read


def _say_news(text: str) -> None:
    if packages.is_news(text):
        display().line(text)


class Listener:
    """Counts dbt's nodes as they end and prints the ones that hold data."""

    def __init__(self, display: Display, *, shows_rows: bool = True) -> None:
        self.display = display
        self.shown = SHOWN if shows_rows else set()
        self.failures: list[tuple[str, str]] = []
        self.total = 0
        self.done = 0
        self.tables: set[str] = set()
        self.rows_before: dict[str, int] = {}
        self.running: dict[str, str] = {}
        self.fault: Exception | None = None

    def __call__(self, event: Any) -> None:
        """What dbt calls with each of its events; an error in here would let it wait forever."""
        handle = getattr(self, "on_" + event.info.name, None)
        if handle:
            try:
                handle(event.data)
            except Exception as error:
                self.fault = self.fault or error

    def on_JinjaLogInfo(self, data: Any) -> None:
        """What the project's own macros say."""
        self.display.line(data.msg)

    def on_LogStartLine(self, data: Any) -> None:
        """dbt numbers its nodes here; what it has read by the first of them stays to the end."""
        if not self.total:
            gc.freeze()
        self.total = data.total

    def on_NodeStart(self, data: Any) -> None:
        """A node begins: remember how many rows it had."""
        node = data.node_info
        if node.resource_type == "operation":
            return
        if node.resource_type in TABLES:
            self.tables.add(node.node_name)
        self.running[node.unique_id] = called(node.node_name, self.tables)
        if node.resource_type in self.shown:
            self.rows_before[node.unique_id] = count_rows(node) or 0
        self._show_bar()

    def on_NodeFinished(self, data: Any) -> None:
        """A node ended: a line if it holds data or went wrong."""
        node, result = data.node_info, data.run_result
        is_good, name = result.status in GOOD, called(node.node_name, self.tables)
        if not is_good and result.status not in ("skipped", "warn"):
            self.failures.append((name, first_error_line(result.message)))
        if node.resource_type == "operation":
            return
        self.running.pop(node.unique_id, None)
        self.done += 1
        place = f"[{self.done}/{max(self.total, self.done)}] {name}"
        if result.status == "warn":
            self.display.line(f"{place}: WARN, {first_error_line(result.message)}", style="yellow")
        elif is_good and node.resource_type in self.shown:
            self.display.line(f"{place} ... {self._rows(node)} in {result.execution_time:.1f} s")
        elif not is_good and result.status != "skipped":
            self.display.line(f"{place}: {result.status.upper()}", style="red")
        self._show_bar()

    def _rows(self, node: Any) -> str:
        after = count_rows(node)
        if after is None:
            return "done"
        before = self.rows_before.get(node.unique_id, 0)
        return f"{after:,} rows ({after - before:+,})" if before else f"{after:,} rows"

    def _show_bar(self) -> None:
        names = ", ".join(list(self.running.values())[:3])
        if self.total and names:
            self.display.show("dbt", f"{self.done}/{self.total} {names}", self.done, self.total)


def called(name: str, tables: set[str]) -> str:
    """A node's name; of a generic test what it is, its table, and what it is given if that is short.

    dbt makes one word of all of it, of up to two thousand letters.
    """
    for kind in GENERIC:
        tested = name.removeprefix(f"{kind}_")
        words = tested.split("_")
        # by its words, since dbt's threads add to the tables meanwhile
        prefixes = ("_".join(words[:end]) for end in range(len(words), 0, -1))
        table = next((each for each in prefixes if each in tables), None)
        if tested != name and table:
            given = tested.removeprefix(table).lstrip("_").replace("__", ", ")
            kind = kind.removeprefix("dbt_utils_")
            return f"{kind} {table}" + (f" ({given})" if 0 < len(given) <= LONGEST else "")
    return name


def count_rows(node: Any) -> int | None:
    """The rows of a node's table, by a second cursor on dbt's own database."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    relation = node.node_relation.relation_name
    if node.materialized in ("view", "ephemeral") or not relation:
        return None
    database: Any = DuckDBConnectionManager.env()
    try:
        with database.conn.cursor() as cursor:
            return int(cursor.execute(f"select count(*) from {relation}").fetchall()[0][0])
    except Exception:  # a number to look at never stops the work
        return None


def release_database() -> None:
    """Let go of the file, so that others, and our own read-only look, can open it."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    manager: Any = DuckDBConnectionManager
    manager.close_all_connections()
    gc.unfreeze()
    gc.collect()


def plain_message(error: BaseException) -> str:
    """The lines of an error of dbt that say what is wrong, without where in the macros."""
    lines = [line.strip() for line in str(error).splitlines()]
    kept = [
        line for line in lines if line and not line.startswith((*HEADINGS, "> in ", "> called by"))
    ]
    return "\n".join(kept) or type(error).__name__


def first_error_line(message: str | None) -> str:
    """Of a node's error message, the first line that says what is wrong."""
    lines = [line.strip() for line in (message or "").splitlines() if line.strip()]
    if not lines:
        return "no message"
    if any(line.startswith("Traceback") for line in lines):
        return lines[-1]
    return lines[1] if len(lines) > 1 and " Error in " in lines[0] else lines[0]
