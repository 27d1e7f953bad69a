"""The tables of Customer.IO have the columns and types of its document."""

import duckdb
import pytest
import yaml

from reelhouse.customerio import tables, types
from reelhouse.customerio.tables import FOLDER, Table

TABLES = tables.tables()
FOLDERS = [path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdecimal()]
MODELS = {path.stem: path for folder in FOLDERS for path in folder.glob("*.yml")}


def described(name: str) -> dict:
    """A table as its yml describes it."""
    (model,) = yaml.safe_load(MODELS[name].read_text())["models"]
    return model


def test_the_document_has_43_tables_and_1122_columns_in_ten_domains():
    assert len(TABLES) == 43
    assert sum(len(table.columns) for table in TABLES.values()) == 1122
    assert len({table.domain for table in TABLES.values()}) == 10


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_key_of_the_document_is_never_null_and_a_foreign_key_leads_to_a_column(table: Table):
    assert table.keys
    assert not [each.name for each in table.columns if each.is_key and each.is_nullable]
    for column in table.columns:
        if column.references:
            parent, key = column.references
            found = {each.name: each.type for each in TABLES[parent].columns}
            assert found[key] == column.type


def test_types_are_read_as_they_are_written_and_duckdb_knows_them():
    written = {column.type for table in TABLES.values() for column in table.columns}
    with duckdb.connect() as connection:
        for text in written:
            kind = types.parse(text)
            assert types.databricks(kind).upper() == text.upper()
            connection.execute(f"select null::{types.duckdb(kind)}")


@pytest.mark.parametrize("text", ["TEXT", "STRUCT<a: INT>>", "INT INT", "ARRAY<TEXT>"])
def test_what_is_no_type_is_refused(text):
    with pytest.raises(ValueError, match="is no type"):
        types.parse(text)


def test_the_models_are_the_tables_of_the_document():
    assert {f"{path.parent.name}/{name}" for name, path in MODELS.items()} == {
        f"{table.domain}/{table.name}" for table in TABLES.values()
    }


@pytest.mark.parametrize("name", MODELS)
def test_a_table_has_the_columns_and_types_of_the_document(name):
    assert of_model(described(name)) == of_document(TABLES[name])


@pytest.mark.parametrize("name", MODELS)
def test_a_table_is_held_to_the_rules_of_the_document(name):
    model, table = described(name), TABLES[name]
    checks = [each["expression"] for each in model.get("constraints", [])]
    assert [rule for rule in table.checks if rule not in checks] == []
    tested = [
        rule
        for test in model.get("data_tests", [])
        if isinstance(test, dict) and "rows_satisfy" in test
        for rule in test["rows_satisfy"]["arguments"].get("rules", [])
    ]
    assert [rule for rule in table.rules if rule not in tested] == []


def of_model(model: dict) -> list[tuple[str, str, bool]]:
    """Name, type and nullability of each column of a contract."""
    return [
        (
            column["name"],
            column["data_type"],
            {"type": "not_null"} not in column.get("constraints", []),
        )
        for column in model["columns"]
    ]


def of_document(table: Table) -> list[tuple[str, str, bool]]:
    """The same of a table in the document."""
    return [
        (each.name, types.duckdb(types.parse(each.type)), each.is_nullable)
        for each in table.columns
    ]
