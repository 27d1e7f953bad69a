"""The analysts' questions: each says what it shows, and its SQL gives rows on a built warehouse."""

import os
from pathlib import Path

import pytest

from reelhouse import contents, runner, settings

ANALYSES = sorted((settings.PROJECT / "analyses").rglob("*.sql"))
WORLD = {
    "users": "300",
    "contents": "100",
    "posts": "1000",
    "events_per_day": "300",
    "history_days": "3",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """The database that make test has built; without one, a smaller one made here."""
    folder = tmp_path_factory.mktemp("analyses")
    built = Path(os.environ.get("REELHOUSE_DATABASE", folder / "analyses.duckdb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELHOUSE_DATABASE", str(built))
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
        if not built.exists():
            without_tests = ["--exclude-resource-type", "test", "unit_test"]
            outcome = runner.dbt(["build", *without_tests], WORLD)
            assert outcome.is_good, outcome
        outcome = runner.dbt(["compile", "--select", "resource_type:analysis"])
        assert outcome.is_good, outcome
        yield built, folder / "target" / "compiled" / "reelhouse"


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
def test_an_analysis_runs_and_shows_something(warehouse, path):
    database, compiled = warehouse
    query = (compiled / path.relative_to(settings.PROJECT)).read_text()
    with contents.look(database) as connection:
        assert connection.execute(query).fetchall()
