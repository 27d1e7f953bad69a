"""make ask: the analysts' questions, and the answer to one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from reelhouse import analyses, answers, settings, warehouse_file
from reelhouse.analyses import Analysis
from reelhouse.commands import File
from reelhouse.display import display


def ask(
    given: File = None,
    q: Annotated[str, typer.Option("--q", metavar="name", help="The question.")] = "",
    file: Annotated[str, typer.Option("--csv", help="Write its table there, too.")] = "",
) -> None:
    """List the questions, or answer one.

    The answer is its whole table, and a sentence.

    Example: make ask Q=viewers_by_day
    """
    if q:
        answer(analyses.find(q), file)
    else:
        list_all(analyses.read())


def questions(given: File = None) -> None:
    """Write docs/questions.md, with the answers of a warehouse.

    Example: make questions DATABASE=other.duckdb
    """
    found = analyses.read()
    with warehouse_file.opened() as connection:
        said = {name: analyses.told(each, connection)[-1] for name, each in found.items()}
    analyses.PAGE.write_text(analyses.page(found, said), encoding="utf-8")
    display().line(str(analyses.PAGE.relative_to(settings.PROJECT)))


def list_all(found: dict[str, Analysis]) -> None:
    """Every question by subject, with what to type for its answer."""
    for subject in analyses.SUBJECTS:
        display().line(subject, style="bold")
        asked = [each for each in found.values() if each.subject == subject]
        display().table([(each.name, each.question) for each in asked], numbers=0)
        display().line()
    display().line(f"{settings.command('ask', Q=next(iter(found)))} answers one.")


def answer(asked: Analysis, file: str) -> None:
    """The question, its table and its sentence; the table in a file, too, if one is named."""
    with warehouse_file.opened() as connection:
        names, rows, said = analyses.told(asked, connection)
    display().line(asked.question, style="bold")
    display().line()
    answers.draw(names, rows)
    display().line()
    display().line(said)
    if file:
        answers.write(file, names, rows)
