"""The analysts' questions: each has a table and a sentence on a built warehouse."""

import csv
import re
import shutil

import pytest

from reelhouse import analyses, answers, app, runner, settings, warehouse_file
from reelhouse.settings import Refused

ANALYSES = sorted(analyses.FOLDER.glob("*.sql"))


@pytest.fixture(scope="module")
def compiled(built, dbt_at, tmp_path_factory):
    """The queries as dbt renders them, on a copy: dbt locks its file for other workers."""
    folder = tmp_path_factory.mktemp("analyses")
    with dbt_at(folder) as database:
        shutil.copy(built, database)
        outcome = runner.dbt(["compile", "--select", "resource_type:analysis"])
        assert outcome.is_good, outcome
    return folder / "target" / "compiled" / "reelhouse"


def test_there_are_at_least_ten():
    assert len(ANALYSES) >= 10


def test_the_page_of_questions_has_each_with_an_answer():
    """The answers are those of the default world; `make questions` writes them."""
    found = analyses.read()
    assert sorted(found) == [path.stem for path in ANALYSES]
    text = analyses.PAGE.read_text()
    said = {name: answer for answer, name in re.findall(r"\? \| (.+) \| \[(\w+)\]", text)}
    assert analyses.page(found, said) == text


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_begins_with_its_question(path):
    question, second = path.read_text().splitlines()[:2]
    assert question == f"-- {analyses.read()[path.stem].question}"
    assert question.endswith("?")
    assert not second.startswith("--")


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_answer_has_no_figure_of_its_own(path):
    """What is said in digits comes from the data, and each figure is said."""
    told = analyses.read()[path.stem]
    assert told.answer.endswith(".")
    units = {"00", "28", "100"}  # an hour, a month, a hundred
    assert set(re.findall(r"\d+", told.answer)) <= units
    names = re.findall(r"\{(\w+)\}", told.answer)
    assert len(set(names)) == len(names) >= 2


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_answer_adds_up_counts_and_not_rates_that_were_rounded(path):
    assert not re.search(r"[a-z_]+ \* \w+_(?:pct|per_1000)", analyses.read()[path.stem].figures)


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_answer_is_computed_from_the_table(built, path):
    asked = analyses.read()[path.stem]
    with warehouse_file.look(built) as connection:
        names, rows = analyses.run(asked, connection)
        assert names
        assert rows
        said = analyses.sentence(asked, connection)
        figures = {name for name, *_ in connection.execute(asked.figures).description}
    assert figures == set(re.findall(r"\{(\w+)\}", asked.answer))
    assert said == analyses.TOO_LITTLE or "{" not in said
    assert not {"nan", "inf", "None"}.intersection(said.split())


@pytest.mark.parametrize("name", ["viewers_by_day", "growth_and_churn"])
def test_a_world_that_holds_too_little_is_not_talked_about(built, name):
    asked = analyses.read()[name]
    with warehouse_file.look(built) as connection:
        analyses.run(asked, connection)
        connection.execute("delete from answer")
        assert analyses.sentence(asked, connection) == analyses.TOO_LITTLE


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_is_rendered_as_dbt_renders_it(built, compiled, path):
    query = (compiled / path.relative_to(settings.PROJECT)).read_text()
    with warehouse_file.look(built) as connection:
        ours = analyses.render(analyses.read()[path.stem], connection)
    assert ours.split() == re.sub(r'"\w+"\."(\w+)"\."(\w+)"', r"\1.\2", query).split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select {{ dbt.date() }}", "odd can't be rendered: 'dbt' is undefined"),
        ("select {{ ref('fct_events' }}", "odd can't be rendered: unexpected '}'"),
        ("from {{ ref('fct_event') }}", "odd reads fct_event, which is not in the warehouse"),
    ],
)
def test_an_analysis_that_asks_for_more_is_refused(built, tmp_path, text, said):
    path = tmp_path / "odd.sql"
    path.write_text(text)
    odd = analyses.Analysis(path, "Viewing", "What?", "{it}.", "from answer")
    with warehouse_file.look(built) as connection, pytest.raises(Refused, match=said):
        analyses.render(odd, connection)


def ask(built, *words):
    return app.main(["ask", *words, f"DATABASE={built}"])


def test_without_a_name_all_questions_are_listed(built, capsys):
    assert ask(built) == 0
    said = capsys.readouterr().out
    assert all(f"  {path.stem} " in said for path in ANALYSES)


def test_a_question_is_answered_by_its_whole_table_and_a_sentence(built, capsys):
    assert ask(built, "--q", "what_leads_to_plays") == 0
    said = capsys.readouterr().out
    asked = analyses.read()["what_leads_to_plays"]
    with warehouse_file.look(built) as connection:
        _, rows = analyses.run(asked, connection)
        assert analyses.sentence(asked, connection) in said
    for row in rows:
        assert "  ".join(map(answers.shown, row)).split() in map(str.split, said.splitlines())


def test_the_table_can_be_had_as_csv(built, tmp_path):
    assert ask(built, "--q", "what_leads_to_plays", "--csv", str(tmp_path / "plays.csv")) == 0
    read = list(csv.reader((tmp_path / "plays.csv").open()))
    with warehouse_file.look(built) as connection:
        names, rows = analyses.run(analyses.read()["what_leads_to_plays"], connection)
    assert read == [names, *([str(value) for value in row] for row in rows)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--q", "viewer_by_days"], "did you mean viewers_by_day"),
        (["--q", "searches"], "did you mean which_searches_fail"),
        (["--q", "networks"], "did you mean where_playback_stalls"),
        (["--q", "qqq"], "no question is called qqq; make ask lists them"),
    ],
)
def test_what_is_no_question_is_told_in_a_line(built, words, said, capsys):
    assert ask(built, *words) == 1
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1


def test_the_query_of_the_readme_gives_the_columns_that_it_shows(built):
    page = (settings.PROJECT / "README.md").read_text()
    [query] = re.findall(r"^```sql\n(.+?)^```", page, re.MULTILINE | re.DOTALL)
    shown = re.search(r"^```sql.+?^```\n\n\| (.+?) \|$", page, re.MULTILINE | re.DOTALL)
    with warehouse_file.look(built) as database:
        answer = database.execute(query)
        assert " | ".join(column[0] for column in answer.description) == shown[1]
        assert len(answer.fetchall()) == 5
