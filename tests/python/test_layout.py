"""What the ymls of models owe each other, beyond what dbt-bouncer looks at."""

from pathlib import Path

import pytest
import yaml

from reelhouse import settings

MARTS = settings.PROJECT / "models" / "marts"


def described(path: Path) -> dict[str, dict]:
    """The columns of a model by name, in their order."""
    (model,) = yaml.safe_load(path.read_text())["models"]
    return {column["name"]: column for column in model["columns"]}


STAR = {path.stem: described(path) for path in (MARTS / "star").rglob("*.yml")}
PEERS = {
    path.stem.removeprefix("bv_"): described(path)
    for path in (MARTS / "vault" / "business").glob("bv_*.yml")
    if path.stem.removeprefix("bv_") in STAR
}


def owed(star: dict[str, dict]) -> list[str]:
    """The columns that the peer must have: all but those that say in their meta why not."""
    return [
        name
        for name, column in star.items()
        if not column.get("config", {}).get("meta", {}).get("not_in_vault")
    ]


def test_the_vault_rebuilds_facts_dimensions_and_aggregates():
    assert {name.split("_")[0] for name in PEERS} == {"fct", "dim", "agg"}


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_table_that_the_vault_rebuilds_has_the_same_columns_there(name):
    assert owed(STAR[name]) == list(PEERS[name])


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_table_that_the_vault_rebuilds_is_compared(name):
    test = settings.PROJECT / "tests" / "vault" / f"vault_and_star_agree_on_{name}.sql"
    assert f"ref('bv_{name}')" in test.read_text()


def test_a_reason_releases_a_column():
    star = {"one": {}, "other": {"config": {"meta": {"not_in_vault": "only the star has prices"}}}}
    assert owed(star) == ["one"]


def test_a_table_refuses_null_by_its_contract_and_is_not_searched_for_it():
    searched = {
        path.stem: columns
        for path in MARTS.rglob("*.yml")
        if path.with_suffix(".sql").exists()  # exposures have none
        and not is_view(path)
        and (columns := searched_for_null(path))
    }
    assert not searched


def searched_for_null(path: Path) -> list[str]:
    """The columns that a data test searches for nulls in all rows."""
    (model,) = yaml.safe_load(path.read_text())["models"]
    tests = [test["rows_satisfy"] for test in model.get("data_tests", []) if "rows_satisfy" in test]
    return [
        column
        for test in tests
        for column in test["arguments"].get("not_null", [])
        if not test.get("config", {}).get("where")
    ]


def is_view(path: Path) -> bool:
    """Views have no constraints."""
    return path.parent.name == "stage" or '"view"' in path.with_suffix(".sql").read_text()
