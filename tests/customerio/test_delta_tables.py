"""The tables are real Delta tables: they take a row, and refuse one that breaks a check."""

import re

import pytest
import sqlglot

from reelhouse.customerio import tables, types
from reelhouse.customerio.tables import Column, Table

SCALARS = {
    "STRING": "'text'",
    "INT": "1",
    "BIGINT": "1",
    "DOUBLE": "0.5D",
    "BOOLEAN": "true",
    "DATE": "date'2025-01-01'",
    "TIMESTAMP": "timestamp'2025-01-01 00:00:00'",
}
CHECKS = [(table, rule) for table in tables.tables().values() for rule in table.checks]
KEYS = [(table, key) for table in tables.tables().values() for key in table.keys]


@pytest.fixture(scope="module")
def made(scripts, spark, tmp_path_factory):
    """The session with every table, empty, and its checks."""
    folder = tmp_path_factory.mktemp("delta")
    for statement in scripts["99_create_all.sql"]:
        if adapted := for_sail(statement, folder):
            spark.sql(adapted).collect()
    return spark


def for_sail(statement: str, folder) -> str | None:
    """A statement without what Sail does not know: catalogs, keys, clusters, dropping a check."""
    if " foreign key " in statement or " drop constraint " in statement:
        return None
    statement = statement.replace("main.customerio", "customerio")
    if not statement.startswith("create table"):
        return statement
    name = re.search(r"customerio\.(\w+)", statement)[1]
    statement = re.sub(r",\n +constraint \w+ primary key \([^)]*\)", "", statement)
    statement = re.sub(r"\ncluster by [^\n]*", "", statement)
    return statement.replace("\ntblproperties", f"\nlocation '{folder}/{name}'\ntblproperties")


@pytest.mark.parametrize("table", tables.tables().values(), ids=tables.tables())
def test_a_table_takes_a_row_with_every_column(table: Table, made):
    made.sql(insert(table)).collect()
    (row,) = made.sql(f"select * from customerio.{table.name}").collect()
    assert row.asDict().keys() == {each.name for each in table.columns}
    assert None not in row


@pytest.mark.parametrize(("table", "rule"), CHECKS, ids=[f"{t.name}-{r}" for t, r in CHECKS])
def test_a_row_that_breaks_a_check_is_refused(table: Table, rule, made):
    broken = {each.name: wrong(each) for each in table.columns if named(each, rule)}
    assert broken
    with pytest.raises(Exception, match=r"(?i)check|constraint|invariant"):
        made.sql(insert(table, broken)).collect()


@pytest.mark.parametrize(("table", "key"), KEYS, ids=[f"{t.name}-{k}" for t, k in KEYS])
def test_a_key_that_is_null_is_refused(table: Table, key, made):
    with pytest.raises(Exception, match=r"(?i)null"):
        made.sql(insert(table, {key: "null"})).collect()


def test_the_examples_of_mappings_fill_their_tables(scripts, made):
    for statement in scripts["mapping_examples.sql"]:
        statement = statement.replace("main.customerio", "customerio")
        made.sql(padded(statement) if statement.startswith("insert") else statement).collect()
    people = made.sql(
        "select email, location_city, custom_traits['signed_up_in'] as country "
        "from customerio.people where user_id like 'user-%' order by user_id"
    ).collect()
    assert [tuple(each) for each in people] == [
        ("ana@example.com", "Porto", "PT"),
        ("ben@example.org", "Lagos", "NG"),
    ]
    events = made.sql(
        "select event_id, properties.page, properties.price, raw_properties['page'] as page "
        "from customerio.events where user_id like 'user-%' order by event_id"
    ).collect()
    assert [tuple(each) for each in events] == [
        ("event-1", "home", 0.0, "home"),
        ("event-2", "plans", 11.99, "plans"),
    ]
    opened = made.sql(
        "select unique_opens from customerio.app_message_performance "
        "where customer_id like 'user-%' order by delivery_id"
    ).collect()
    assert [each.unique_opens for each in opened] == [True, False]


def insert(table: Table, values: dict[str, str] | None = None) -> str:
    """A statement that inserts a row, some of its values as they are given."""
    given = values or {}
    row = ", ".join(given.get(each.name, value(each, table)) for each in table.columns)
    return f"insert into customerio.{table.name} values ({row})"


def value(column: Column, table: Table) -> str:
    """A value that keeps every rule; the two ids of an alias are not the same."""
    if table.name == "user_aliases" and column.name == "secondary_user_id":
        return "'other'"
    return expression(types.parse(column.type))


def expression(kind: types.Type) -> str:
    """A value of a type."""
    parts = [expression(each) for each in kind.parts]
    if kind.name == "STRUCT":
        pairs = zip(kind.fields, parts, strict=True)
        members = [f"'{name}', {part}" for name, part in pairs]
        return f"named_struct({', '.join(members)})"
    if kind.name == "ARRAY" and kind.parts[0].name == "STRUCT":
        parts.append("null")  # a list of structs, none of them null, is another type to Sail
    return f"{kind.name.lower()}({', '.join(parts)})" if parts else SCALARS[kind.name]


def named(column: Column, rule: str) -> bool:
    """Whether a rule is about this column."""
    return re.search(rf"\b{column.name}\b", rule) is not None


def wrong(column: Column) -> str:
    """A value that no check of its column lets pass: below every bound, or the same id twice."""
    return "'text'" if column.type == "STRING" else f"cast(-1 as {column.type})"


def padded(statement: str) -> str:
    """An insert that names every column, since Sail takes no other."""
    tree = sqlglot.parse_one(statement, read="databricks")
    into, query = tree.this, tree.expression
    given = [each.name for each in into.expressions]
    missing = [
        each.name for each in tables.tables()[into.this.name].columns if each.name not in given
    ]
    into.set("expressions", [sqlglot.to_identifier(name) for name in (*given, *missing)])
    nulls = query.select(*(f"null as {name}" for name in missing))
    tree.set("expression", nulls)
    return tree.sql("databricks")
