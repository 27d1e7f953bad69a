"""python -m proofs <proof>: what make replay, make mutate and make conformance call."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from proofs import changes, conformance, evaluate, exam, holdouts, mutate, replay
from reelhouse import request
from reelhouse.app import run
from reelhouse.settings import Refused

app = typer.Typer(
    help="Prove what the project promises, on throwaway warehouses.", add_completion=False
)


@app.command("replay")
def replay_days(
    short: Annotated[
        bool, typer.Option("--short", help="One seed, few days and one kill.")
    ] = False,
    folder: Annotated[
        Path | None, typer.Option(help="With --short: where make test has built its warehouse.")
    ] = None,
) -> None:
    """Prove that days at once are days one by one, and that kills heal.

    Example: make replay
    """
    request.read([], [])
    replay.run(short=short, folder=folder)


@app.command("mutate")
def mutate_tables(
    tables: Annotated[
        list[str] | None, typer.Argument(metavar="TABLE", help="Such as 'star.dim_*'; else all.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Keep the warehouse here, and use it again.")
    ] = None,
) -> None:
    """Count how many injected errors in the marts the data tests catch.

    Example: make mutate SELECT='star.dim_* creators.*'
    """
    request.read([], [])
    with tempfile.TemporaryDirectory(prefix="reelhouse-mutate-") as scratch:
        raise typer.Exit(mutate.run(folder or Path(scratch), tables or ["*"]))


@app.command("conformance")
def compare_with_packages() -> None:
    """Compare the build with the one on the real packages.

    Example: DBT_PACKAGES_MIRROR=../packages make conformance
    """
    request.read([], [])
    conformance.run()


@app.command("changes")
def build_what_changed(
    folder: Annotated[
        Path | None, typer.Option(help="A warehouse, and manifest.json beside it.")
    ] = None,
) -> None:
    """Build what differs from another state of the project, and compare its rows.

    Example: make changes FOLDER=base
    """
    request.read([], [])
    if not folder:
        raise Refused(
            "FOLDER is missing: it holds a warehouse and manifest.json to compare with, such as "
            "make changes FOLDER=base"
        )
    raise typer.Exit(changes.run(folder))


@app.command("evaluate")
def evaluate_project() -> None:
    """Say what dbt-project-evaluator finds, and whether docs/checks.md says why.

    Example: make evaluate
    """
    request.read([], [])
    raise typer.Exit(evaluate.run())


@app.command("holdouts")
def compare_with_held_out() -> None:
    """Prove that a hold-out tells what messages do, and that their openers do not.

    Example: make holdouts
    """
    request.read([], [])
    holdouts.run()


@app.command("exam-proof")
def answer_the_exam(
    seeds: Annotated[int, typer.Option(min=1, help="How many worlds.")] = exam.SEEDS,
) -> None:
    """Prove that the exam can be answered, and that its traps mislead.

    Example: make exam-proof
    """
    request.read([], [])
    exam.run(seeds)


if __name__ == "__main__":
    sys.exit(run(app, "python -m proofs", sys.argv[1:]))
