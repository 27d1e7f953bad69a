"""The command line behind the Makefile."""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from reelhouse import (
    before,
    contract,
    diagram,
    knobs,
    paths,
    request,
    runner,
    settings,
    unit_tests,
    warehouse_file,
)
from reelhouse.display import display, note

NEXT = {
    "day": "load the next simulated day",
    "status": "what the warehouse holds",
    "sql": "a SQL prompt on it, read-only",
    "docs": "the documentation as a page",
}
WITHOUT_TESTS = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 only if it went well."""
    options = parser().parse_args(arguments)
    display().lost = None
    if not (settings.PROJECT / "dbt_project.yml").exists():
        return complain(
            "this is the installed package, which has the generator (python -m customer_events) "
            "but not the warehouse; run it in a checkout of Reelhouse"
        )
    try:
        options.request = request.read(getattr(options, "knobs", []), options.takes)
        code = options.run(options)
    except settings.Refused as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return complain("interrupted; the next make build resumes")
    return close_output(code, is_needed=options.command in ("status", "docs", "diagram"))


def parser() -> argparse.ArgumentParser:
    """The commands, each with a line of help."""
    top = argparse.ArgumentParser(prog="python -m reelhouse", description="Reelhouse")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")

    def add(name: str, run: Callable, help: str, takes: list[str]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        if takes:
            command.add_argument("knobs", nargs="*", metavar="NAME=value", help="see docs/knobs.md")
        command.set_defaults(run=run, takes=takes)
        return command

    everything, file, nothing = request.EVERYTHING, list(settings.ENGINE), []
    command = add(
        "build", build, "load the history, or the next day, and build everything", everything
    )
    command.add_argument("--no-tests", action="store_true", help="as TESTS=no")
    command.add_argument("--full-refresh", action="store_true", help="start the world again")
    add("day", day, "load one more simulated day", everything)
    add("full-refresh", full_refresh, "drop everything and start again", everything)
    add("status", status, "days loaded, rows per layer, what failed last, size", file)
    add("docs", docs, "write the documentation as one page and open it", file)
    add("sql", sql, "a SQL prompt on the warehouse, read-only", file)
    command = add("simulate", simulate, "load several more days, one build each", everything)
    command.add_argument("--days", required=True, metavar="n", help="how many builds")
    command = add(
        "replay", replay, "prove that days at once = day by day, and that kills heal", nothing
    )
    command.add_argument("--short", action="store_true", help="one seed, few days, one kill")
    command = add("diagram", draw_diagram, "draw the star's entities into docs/", nothing)
    command.add_argument("--check", action="store_true", help="only say whether it is up to date")
    command = add(
        "contract", derive_contract, "derive what the warehouse says of an event", nothing
    )
    command.add_argument("--check", action="store_true", help="only say what is out of date")
    add("test", test, "everything that checks the project", nothing)
    add("lint", lint, "the style of SQL and Python", nothing)
    add("format", format_code, "put SQL and Python into that style", nothing)
    add("deps", deps, "get the dbt packages", nothing)
    add("conformance", conformance, "compare with the real packages", nothing)
    return top


def build(options: argparse.Namespace) -> int:
    """dbt build of the whole project, with a summary."""
    if options.no_tests:
        options.request.with_tests = False
    return whole_build(options.request, starts_again=options.full_refresh)


def day(options: argparse.Namespace) -> int:
    """The next day; the history must be there."""
    given = options.request.variables
    if given.get("increment_days", "1") != "1":
        return complain(
            f"make day loads one day; {settings.command('build', INCREMENT_DAYS=given['increment_days'])} loads more"
        )
    if not loaded_days():
        return no_day_yet()
    given["increment_days"] = "1"
    return whole_build(options.request)


def simulate(options: argparse.Namespace) -> int:
    """Several builds; stops at the first that fails."""
    if not options.days.isdecimal() or not 1 <= int(options.days) <= 3660:
        return complain(f"DAYS is {options.days!r}; it takes a whole number from 1 to 3660")
    if not loaded_days():
        return no_day_yet()
    count = int(options.days)
    for number in range(1, count + 1):
        display().line(f"Build {number} of {count}")
        code = whole_build(options.request, summary=number == count)
        if code:
            return code
    return 0


def full_refresh(options: argparse.Namespace) -> int:
    """A whole build that starts the world again."""
    return whole_build(options.request, starts_again=True)


def whole_build(asked: request.Request, *, starts_again: bool = False, summary: bool = True) -> int:
    """One dbt build, then what it did or what went wrong."""
    before.check(asked.variables, starts_again=starts_again)
    extra = ["--full-refresh"] if starts_again else []
    extra += [] if asked.with_tests else WITHOUT_TESTS
    seconds = runner.stopwatch()
    outcome = runner.dbt(["build", *extra, *unit_tests.options(extra)], asked.variables)
    if outcome.message:
        return complain(outcome.message)
    if not outcome.is_good:
        for node, message in outcome.failures:
            display().line(f"FAILED {node}: {message}")
        return complain(
            f"the build failed and its days stay open; fix the cause, then {settings.command('build')} "
            "resumes them. Everything dbt said is in logs/dbt.log"
        )
    if summary:
        summarise(seconds(), with_tests=asked.with_tests)
    return 0


def summarise(seconds: float, *, with_tests: bool) -> None:
    """The end of every build: days, rows, and what to try next."""
    say = display().line
    path = settings.database()
    with warehouse_file.look(path) as connection:
        say("")
        report_days(connection)
        for table in warehouse_file.tables(connection):
            if table.layer == "raw":
                say(f"  {table.name:<28}{table.rows:>14,} rows")
    say(f"{path}, {size(path)}, built in {seconds:.0f} s")
    if not with_tests:
        say("The tests were left out (TESTS=no); dbt test runs them.")
    say("")
    say("Next:")
    width = max(len(settings.command(name)) for name in NEXT)
    for name, what in NEXT.items():
        say(f"  {settings.command(name):<{width}}  {what}")


def report_days(connection: object) -> None:
    """The days, and what is not the default about them."""
    display().line(warehouse_file.describe_days(warehouse_file.days(connection)))
    kept, defaults = warehouse_file.clock(connection).parameters, knobs.defaults()
    others = {
        name.upper(): value
        for name, value in kept.items()
        if knobs.typed(name, value) != knobs.typed(name, defaults[name])
    }
    if others:
        words = " ".join(settings.assignments(others))
        display().line(f"  made with {words}, as further days will be")


def status(options: argparse.Namespace) -> int:
    """What the warehouse holds; works without one, too."""
    path = settings.database()
    if not path.exists():
        said = paths.missing(path)
        display().line(f"{said[0].upper()}{said[1:]}.")
        return 0
    try:
        with warehouse_file.look(path) as connection:
            report_status(path, connection)
    except warehouse_file.duckdb.Error as error:
        return complain(paths.explain(str(path), str(error)))
    return 0


def report_status(path: Path, connection: object) -> None:
    """Days, layers, failures, quarantine, size."""
    say = display().line
    report_days(connection)
    layers: dict[str, list[int]] = {}
    for table in warehouse_file.tables(connection):
        layers.setdefault(table.layer, []).append(table.rows)
    for layer, rows in layers.items():
        say(f"  {layer:<12}{len(rows):>4} tables{sum(rows):>16,} rows")
    say(f"Last failure: {warehouse_file.last_failure(connection) or 'none'}")
    held = warehouse_file.quarantine(connection)
    for table, reason, rows in held:
        say(f"  {table}: {reason:<30}{rows:>10,} rows")
    if not held:
        say("Quarantine: none")
    say(f"{path}: {size(path)}")


def docs(options: argparse.Namespace) -> int:
    """The documentation as one page that needs no server."""
    if not settings.database().exists():
        os.environ["REELHOUSE_DATABASE"] = ":memory:"
    outcome = runner.dbt(["docs", "generate", "--static"])
    if not outcome.is_good:
        return complain(outcome.message or "the documentation could not be made: logs/dbt.log")
    page = settings.target() / "static_index.html"
    display().line(str(page))
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY"):
        webbrowser.open(page.as_uri())
    return 0


def draw_diagram(options: argparse.Namespace) -> int:
    """The entity diagram, from the project as dbt parses it."""
    outcome = runner.dbt(["parse"])
    if not outcome.is_good:
        return complain(outcome.message or "dbt parse failed: see logs/dbt.log")
    page = diagram.draw(json.loads((settings.target() / "manifest.json").read_text()))
    if options.check:
        if diagram.PAGE.read_text() == page:
            return 0
        return complain(f"{diagram.PAGE.name} is out of date: run make diagram")
    diagram.PAGE.write_text(page)
    display().line(str(diagram.PAGE.relative_to(settings.PROJECT)))
    return 0


def derive_contract(options: argparse.Namespace) -> int:
    """What the contract of an event decides, in the files that say it."""
    stale = contract.derive(check=options.check)
    if options.check and stale:
        return complain(f"{', '.join(stale)} out of date: run make contract")
    for path in stale:
        display().line(path)
    return 0


def sql(options: argparse.Namespace) -> int:
    """DuckDB's own prompt."""
    path = settings.database()
    if not path.exists():
        return complain(paths.missing(path))
    beside = Path(sys.executable).with_name("duckdb")
    program = str(beside) if beside.exists() else shutil.which("duckdb")
    if not program:
        return complain("the duckdb command is not installed: pip install -r requirements.txt")
    before.read_clock()  # the prompt would say in DuckDB's words why it can't open the file
    return subprocess.call([program, "-readonly", str(path)])


