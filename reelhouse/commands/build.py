"""make build and make full-refresh: the history, or the next day, and all that is made from it."""

from __future__ import annotations

import time

from reelhouse import knobs, paths, request, runner, settings, warehouse_file
from reelhouse.commands import Knobs
from reelhouse.commands.status import report_days
from reelhouse.display import display
from reelhouse.settings import Refused

NEXT = {
    "day": "load the next simulated day",
    "status": "what the warehouse holds",
    "dashboard": "the same and more, as a page of charts",
    "sql": "a SQL prompt on it, read-only",
    "docs": "the catalog of its tables, questions and metrics",
}
# They judge code and not data: make test and plain dbt run them.
WITHOUT_UNIT_TESTS = ["--exclude-resource-type", "unit_test"]
WITHOUT_TESTS = [*WITHOUT_UNIT_TESTS, "--exclude-resource-type", "test"]


def build(given: Knobs = None) -> None:
    """Load the history, or the next day, and build everything.

    Example: make build USERS=20000 HISTORY_DAYS=60
    """
    whole_build(request.read(given or [], request.EVERYTHING))


def full_refresh(given: Knobs = None) -> None:
    """Drop everything and start the world again.

    Example: make full-refresh USERS=20000
    """
    whole_build(request.read(given or [], request.EVERYTHING), starts_again=True)


def whole_build(
    asked: request.Request, *, starts_again: bool = False, summary: bool = True
) -> None:
    """One dbt build, then what it did or what went wrong."""
    refuse_early(asked.variables, starts_again=starts_again)
    extra = ["--full-refresh"] if starts_again else []
    extra += WITHOUT_UNIT_TESTS if asked.with_tests else WITHOUT_TESTS
    started = time.monotonic()
    outcome = runner.dbt(["build", *extra], asked.variables)
    if outcome.message:
        raise Refused(outcome.message)
    if not outcome.is_good:
        for node, message in outcome.failures:
            display().line(f"FAILED {node}: {message}", style="red")
        raise Refused(
            f"the build failed and its days stay open: fix the cause and run "
            f"{settings.command('build')}, which resumes them (with DBT_LOG_LEVEL_FILE=debug "
            f"before it, dbt writes a full log, logs/dbt.log)"
        )
    if summary:
        summarize(time.monotonic() - started, with_tests=asked.with_tests)


def refuse_early(given: dict[str, str], *, starts_again: bool) -> None:
    """Refuse impossible knobs before dbt starts, because dbt takes seconds to read the project.

    reelhouse/guard.py and the macros of the clock ask the same of those who call dbt themselves.
    """
    path = settings.database()
    clock = warehouse_file.Clock(None, False, {})
    if str(path) != ":memory:":
        paths.check_place(str(path))
        if path.exists():
            with warehouse_file.look(path) as connection:
                clock = warehouse_file.clock(connection)
    fault = None
    if clock.last_day and not starts_again:
        fault = knobs.other_world(given, clock.parameters)
    fault = fault or knobs.impossible_days(
        knobs.defaults() | clock.parameters | given,
        None if starts_again else clock.last_day,
        resumes=clock.is_open,
    )
    if fault:
        raise Refused(fault)


def summarize(seconds: float, *, with_tests: bool) -> None:
    """The end of every build: days, rows, and what to try next."""
    say, path = display().line, settings.database()
    with warehouse_file.look(path) as connection:
        say()
        report_days(connection)
        found = warehouse_file.tables(connection)
    display().table([(each.name, f"{each.rows:,} rows") for each in found if each.layer == "raw"])
    say(f"{path}, {warehouse_file.size(path)}, built in {seconds:.0f} s")
    if not with_tests:
        say("The tests were left out (TESTS=no); dbt test runs them.")
    say("\nNext:")
    display().table([(settings.command(name), what) for name, what in NEXT.items()], numbers=0)
