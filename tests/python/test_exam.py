"""The exam: its questions are whole, and its sheets are graded or refused in one line."""

import re

import duckdb
import pytest

from reelhouse import app, exam, runner, settings
from reelhouse.commands.build import WITHOUT_TESTS

FOLDER = settings.PROJECT / exam.QUESTIONS
SMALL = {"users": "1500", "titles": "500", "events_per_day": "1500"}
QUERIES = [(each, kind) for each in exam.questions() for kind in ("naive", "right", "truth")]
KEY = {"autoplay": exam.Key(0.1, 0.3), "late": exam.Key(0.02, 0.012)}


@pytest.fixture(scope="module")
def answers(dbt_at, tmp_path_factory):
    """The answers of a world of less than half the size; `make exam-proof` has twenty whole ones."""
    read = {name for question, kind in QUERIES for name in tables_of(question, kind)}
    with dbt_at(tmp_path_factory.mktemp("exam"), *read) as database:
        outcome = runner.dbt(["build", *WITHOUT_TESTS], exam.world(1) | SMALL)
        assert outcome.is_good, outcome
        with duckdb.connect(str(database), read_only=True) as connection:
            return {each.name: exam.ask(connection, each) for each in exam.questions()}


def tables_of(question, kind):
    """What a query reads."""
    names = []
    question.query(kind, lambda name: names.append(name) or name)
    return names


@pytest.mark.long
def test_right_intervals_hold_the_truth(answers):
    """Of sixteen intervals of 95%, three miss it in one of twenty worlds."""
    missed = [name for name, it in answers.items() if not it.right.holds(it.truth)]
    assert len(missed) <= 2, missed


@pytest.mark.long
def test_no_right_answer_is_far_from_the_truth(answers):
    """Of sixteen honest estimates, one is four errors off in one of a thousand worlds."""
    errors = {name: it.right.errors_from(it.truth) for name, it in answers.items()}
    assert {name: z for name, z in errors.items() if abs(z) > 4} == {}


@pytest.mark.long
def test_naive_intervals_of_traps_miss_it(answers):
    traps = [each.name for each in exam.questions() if each.is_trap]
    assert len(traps) >= 12
    held = [name for name in traps if answers[name].naive.holds(answers[name].truth)]
    assert len(held) <= 2, held


