"""The questions of the exam: their queries, their truth, and what an answer is worth."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import duckdb

from reelhouse import analyses, export, settings
from reelhouse.knobs import KNOBS, OF_A_DAY
from reelhouse.settings import Refused

QUESTIONS = "analyses/exam/"
MACROS = settings.PROJECT / "macros" / "exam"
RIGHT, MISSED, TOO_WIDE, NO_ANSWER = "right", "misses the truth", "too wide", "no answer"
NORMAL_95 = 1.96
WIDER = 3  # times the width of the right query's interval: more says nothing
ANSWER = ("question", "estimate", "low", "high")
START = date(2025, 1, 1)
DAYS = 30
BEFORE, AT_OLD_PRICES = 14, 19  # days before schema version 2 and the experiment; before a rise
SHAPE = {
    "users": "4000",
    "titles": "1000",
    "posts": "300",
    "events_per_day": "4000",
    "history_days": str(DAYS),
    "schema_v2_from": str(START + timedelta(BEFORE)),
    "price_rise_from": str(START + timedelta(AT_OLD_PRICES)),
}
DIALS = {  # what differs between the worlds, from the least to the most
    "late_rate": (0.01, 0.10),
    "message_effect": (0.6, 2.0),
    "experiment_effect": (0.1, 0.5),
    "marketing_consent": (0.6, 0.9),
    "price_rise": (0.2, 0.6),
}


@dataclass(frozen=True)
class Question:
    """A line of analyses/exam/questions.csv."""

    name: str
    unit: str
    is_trap: bool  # whether the naive query misleads
    question: str

    def query(self, kind: str, ref: Callable[[str], str]) -> str:
        """Its SQL of a kind, right, naive or truth; ref says where a table is."""
        path = settings.PROJECT / QUESTIONS / f"exam_{self.name}_{kind}.sql"
        return analyses.rendered(_macros() + path.read_text("utf-8"), ref)


@dataclass(frozen=True)
class Interval:
    """An answer: an estimate, and the interval that should hold the truth."""

    ENDS: ClassVar[tuple[str, ...]] = ("estimate", "low", "high")

    estimate: float
    low: float
    high: float

    def holds(self, truth: float) -> bool:
        """Whether the truth lies within."""
        return self.low <= truth <= self.high

    @property
    def width(self) -> float:
        """How much it leaves open."""
        return self.high - self.low

    def errors_from(self, truth: float) -> float:
        """How many standard errors the estimate lies above the truth, if it is one of 95%."""
        side = self.estimate - self.low if self.estimate > truth else self.high - self.estimate
        return NORMAL_95 * (self.estimate - truth) / side


@dataclass(frozen=True)
class Answers:
    """The truth of a question in a world, and what the queries of analyses/exam/ say."""

    truth: float
    right: Interval
    naive: Interval


@dataclass(frozen=True)
class Key:
    """The truth of a question, and how wide an interval may be."""

    truth: float
    widest: float

    def judge(self, answer: Interval | None) -> str:
        """What an answer is worth, in words."""
        if answer is None:
            return NO_ANSWER
        if not answer.holds(self.truth):
            return MISSED
        return RIGHT if answer.width <= self.widest else TOO_WIDE


class Files:
    """The files of an exam, in the folder that make runs in."""

    def __init__(self, seed: int) -> None:
        self.marts = Path(f"exam-{seed}.duckdb")
        self.answers = Path(f"exam-{seed}-answers.csv")
        self.truth = Path(f"exam-{seed}-truth.csv")


def questions() -> list[Question]:
    """All of them, in their order."""
    with (settings.PROJECT / QUESTIONS / "questions.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Question(row["name"], row["unit"], row["is_trap"] == "true", row["question"])
        for row in rows
    ]


def world(seed: int) -> dict[str, str]:
    """The knobs of a world: its effects are drawn, so that no answer holds in all worlds."""
    chance = random.Random(seed)
    dials = {name: f"{chance.uniform(*between):.3f}" for name, between in DIALS.items()}
    defaults = {name: KNOBS[name].default for name in OF_A_DAY}
    rest = {name: str(value) for name, value in defaults.items() if value is not None}
    return rest | {"seed": str(seed)} | SHAPE | dials


def ask(connection: duckdb.DuckDBPyConnection, question: Question) -> Answers:
    """The truth, the right answer and the naive one."""
    ref = analyses.places(f"the question {question.name}", connection)

    def row(kind: str) -> tuple[float, ...]:
        [found] = connection.execute(question.query(kind, ref)).fetchall()
        return tuple(float(each) for each in found)

    [truth] = row("truth")
    return Answers(truth, Interval(*row("right")), Interval(*row("naive")))


@lru_cache(maxsize=1)
def _macros() -> str:
    """What the queries share."""
    return "".join(path.read_text("utf-8") for path in sorted(MACROS.glob("*.sql")))


def keys(answers: dict[str, Answers]) -> dict[str, Key]:
    """What the answers to each question of a world are graded by."""
    return {name: Key(it.truth, WIDER * it.right.width) for name, it in answers.items()}


def write_truth(path: Path, key: dict[str, Key]) -> None:
    """Keep the key of a world."""
    _write(path, ("question", "truth", "widest"), [(n, k.truth, k.widest) for n, k in key.items()])


def read_truth(path: Path) -> dict[str, Key]:
    """The key of a world that make exam has made."""
    if not path.exists():
        seed = path.stem.split("-")[1]
        raise Refused(f"{path} is not here: make exam SEED={seed} writes it")
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["question"]: Key(float(row["truth"]), float(row["widest"]))
            for row in csv.DictReader(lines)
        }


def write_sheet(path: Path) -> None:
    """The questions, with room for answers."""
    _write(
        path,
        (*ANSWER, "unit", "text"),
        [(each.name, "", "", "", each.unit, each.question) for each in questions()],
    )


def read_answers(path: Path, key: dict[str, Key]) -> dict[str, Interval | None]:
    """What somebody answered to each question; a Refused names the line that can't be read."""
    if not path.is_file():
        raise Refused(f"ANSWERS is {path}, which is no file")
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return _answered(csv.DictReader(lines), path, key)
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise Refused(f"{path} can't be read as a CSV in UTF-8: {error}") from None


