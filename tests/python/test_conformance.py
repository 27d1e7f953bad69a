"""Comparing two warehouses, table by table."""

from pathlib import Path

import duckdb
import pytest

from proofs import conformance
from proofs.__main__ import app
from proofs.throwaway import ProofError
from reelhouse import packages
from reelhouse.app import run


def warehouse(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema raw")
        connection.execute("create schema runs")
        for statement in statements:
            connection.execute(statement)
    return path


EVENTS = (
    "create table raw.events as select * from (values (1, 'play'), (2, 'browse')) as t(id, kind)"
)


def test_the_order_of_rows_and_the_machine_s_own_table_do_not_matter(tmp_path):
    one = warehouse(tmp_path / "one", EVENTS, "create table runs.invocations as select 1 as id")
    other = warehouse(
        tmp_path / "other",
        "create table raw.events as select 2 as id, 'browse' as kind",
        "insert into raw.events values (1, 'play')",
        "create table runs.invocations as select 2 as id",
    )
    assert conformance.compare(one, other) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update raw.events set kind = 'search' where id = 2",
        "insert into raw.events select * from raw.events",
        "delete from raw.events",
        "create table raw.users as select 1 as id",
    ],
)
def test_what_differs_is_named(tmp_path, statement):
    one = warehouse(tmp_path / "one", EVENTS)
    other = warehouse(tmp_path / "other", EVENTS, statement)
    with pytest.raises(ProofError, match=r"raw\.(events|users): "):
        conformance.compare(one, other)


def test_two_empty_warehouses_prove_nothing(tmp_path):
    with pytest.raises(ProofError, match="no tables"):
        conformance.compare(warehouse(tmp_path / "one"), warehouse(tmp_path / "other"))


def test_without_a_mirror_it_says_what_is_missing(monkeypatch, capsys):
    monkeypatch.delenv(packages.MIRROR_VARIABLE, raising=False)
    assert run(app, "proofs", ["conformance"]) == 1
    assert "DBT_PACKAGES_MIRROR is not set" in capsys.readouterr().err


def test_a_mirror_without_the_packages_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(packages.MIRROR_VARIABLE, str(tmp_path))
    assert run(app, "proofs", ["conformance"]) == 1
    assert "holds no dbt_utils/dbt_project.yml" in capsys.readouterr().err
