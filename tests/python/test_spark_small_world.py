"""What make spark does, in which order, and when it calls the world equal. No engine runs here."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from reelhouse import packages
from spark import compare, project, session, small_world
from spark.errors import SparkError


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """The steps that were taken, and what engines that do nothing are to answer."""
    monkeypatch.setattr(small_world, "FOLDER", tmp_path / "world")
    ran = SimpleNamespace(steps=[], built=[True, True], equal=[True, True])

    def start(folder, more):
        assert more == small_world.SMALL
        return SimpleNamespace(stop=lambda: ran.steps.append("stop"))

    def build(arguments, *, callbacks, **_):
        assert arguments[:2] == ["--quiet", "build"]
        assert "test" not in arguments, "data tests are left out"
        ran.steps.append(("spark", json.loads(os.environ["REELHOUSE_GIVEN"])))
        assert Path(os.environ["REELHOUSE_LANDING"]).is_absolute()
        for _ in range(small_world.EACH):
            callbacks[0](SimpleNamespace(info=SimpleNamespace(name="NodeFinished")))
        return ran.built.pop(0)

    def quietly(arguments):
        assert "REELHOUSE_LANDING" not in os.environ, "DuckDB makes its days itself"
        ran.steps.append(tuple(arguments))
        duckdb.connect(str(small_world.FOLDER / "reelhouse.duckdb")).close()

    def show(findings, say):
        ran.steps.append("compare")
        say("all")
        return ran.equal.pop(0)

    monkeypatch.setattr(packages, "install", lambda say: say("Packages"))
    monkeypatch.setattr(session, "start", start)
    monkeypatch.setattr(project, "run", build)
    monkeypatch.setattr(compare, "show", show)
    monkeypatch.setattr(small_world, "quietly", quietly)
    return ran


def test_both_engines_build_a_history_and_one_more_day(ran, capsys):
    assert small_world.main() == 0
    export, *rest = ran.steps
    assert {"messaging", "--days", "10", "USERS=400", "LATE_RATE=0.1"} <= set(export)
    assert not [each for each in export if each.startswith("HISTORY_DAYS")]
    (_, given), first, compared, (_, more), second, compared_again, stopped = rest
    assert (given["history_days"], given["users"], more) == ("9", "400", {})
    assert {"reelhouse", "HISTORY_DAYS=9", "TESTS=no"} <= set(first)
    assert not [each for each in second if each.startswith(("HISTORY_DAYS", "USERS"))]
    assert (compared, compared_again, stopped) == ("compare", "compare", "stop")
    said = capsys.readouterr().out
    assert "  100 models, tests and seeds" in said
    assert said.splitlines()[-1].startswith("equal after both builds, ")
    assert "GB of memory at most" in said


@pytest.mark.parametrize("what", ["built", "equal"])
@pytest.mark.parametrize("answers", [[False, True], [True, False]])
def test_a_failed_test_or_a_row_that_differs_fails_it_at_the_end(ran, what, answers, capsys):
    setattr(ran, what, list(answers))
    assert small_world.main() == 1
    assert ran.steps.count("compare") == 2, "what comes after tells more"
    assert capsys.readouterr().out.splitlines()[-1].startswith("FAILED, ")


def test_a_project_that_can_not_be_read_ends_it(ran, monkeypatch, capsys):
    def broken(*_, **__):
        raise SparkError("dbt can't read the project")

    monkeypatch.setattr(project, "run", broken)
    assert small_world.main() == 1
    assert ran.steps[-1] == "stop"
    assert "dbt can't read the project" in capsys.readouterr().err
