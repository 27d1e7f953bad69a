"""make exam and make grade: an unseen world with questions, and what a sheet of answers is worth."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from reelhouse import exam as paper
from reelhouse import request, settings, warehouse_file
from reelhouse.commands import Knobs
from reelhouse.commands.build import whole_build
from reelhouse.display import display
from reelhouse.settings import ENGINE, Refused

TAKES = ["seed", "threads", "memory_limit"]


def exam(given: Knobs = None) -> None:
    """Make an unseen world for the exam, with its truth in a file of its own.

    exam-7.duckdb holds the marts and no causes, exam-7-answers.csv the questions with room for
    answers, exam-7-truth.csv what make grade compares them with: keep that from those who sit it.

    Example: make exam SEED=7
    """
    other = [name.upper() for name in request.parse(given or []) if name not in TAKES]
    if other:
        raise Refused(f"{other[0]} is none of an exam's: its worlds differ by SEED alone")
    seed = _seed(request.read(given or [], TAKES))
    files = paper.Files(seed)
    for path in (files.marts, files.answers, files.truth):
        if path.exists():
            raise Refused(f"{path} exists: delete it, or take another SEED")
    with tempfile.TemporaryDirectory(prefix="reelhouse-exam-") as folder:
        os.environ[ENGINE["database"]] = str(Path(folder) / "exam_world.duckdb")
        whole_build(request.Request(paper.world(seed), with_tests=False), summary=False)
        with warehouse_file.look(settings.database()) as connection:
            key = paper.keys({q.name: paper.ask(connection, q) for q in paper.questions()})
        paper.copy_marts(settings.database(), files.marts)
    paper.write_truth(files.truth, key)
    paper.write_sheet(files.answers)
    say = display().line
    say(f"{files.marts}: the marts of world {seed}, without its causes")
    say(f"{files.answers}: {len(key)} questions; fill in estimate, low and high")
    say(f"{files.truth}: the truth, for make grade SEED={seed} ANSWERS={files.answers}")


def grade(
    answers: Annotated[str, typer.Option(metavar="FILE", help="The sheet of answers, a CSV.")],
    given: Knobs = None,
) -> None:
    """Score a sheet of answers against the truth of its world.

    A question is worth a point if the interval holds the truth, and is no wider than three times
    that of the query in analyses/exam/: an answer that excludes nothing says nothing.

    Example: make grade SEED=7 ANSWERS=exam-7-answers.csv
    """
    display().is_the_result = True
    files = paper.Files(_seed(request.read(given or [], TAKES)))
    key = paper.read_truth(files.truth)
    points, rows = 0, []
    for name, answer in paper.read_answers(Path(answers), key).items():
        verdict = key[name].judge(answer)
        points += verdict == paper.RIGHT
        truth = f"{key[name].truth:.4f}"
        said = "-" if answer is None else f"{answer.low:.4f} to {answer.high:.4f}"
        rows.append((name, truth, said, verdict))
    display().table([("question", "truth", "answer", "verdict"), *rows], numbers=0)
    display().line(f"{points} of {len(key)} points")


def _seed(asked: request.Request) -> int:
    seed = asked.variables.get("seed")
    if seed is None:
        raise Refused("SEED is missing: it names the world of the exam, such as make exam SEED=7")
    return int(seed)