def replay(options: argparse.Namespace) -> int:
    """Equality and kill runs."""
    from proofs import replay as runs

    return runs.run(short=options.short)


def test(options: argparse.Namespace) -> int:
    """All checks, one stage after the other."""
    from reelhouse import checks

    return checks.run()


def lint(options: argparse.Namespace) -> int:
    """Style only."""
    from reelhouse import checks

    return checks.lint()


def format_code(options: argparse.Namespace) -> int:
    """Mend what the linters can mend."""
    from reelhouse import checks

    return checks.format_code()


def deps(options: argparse.Namespace) -> int:
    """The dbt packages, from where they can be had."""
    from reelhouse import packages

    try:
        packages.install(try_hub_again=True)
    except packages.PackagesError as error:
        return complain(str(error))
    return 0


def conformance(options: argparse.Namespace) -> int:
    """The offline packages against the real ones."""
    from proofs import conformance as comparison

    return comparison.main()


def loaded_days() -> list:
    """The days in the clock, none if there is no readable warehouse."""
    path = settings.database()
    if not path.exists():
        return []
    try:
        with warehouse_file.look(path) as connection:
            return warehouse_file.days(connection)
    except warehouse_file.duckdb.Error:
        return [None]  # let the build say what is wrong with the file


def no_day_yet() -> int:
    """Further days need a first build."""
    path = settings.database()
    if not path.exists():
        return complain(paths.missing(path))
    return complain(f"{path} holds no day yet: run {settings.command('build')} first")


def complain(message: str) -> int:
    """Say what is wrong, on stderr, and give the exit code."""
    display().clear()
    note(message)
    return 1


def close_output(code: int, *, is_needed: bool) -> int:
    """Say that output was lost; a mistake where the command is nothing but its output.

    A closed pipe is none: whoever read had enough.
    """
    display().clear()
    lost = display().lost
    if lost is None or lost.errno == errno.EPIPE:
        return code
    note(f"standard output could not be written ({lost.strerror}); the rest was done without it")
    return code or int(is_needed)


def size(path: Path) -> str:
    """The size of the file with its log."""
    log = path.with_name(path.name + ".wal")
    size = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    return f"{size / 1_000_000:,.1f} MB"
