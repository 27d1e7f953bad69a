"""What the comparison of a DuckDB and a Spark warehouse calls equal, and what it does not."""

from types import SimpleNamespace

import duckdb
import pyarrow as pa
import pytest

from spark import compare as command
from spark import session as of_spark
from spark.compare import Finding, compare, compare_rows, show, spark_type

OURS = """
    create table ours as
    select
        uuid() as id,
        1.5::double as share,
        timestamp '2025-01-01 20:15:00' as happened_at,
        [{'placeOf': number::integer, 'id': uuid()}] as items,
        'ab'::blob as key
    from range(3) as numbers (number)
"""
THEIRS = """
    select
        id::varchar as id,
        share + {more} as share,
        happened_at::timestamptz as happened_at,
        [{{'placeOf': items[1].placeOf, 'id': items[1].id::varchar}}] as items,
        key
    from ours
"""
TYPES = {
    "id": "string",
    "share": "double",
    "happened_at": "timestamp",
    "items": "array<struct<placeOf:int,id:string>>",
    "key": "binary",
}


@pytest.fixture
def session():
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(OURS)
        yield connection


def found(session, more=0, rows=3, types=TYPES):
    theirs = session.sql(f"{THEIRS.format(more=more)} limit {rows}").to_arrow_table()
    return compare_rows(session, "ours", theirs, types)


def test_the_same_rows_are_equal_in_the_types_of_either_engine(session):
    finding = found(session)
    assert (finding.rows, finding.fault, finding.rounded) == (3, None, False)
    assert ("uuid", "string") in finding.types
    assert ("double", "double") not in finding.types


def test_a_sum_may_differ_in_its_last_digits_and_it_is_said(session):
    assert found(session, more=1e-13).rounded
    assert found(session, more=1e-3).fault == (
        "3 rows of DuckDB are not in Spark, 3 of Spark not in DuckDB"
    )


def test_a_missing_row_is_counted(session):
    assert found(session, rows=2).fault == (
        "1 rows of DuckDB are not in Spark, 0 of Spark not in DuckDB"
    )


def test_a_row_that_is_there_twice_is_counted(session):
    theirs = session.sql(THEIRS.format(more=0)).to_arrow_table()
    doubled = pa.concat_tables([theirs, theirs.slice(0, 1)])
    assert compare_rows(session, "ours", doubled, TYPES).fault == (
        "0 rows of DuckDB are not in Spark, 1 of Spark not in DuckDB"
    )


def test_a_column_that_only_spark_has_is_said_and_must_be_null(session):
    more = TYPES | {"more": "int"}
    for value, ahead, fault in (
        ("null", ("more",), None),
        ("nullif(row_number() over (), 1)", (), "only one of the two has more"),
    ):
        theirs = session.sql(f"select *, {value} as more from ({THEIRS.format(more=0)})")
        finding = compare_rows(session, "ours", theirs.to_arrow_table(), more)
        assert (finding.ahead, finding.fault) == (ahead, fault)


def test_another_column_or_type_is_named(session):
    fewer = {name: type_ for name, type_ in TYPES.items() if name != "key"}
    assert found(session, types=fewer).fault == "only one of the two has key"
    assert found(session, types=TYPES | {"share": "float"}).fault == (
        "share is DOUBLE in DuckDB and float in Spark"
    )


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("DECIMAL(9,2)", "decimal(9,2)"),
        ("VARCHAR[]", "array<string>"),
        ("MAP(VARCHAR, STRUCT(a INTEGER, b UUID[]))", "map<string,struct<a:int,b:array<string>>>"),
        ("INTERVAL", None),
    ],
)
def test_each_type_has_one_in_spark_or_none(duckdb, spark):
    assert spark_type(duckdb) == spark


def shown(*findings):
    lines = []
    equal = show(iter(findings), lines.append)
    return equal, [line.rsplit(", 0 s", 1)[0] for line in lines]


def test_what_differs_is_said_with_its_layer_and_what_is_equal_at_the_end():
    equal, lines = shown(
        Finding('"raw"."a"', 3, types=(("uuid", "string"),), ahead=("later",)),
        Finding('"raw"."b"', 2, "Spark has no such table"),
        Finding('"star"."c"', 1, rounded=True),
    )
    assert not equal
    assert lines == [
        '"raw"."b": Spark has no such table',
        "raw: 1 of 2 tables are equal, 3 rows",
        "star: 1 of 1 tables are equal, 1 rows",
        "2 of 3 tables are equal, 4 rows",
        'equal in nine digits, fractions of "star"."c"',
        '"raw"."a": Spark has later already, without a value',
        "type: uuid in DuckDB, string in Spark",
    ]


def test_a_comparison_of_nothing_is_not_equal():
    assert shown(Finding('"raw"."a"', 3))[0]
    assert not shown()[0]


class Tables:
    """A session of Spark that has these tables, each with one column; a temporary view is in all schemas."""

    def __init__(self, *names):
        self.names = [each.split(".") for each in names]

    def sql(self, statement):
        if statement == "show schemas":
            rows = [(schema,) for schema in {schema for schema, _ in self.names}]
        else:
            wanted = statement.removeprefix("show tables in ")
            rows = [(schema, name, False) for schema, name in self.names if schema == wanted]
            rows.append(("", "landed_users", True))
        return SimpleNamespace(collect=lambda: rows)

    def table(self, name):
        assert name.split(".") in self.names
        rows = pa.table({"number": pa.array([1, 2], pa.int32())})
        return SimpleNamespace(
            count=lambda: len(rows), toArrow=lambda: rows, dtypes=[("number", "int")]
        )


def compared(session, names, *layers):
    for schema in ("raw", "mine", "runs"):
        session.execute(f"create schema if not exists {schema}")
        session.execute(f"create or replace table {schema}.here as from range(2)")
    session.execute("create table raw.both as select unnest([1, 2])::integer as number")
    session.execute("create table raw.both__dbt_tmp as from range(2)")
    return {each.table: each.fault for each in compare(session, Tables(*names), layers)}


def test_tables_of_either_engine_are_compared_but_for_leftovers_and_schemas_of_others(session):
    names = ("raw.both", "raw.there", "raw.there__dbt_tmp", "star.fct", "runs.one", "default.two")
    assert compared(session, names) == {
        '"mine"."here"': "Spark has no such table",
        '"raw"."both"': None,
        '"raw"."here"': "Spark has no such table",
        '"raw"."there"': "DuckDB has no such table",
        '"star"."fct"': "DuckDB has no such table",
    }


def test_a_layer_of_the_database_that_the_project_does_not_list_is_looked_for_in_spark(session):
    assert compared(session, ["mine.here"], "mine") == {
        '"mine"."here"': "only one of the two has number, range"
    }


def test_a_layer_that_is_none_is_refused_with_those_that_are(tmp_path, capsys):
    with pytest.raises(SystemExit) as refused:
        command.main(["--database", str(tmp_path / "a.duckdb"), "--layers", "raw", "valt"])
    assert refused.value.code == 2
    said = capsys.readouterr().err
    assert "invalid choice: 'valt' (choose from " in said
    assert "vault" in said.splitlines()[-1]


def test_a_database_that_can_not_be_read_is_refused_before_spark_starts(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(of_spark, "start", lambda folder: pytest.fail("Spark was started"))
    (tmp_path / "text").write_text("no database" * 1000)
    for name, fault in (("none.duckdb", "database does not exist"), ("text", "not a valid DuckDB")):
        assert command.main(["--database", str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"--database {tmp_path / name} can't be opened: IO Error: ")
        assert fault in said
        assert len(said.splitlines()) == 1