@pytest.mark.long
def test_right_answers_pass_and_naive_ones_fail(answers, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    exam.write_truth(exam.Files(7).truth, exam.keys(answers))
    points = {}
    for kind in ("right", "naive"):
        given = {name: getattr(it, kind) for name, it in answers.items()}
        rows = [f"{name},{it.estimate},{it.low},{it.high}" for name, it in given.items()]
        assert app.main(["grade", "SEED=7", sheet(tmp_path, *rows)]) == 0
        [points[kind]] = re.findall(r"(\d+) of 16 points", capsys.readouterr().out)
    assert int(points["right"]) >= 14
    assert int(points["naive"]) <= 6


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the truth of world 7."""
    monkeypatch.chdir(tmp_path)
    exam.write_truth(exam.Files(7).truth, KEY)
    return tmp_path


def sheet(folder, *lines: str):
    path = folder / "sheet.csv"
    path.write_text("\n".join(["question,estimate,low,high", *lines]) + "\n", encoding="utf-8")
    return f"--answers={path}"


def test_every_question_has_its_three_queries_and_no_other_query_is_there():
    wanted = {
        f"exam_{each.name}_{kind}.sql"
        for each in exam.questions()
        for kind in ("naive", "right", "truth")
    }
    assert {path.name for path in FOLDER.glob("*.sql")} == wanted


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_a_query_begins_with_its_question_and_the_answer(path):
    said = re.match(r"(?:-- .+\n)+", path.read_text())[0].replace("\n-- ", " ")
    assert re.fullmatch(r"-- [^?]+\? .+\.\n", said)


@pytest.mark.parametrize(("question", "kind"), QUERIES)
def test_only_a_truth_looks_behind_the_marts(question, kind):
    read = tables_of(question, kind)
    marts = [name for name in read if re.match(r"(dim|fct|agg|bridge)_", name)]
    assert read
    assert (marts == read) != (kind == "truth")


def test_no_other_analysis_reads_the_truth():
    others = [path for path in FOLDER.parent.glob("*.sql") if "truth" in path.read_text()]
    assert not others


def test_the_course_asks_every_question_and_answers_it_elsewhere():
    docs = settings.PROJECT / "docs"
    course, answers = (docs / "exam.md").read_text(), (docs / "exam-answers.md").read_text()
    asked = [f"{n}. **{each.name}** {each.question}" for n, each in enumerate(exam.questions(), 1)]
    assert re.findall(r"^\d+\. .*", course, re.MULTILINE) == asked
    answered = [f"### {each.name}" for each in exam.questions()]
    assert re.findall(r"^### .*", answers, re.MULTILINE) == answered


def test_an_answer_is_right_that_holds_the_truth_and_excludes_something(here, capsys):
    lines = ("autoplay,0.12,0.02,0.22", "late,0.45,0.44,0.46")
    assert app.main(["grade", "SEED=7", sheet(here, *lines)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"autoplay +0\.1000 +0\.0200 to 0\.2200 +right\n", said)
    assert re.search(r"late +0\.0200 +0\.4400 to 0\.4600 +misses the truth\n", said)
    assert said.endswith("1 of 2 points\n")


def test_an_answer_that_excludes_nothing_and_none_at_all_earn_no_point(here, capsys):
    assert app.main(["grade", "SEED=7", sheet(here, "autoplay,0,-1,1", "late,,,")]) == 0
    said = capsys.readouterr().out
    assert "too wide" in said
    assert "no answer" in said
    assert said.endswith("0 of 2 points\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("price,1,0,2", "line 2: price is no question; they are autoplay, late"),
        ("late,two,0,3", "line 2: estimate is 'two'; it takes a number"),
        ("late,1,,2", "line 2: low is ''; it takes a number"),
        ("late,3,0,2", "line 2: the estimate 3 lies outside its interval"),
        ("late,1,0,2\nlate,1,0,2", "line 3: late is answered twice"),
        ("late,0,02,0,01,0,03", "line 2: it has 7 cells; the header has 4"),
    ],
)
def test_a_sheet_that_can_not_be_read_is_refused_with_its_line(here, capsys, line, said):
    assert app.main(["grade", "SEED=7", sheet(here, line)]) == 1
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1


def test_what_is_no_text_is_refused_too(here, capsys):
    (here / "sheet.csv").write_bytes(b"\xff\xfe\x00")
    assert app.main(["grade", "SEED=7", f"--answers={here / 'sheet.csv'}"]) == 1
    written = capsys.readouterr().err
    assert "sheet.csv can't be read as a CSV in UTF-8" in written
    assert written.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grade", "SEED=7", "--answers=none.csv"], "ANSWERS is none.csv, which is no file"),
        (
            ["grade", "SEED=8", "--answers=none.csv"],
            "exam-8-truth.csv is not here: make exam SEED=8",
        ),
        (["grade", "--answers=none.csv"], "SEED is missing"),
        (["exam"], "SEED is missing"),
        (["exam", "SEED=7", "USERS=10"], "USERS is none of an exam's"),
        (["exam", "SEED=7"], "exam-7-truth.csv exists: delete it, or take another SEED"),
        (["exam", "SEED=x"], 'SEED is "x"; it takes a whole number'),
    ],
)
def test_what_is_not_there_is_said_in_one_line(here, capsys, words, said):
    assert app.main(words) == 1
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1


def test_the_sheet_can_be_filled_in_and_handed_back(here):
    path = exam.Files(7).answers
    exam.write_sheet(path)
    key = {each.name: exam.Key(0.0, 1.0) for each in exam.questions()}
    assert exam.read_answers(path, key) == dict.fromkeys(key)
