"""The analysts' questions: each says what it shows, and its SQL gives rows on a built warehouse."""

import re
import shutil

import pytest

from reelhouse import runner, settings, warehouse_file

ANALYSES = sorted((settings.PROJECT / "analyses").rglob("*.sql"))


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


def test_the_page_of_questions_names_every_analysis():
    page = (settings.PROJECT / "docs" / "questions.md").read_text()
    assert re.findall(r"analyses/(\w+)\.sql\)", page) == re.findall(r"\| \[(\w+)\]", page)
    assert sorted(re.findall(r"\| \[(\w+)\]", page)) == [path.stem for path in ANALYSES]


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_begins_with_its_question_and_the_answer(path):
    question, answer, third = path.read_text().splitlines()[:3]
    assert question.startswith("-- ")
    assert question.endswith("?")
    assert answer.startswith("-- ")
    assert answer.endswith(".")
    assert not third.startswith("--")


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_runs_and_shows_something(built, compiled, path):
    query = (compiled / path.relative_to(settings.PROJECT)).read_text()
    with warehouse_file.look(built) as connection:
        assert connection.execute(query).fetchall()


def test_the_query_of_the_readme_gives_the_columns_that_it_shows(built):
    page = (settings.PROJECT / "README.md").read_text()
    [query] = re.findall(r"^```sql\n(.+?)^```", page, re.MULTILINE | re.DOTALL)
    shown = re.search(r"^```sql.+?^```\n\n\| (.+?) \|$", page, re.MULTILINE | re.DOTALL)
    with warehouse_file.look(built) as database:
        answer = database.execute(query)
        assert " | ".join(column[0] for column in answer.description) == shown[1]
        assert len(answer.fetchall()) == 5
