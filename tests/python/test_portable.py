"""What differs by engine has a form for each, and the SQL of the models has words in Spark."""

import re
from datetime import date

import pytest
import sqlglot
import yaml
from conftest import WITHOUT_TESTS
from sqlglot import exp

from customer_events.parameters import Parameters
from customer_events.world.schedule import Schedule
from messaging.landing import TABLES
from reelhouse import runner, settings
from spark.dialect import translate, translate_type

PORTABLE = settings.PROJECT / "macros" / "portable"
DISPATCHED = re.compile(r"adapter\.dispatch\('(\w+)'\)")
DEFINED = re.compile(r"{%-? macro (\w+)\(")


def dispatched() -> list[tuple[str, str]]:
    """Each macro that asks for the form of the engine, with its file."""
    return [
        (path.stem, name)
        for path in sorted(PORTABLE.glob("*.sql"))
        for name in DISPATCHED.findall(path.read_text())
    ]


@pytest.mark.parametrize(("file", "name"), dispatched())
@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_a_portable_macro_has_a_form_for_each_engine_in_its_file(file, name, engine):
    assert f"{engine}__{name}" in DEFINED.findall((PORTABLE / f"{file}.sql").read_text())


def test_there_are_such_macros():
    assert len(dispatched()) > 20


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("select a::varchar, b::uuid, c::timestamp from t",
         "SELECT CAST(a AS STRING), CAST(b AS STRING), CAST(c AS TIMESTAMP) FROM t"),
        ("select a from t order by b", "SELECT a FROM t ORDER BY b NULLS LAST"),
        ("select (a / b)::integer from t", "SELECT CAST(RINT((a / b)) AS INT) FROM t"),
        ("select a::integer from t", "SELECT CAST(a AS INT) FROM t"),
        ("select max(load_date) - min(load_date) from t",
         "SELECT DATEDIFF(MAX(load_date), MIN(load_date)) FROM t"),
        ("select sum(a) over later from t window key as (partition by b), later as (key order by c)",
         "SELECT SUM(a) OVER (PARTITION BY b ORDER BY c NULLS LAST) FROM t"),
        ("select [x + 1 for x in l if x > 2], a = not b from t",
         "SELECT TRANSFORM(FILTER(l, x -> x > 2), x -> x + 1), a = (NOT b) FROM t"),
        ("with a as (select * from s.a), b as (select * replace (1 as c) from a) select * from b",
         "WITH a AS (SELECT * FROM s.a), b AS (SELECT * EXCEPT (c), 1 AS c FROM a) SELECT * FROM b"),
        ("select l[1], l[-1].id, l[2:], m['k'] from t",
         "SELECT GET(l, 0), TRY_ELEMENT_AT(l, -1).id, SLICE(l, 2, SIZE(l)), m['k'] FROM t"),
        ("select a, unnest(l) as item, generate_subscripts(l, 1) as place from t",
         "SELECT a, INLINE(ARRAYS_ZIP(COALESCE(l, ARRAY()), "
         "COALESCE(TRANSFORM(l, (item, place) -> place + 1), ARRAY()))) AS (item, place) FROM t"),
        ("select d + to_days(n), d + to_milliseconds(n) from t",
         "SELECT d + MAKE_DT_INTERVAL(n), d + MAKE_DT_INTERVAL(0, 0, 0, (n) * 0.001) FROM t"),
        ("select j::json ->> 'a', len(json_keys(j, '$.a')) from t",
         "SELECT GET_JSON_OBJECT(j, '$.a'), SIZE(JSON_OBJECT_KEYS(GET_JSON_OBJECT(j, '$.a'))) FROM t"),
        ("with a as (with b as (select 1 as c) select * from b) select * from a",
         "WITH a AS (WITH b AS (SELECT 1 AS c) SELECT * FROM b) SELECT * FROM a"),
    ],
)  # fmt: skip
def test_what_duckdb_reads_has_the_same_meaning_on_spark(duckdb, spark):
    assert " ".join(translate(duckdb).split()).replace("( ", "(").replace(" )", ")") == spark


def test_a_qualify_becomes_a_condition_on_a_subquery_for_spark_and_stays_for_databricks():
    query = "select a from t qualify row_number() over (partition by a order by b) = 1"
    tree = sqlglot.parse_one(translate(query), read="spark")
    assert tree.args["where"]
    assert not list(tree.find_all(exp.Qualify))
    assert tree.expressions[0].args["except_"], "its outcome would be a column more"
    assert list(
        sqlglot.parse_one(translate(query, "databricks"), read="databricks").find_all(exp.Qualify)
    )


def test_relations_are_read_in_the_backticks_of_databricks():
    query = 'select a."b" from `main`.`seeds`.`plans` as a'
    assert " ".join(translate(query, "databricks").split()) == (
        "SELECT a.`b` FROM `main`.`seeds`.`plans` AS a"
    )


def test_a_union_by_name_becomes_one_by_place():
    query = "select 1 as a, 2 as b union all by name select 3 as c, 4 as b"
    tree = sqlglot.parse_one(translate(query), read="spark")
    assert [side.named_selects for side in (tree.left, tree.right)] == [["a", "b", "c"]] * 2


def test_the_types_of_contracts_have_names_in_spark():
    named = {type_: translate_type(type_) for type_ in ("uuid", "blob", "varchar[]")}
    assert named == {"uuid": "string", "blob": "binary", "varchar[]": "array<string>"}


def test_each_raw_table_in_python_has_a_line_for_spark():
    """It reads the files of the same table, under the same folder and name."""
    python = settings.PROJECT / "python_models" / "raw"
    landed = settings.PROJECT / "spark" / "models" / "landed"
    wanted = {
        path.relative_to(python).with_suffix(".sql"): path.stem.removeprefix("raw_")
        for path in python.rglob("*.py")
    }
    found = {path.relative_to(landed): path.read_text() for path in landed.rglob("*.sql")}
    assert found == {
        path: f"{{{{ raw_from_landing('{table}') }}}}\n" for path, table in wanted.items()
    }
    assert set(wanted.values()) == set(TABLES)


def test_raw_columns_have_the_order_of_the_generator_in_their_ymls():
    """Spark takes them from there, and a row in quarantine is kept as JSON, in their order."""
    day = date(2025, 1, 1)
    schedule = Schedule({day: Parameters(users=100, schema_v2_from=day)}, [day])
    made = {table: maker(schedule).schema.names for table, maker in TABLES.items()}
    said = {}
    for path in (settings.PROJECT / "python_models" / "raw").rglob("*.yml"):
        for model in yaml.safe_load(path.read_text()).get("models", []):
            said[model["name"].removeprefix("raw_")] = [each["name"] for each in model["columns"]]
    assert {table: said[table] for table in made} == made


def test_a_table_that_lies_in_partitions_on_spark_gets_no_warning_in_duckdb(
    dbt_at, tmp_path, monkeypatch
):
    monkeypatch.setenv("DBT_LOG_LEVEL_FILE", "warn")
    small = {"users": "100", "titles": "50", "posts": "50", "events_per_day": "50"}
    with dbt_at(tmp_path, "stg_consumer_events__events"):
        outcome = runner.dbt(["build", *WITHOUT_TESTS], small | {"history_days": "1"})
    assert outcome.is_good, outcome
    assert (tmp_path / "logs" / "dbt.log").read_text() == ""
