"""The command line behind the Makefile: its commands, and how each of them ends."""

from __future__ import annotations

import errno

import typer

from reelhouse.checks import check, format_code, lint, test, test_long
from reelhouse.commands.ask import ask, questions
from reelhouse.commands.build import build, full_refresh
from reelhouse.commands.contract import contract
from reelhouse.commands.dashboard import dashboard
from reelhouse.commands.day import day, simulate
from reelhouse.commands.deps import deps
from reelhouse.commands.diagram import diagram
from reelhouse.commands.docs import docs
from reelhouse.commands.exam import exam, grade
from reelhouse.commands.export import export
from reelhouse.commands.sql import sql
from reelhouse.commands.status import status
from reelhouse.display import display, note
from reelhouse.settings import Refused

app = typer.Typer(
    help="Build the warehouse day by simulated day, and look at what it holds.",
    epilog="`make` alone lists the same as targets, and docs/knobs.md has what NAME=value can be.",
    add_completion=False,
)
for command in (
    *(build, day, simulate, full_refresh, status, sql, ask, questions, dashboard, docs),
    *(export, diagram, contract, deps, exam, grade, test, test_long, check, lint),
):
    app.command()(command)
app.command("format")(format_code)


def main(arguments: list[str]) -> int:
    """Run one command of Reelhouse."""
    return run(app, "python -m reelhouse", arguments)


def run(commands: typer.Typer, name: str, arguments: list[str]) -> int:
    """Run one command; the exit code is 0 only if it went well, and an error is one line."""
    outlet = display().outlet
    display().is_the_result = False
    with outlet.in_place_of_stdout():
        commands.rich_markup_mode = "rich" if outlet.isatty() else None
        code = _ended(commands, name, arguments)
    lost = outlet.lost
    if lost is None or lost.errno == errno.EPIPE:  # whoever closes a pipe has had enough
        return code
    note(f"standard output could not be written ({lost.strerror}); the rest was done without it")
    return code or int(display().is_the_result)


def _ended(commands: typer.Typer, name: str, arguments: list[str]) -> int:
    command = typer.main.get_command(commands)
    try:
        with command.make_context(name, arguments) as context:
            return int(command.invoke(context) or 0)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as error:
        note(f"{error.format_message().rstrip('.')} (see {name} --help)")
        return error.exit_code
    except Refused as error:
        note(str(error))
        return 1
    except KeyboardInterrupt:
        note("interrupted; the next make build resumes")
        return 1
