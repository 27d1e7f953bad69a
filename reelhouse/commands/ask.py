"""make ask: the analysts' questions, and the answer to one of them."""

from __future__ import annotations

import difflib
from typing import Annotated

import typer

from reelhouse import analyses, answers, request, settings, warehouse_file
from reelhouse.analyses import Analysis
from reelhouse.commands import File
from reelhouse.display import display
from reelhouse.settings import Refused


def ask(
    given: File = None,
    q: Annotated[str, typer.Option("--q", metavar="name", help="The question.")] = "",
    file: Annotated[str, typer.Option("--csv", help="Write its table there, too.")] = "",
) -> None:
    """List the questions, or answer one.

    The answer is its whole table, and a sentence.

    Example: make ask Q=viewers_by_day
    """
    request.read(given or [], list(settings.ENGINE))
    found = analyses.read()
    if q and q not in found:
        near = difflib.get_close_matches(q, found, 3) or [each for each in found if q in each][:3]
        hint = f" (did you mean {' or '.join(near)}?)" if near else ""
        raise Refused(f"no question is called {q}{hint}; make ask lists them")
    display().is_the_result = True
    if q:
        answer(found[q], file)
    else:
        list_all(found)


def questions(given: File = None) -> None:
    """Write docs/questions.md, with the answers of a warehouse.

    Example: make questions DATABASE=other.duckdb
    """
    request.read(given or [], list(settings.ENGINE))
    display().is_the_result = True
    found = analyses.read()
    said = {}
    with warehouse_file.opened() as connection:
        for each in found.values():
            analyses.run(each, connection)
            said[each.name] = analyses.sentence(each, connection)
    analyses.PAGE.write_text(analyses.page(found, said), encoding="utf-8")
    display().line(str(analyses.PAGE.relative_to(settings.PROJECT)))


def list_all(found: dict[str, Analysis]) -> None:
    """Every question by subject, with what to type for its answer."""
    for subject in analyses.SUBJECTS:
        display().line(subject, style="bold")
        rows: list[tuple[str, ...]] = [
            (each.name, each.question) for each in found.values() if each.subject == subject
        ]
        display().table(rows, numbers=0)
        display().line()
    display().line(f"{settings.command('ask', Q=next(iter(found)))} answers one.")


def answer(asked: Analysis, file: str) -> None:
    """The question, its table and its sentence; the table in a file, too, if one is named."""
    with warehouse_file.opened() as connection:
        names, rows = analyses.run(asked, connection)
        said = analyses.sentence(asked, connection)
    display().line(asked.question, style="bold")
    display().line()
    answers.draw(names, rows)
    display().line()
    display().line(said)
    if file:
        answers.write(file, names, rows)
