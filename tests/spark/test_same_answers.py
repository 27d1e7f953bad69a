"""A query of the models has the same answer in DuckDB and, translated, on Spark."""

import duckdb
import pytest

from spark.dialect import translate

ROWS = """with t as (
    select * from (values
        (1, 'b', 2.5, timestamp '2025-01-31 23:59:59.5', ['x', ' y', 'x']),
        (2, 'a', null, timestamp '2025-02-28 00:00:00', ['z']),
        (3, null, 7.5, timestamp '2025-03-01 12:00:00', []::varchar[]),
        (4, 'b', 1.0, null, null)
    ) as t(id, name, amount, seen_at, items)
)
"""
QUERIES = {
    "nulls come last": "select id, row_number() over (order by name, id) as place from t",
    "and so they do when it descends": "select id, rank() over (order by amount desc) as place from t",
    "a qualify adds no column": "select * from t qualify row_number() over (partition by name order by id) = 1",
    "a qualify may name a column that the select makes":
        "select id, lag(id) over (order by id) as before from t qualify before is null or before > 1",
    "fractions are rounded": "select id, (id / 2)::integer as half, (amount / 3)::integer as third from t",
    "decimals in the middle go away from zero, doubles to the even number":
        "select id, (id * 0.5)::integer as half, (-(amount + 1.0))::integer as less, "
        "(id::double * 0.5)::integer as even, (amount * 1.5)::integer as more, sqrt(id)::integer as root from t",
    "a sum of decimals": "select name, sum(id * 1.5)::integer as total from t group by all",
    "a number in the middle": "select median(id)::integer as one, quantile_cont(id, 0.75)::integer as other from t",
    "integers divide to fractions": "select id, id / 2 as half from t",
    "a list in an order": "select name, list(id order by id) as ids from t group by all",
    "days between dates": "select id, seen_at::date - date '2025-01-01' as days from t",
    "a month later": "select id, (seen_at + interval '1' month)::date as later from t",
    "the month of a date": "select id, date_trunc('month', seen_at)::date as month from t",
    "a count in a window, of some rows":
        "select id, count(*) filter (where amount > 1) over (order by id) as counted from t",
    "windows that build on one another":
        "select id, sum(id) over running as total from t "
        "window of_name as (partition by name), running as (of_name order by id)",
    "a union by name":
        "select id, name from t union all by name select name, 9 as id, 1.0::double as amount from t",
    "the nearest row":
        "select t.id, days.day from t asof join (values (date '2025-01-01'), (date '2025-02-15')) "
        "as days(day) on t.seen_at >= days.day",
    "a star with a column made anew": "select id, label from (select * replace (id * 2 as id), name as label from t)",
    "what is distinct from null": "select id, name is distinct from 'b' as other from t",
    "an instant as text": "select id, seen_at::varchar as text, seen_at::date::varchar as day from t",
    "numbers and flags as text": "select id, amount::double::varchar as number, (id > 1)::varchar as flag from t",
    "a hash": "select id, md5(concat_ws('|', id::varchar, name)) as hash from t",
    "bytes": "select id, unhex(md5(name)) as hash from t",
    "the value at the last": "select max_by(name, id) as last, any_value(items) as items from t where id = 1",
    "greatest and least leave nulls out": "select id, greatest(id, amount) as high, least(3, amount) as low from t",
    "items of a list, from either end": "select id, items[1] as first, items[-1] as last, items[2] as second from t",
    "a list without its first item": "select id, items[2:] as others from t",
    "lists unnested side by side":
        "select id, unnest(items) as item, generate_subscripts(items, 1)::integer as place, "
        "unnest([7, 8]) as seven from t",
    "a list added up": "select id, list_sum([length(item) for item in items]) as letters from t",
    "a span of days or milliseconds": "select id, seen_at + to_days(id) as later, seen_at + to_milliseconds(id) as soon from t",
    "keys and texts of JSON":
        "select id, len(json_keys(j::json, '$.a')) as keys, j::json ->> '$.a.b' as b, j::json ->> 'c' as c "
        """from t cross join (values ('{"a": {"b": "x", "d": 1}}'), ('{"c": "y"}')) as jsons(j)""",
    "a text that is no number": "select id, try_cast(name as integer) as number from t",
}  # fmt: skip


def rows(found):
    """The rows in an order that is the same whatever an engine calls null."""
    return sorted(
        ([bytes(each) if isinstance(each, bytearray) else each for each in row] for row in found),
        key=repr,
    )


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_the_engines_agree(spark, query):
    here = duckdb.sql(ROWS + query)
    there = spark.sql(translate(ROWS + query))
    assert there.columns == here.columns
    expected = [
        [float(x) if type(x).__name__ == "Decimal" else x for x in r] for r in rows(here.fetchall())
    ]
    answer = [
        [float(x) if type(x).__name__ == "Decimal" else x for x in r]
        for r in rows(map(tuple, there.collect()))
    ]
    assert sorted(answer, key=repr) == sorted(expected, key=repr)
