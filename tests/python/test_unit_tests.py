"""When builds leave dbt's unit tests out: only where they passed with the same code."""

import shutil

import duckdb
import pytest

from reelhouse import settings, unit_tests, warehouse_file


@pytest.fixture
def copied(tmp_path):
    """A copy of what the digest looks at."""
    for folder in unit_tests.FOLDERS:
        shutil.copytree(settings.PROJECT / folder, tmp_path / folder, symlinks=True)
    for name in unit_tests.FILES:
        shutil.copy(settings.PROJECT / name, tmp_path)
    return tmp_path


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """A file in which the unit tests of some code have passed."""
    database = tmp_path / "noted.duckdb"
    monkeypatch.setenv("REELHOUSE_DATABASE", str(database))

    def note(digest):
        with duckdb.connect(str(database)) as connection:
            connection.execute("create schema runs")
            connection.execute("create table runs.invocations (tested_code varchar)")
            connection.execute("insert into runs.invocations values (null), (?)", [digest])

    return note


def test_a_copy_has_the_same_digest(copied):
    assert unit_tests.code_digest(copied) == unit_tests.code_digest()


@pytest.mark.parametrize(
    "name",
    [
        "macros/history/versions.sql",
        "macros/portable/numbers.sql",
        "models/marts/star/dimensions/dim_user.sql",
        "models/marts/star/dimensions/dim_user.yml",
        "seeds/plans.csv",
        "python_models/customer_events/rows/schemas.py",
        "packages/automate_dv_duckdb/macros/tables/hub.sql",
        "dbt_packages/dbt_utils/dbt_project.yml",
        "dbt_project.yml",
    ],
)
def test_a_change_of_code_changes_the_digest(copied, name):
    with (copied / name).open("a") as file:
        file.write("\n")
    assert unit_tests.code_digest(copied) != unit_tests.code_digest()


def test_documents_are_no_code(copied):
    (copied / "models" / "README.md").write_text("Read me.\n")
    assert unit_tests.code_digest(copied) == unit_tests.code_digest()


def test_the_same_code_leaves_them_out_and_says_so(noted, capsys):
    noted(unit_tests.code_digest())
    assert unit_tests.options([]) == unit_tests.LEFT_OUT
    assert capsys.readouterr().out.count("\n") == 1


def test_a_full_refresh_runs_them(noted):
    noted(unit_tests.code_digest())
    assert unit_tests.options(["--full-refresh"]) == []


def test_other_code_runs_them(noted):
    noted("of yesterday")
    assert unit_tests.options([]) == []


def test_a_first_build_and_a_file_without_notes_run_them(tmp_path, monkeypatch):
    database = tmp_path / "older.duckdb"
    monkeypatch.setenv("REELHOUSE_DATABASE", str(database))
    assert unit_tests.options([]) == []
    duckdb.connect(str(database)).close()
    assert unit_tests.options([]) == []


def test_the_build_of_make_test_notes_them(built):
    with warehouse_file.look(built) as connection:
        [(command, is_noted)] = connection.execute(
            "select command, tested_code is not null from runs.invocations "
            "where is_whole_build order by started_at limit 1"
        ).fetchall()
    if not command.startswith("dbt build ") or "--no-tests" in command:
        pytest.skip("built without tests, not by make test")
    assert is_noted