def _answered(
    reader: csv.DictReader[str], path: Path, key: dict[str, Key]
) -> dict[str, Interval | None]:
    missing = [name for name in ANSWER if name not in (reader.fieldnames or ())]
    if missing:
        raise Refused(f"{path}: column {missing[0]} is missing; it takes {', '.join(ANSWER)}")
    answers: dict[str, Interval | None] = dict.fromkeys(key)
    for row in reader:
        name, where = row["question"], f"{path}, line {reader.line_num}"
        if None in row:  # what a cell that holds a comma does without its quotes
            width = len(reader.fieldnames or ())
            raise Refused(f"{where}: it has {width + len(row[None])} cells; the header has {width}")
        if name not in answers:
            raise Refused(f"{where}: {name} is no question; they are {', '.join(key)}")
        if answers[name] is not None:
            raise Refused(f"{where}: {name} is answered twice")
        answers[name] = _interval(row, where)
    return answers


def copy_marts(world: Path, marts: Path) -> None:
    """The tables and views of the marts as tables of a file of their own, with their comments."""
    with duckdb.connect() as connection:
        for name, path, mode in (("world", world, "(read_only)"), ("marts", marts, "")):
            connection.execute(f"attach '{path}' as {name} {mode}")
        connection.execute("use world")
        for table in export.tables(connection, export.MARTS):
            place = f'"{table.schema}"."{table.name}"'
            connection.execute(f'create schema if not exists marts."{table.schema}"')
            connection.execute(f"create table marts.{place} as from {place}")
            said = {f"table marts.{place}": table.description}
            said |= {f'column marts.{place}."{it.name}"': it.description for it in table.columns}
            for what, text in said.items():
                if text:
                    quoted = text.replace("'", "''")
                    connection.execute(f"comment on {what} is '{quoted}'")


def _interval(row: dict[str, str], where: str) -> Interval | None:
    """An answer; none where its cells are empty."""
    cells = {name: (row[name] or "").strip() for name in ANSWER[1:]}
    if not any(cells.values()):
        return None
    numbers = {}
    for name, cell in cells.items():
        try:
            numbers[name] = float(cell)
        except ValueError:
            raise Refused(f"{where}: {name} is '{cell}'; it takes a number") from None
    answer = Interval(**numbers)
    if not answer.low <= answer.estimate <= answer.high:
        raise Refused(f"{where}: the estimate {cells['estimate']} lies outside its interval")
    return answer


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(header)
        writer.writerows(rows)
