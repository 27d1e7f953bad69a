"""The analysts' questions: each says what it shows, and its SQL gives rows on a built warehouse."""

import shutil

import pytest

from reelhouse import runner, settings, warehouse_file

ANALYSES = sorted((settings.PROJECT / "analyses").rglob("*.sql"))


@pytest.fixture(scope="module")
def compiled(built, tmp_path_factory):
    """The queries as dbt renders them, on a copy: dbt locks its file for other workers."""
    folder = tmp_path_factory.mktemp("analyses")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELHOUSE_DATABASE", str(shutil.copy(built, folder)))
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
        outcome = runner.dbt(["compile", "--select", "resource_type:analysis"])
        assert outcome.is_good, outcome
        yield folder / "target" / "compiled" / "reelhouse"


def test_there_are_at_least_ten():
    assert len(ANALYSES) >= 10


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
