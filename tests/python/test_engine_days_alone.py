"""Every raw table holds of each day what the generator says when it is asked for that day alone."""

from dataclasses import replace

import alone
import duckdb
import pyarrow as pa
import pytest
import worlds
from test_engine_determinism import SMALL

from customer_events import tables
from customer_events.engine import Engine
from customer_events.world.schedule import Schedule

WORLD = worlds.by_day(replace(SMALL, users=20_000, late_rate=0.3), 4)


def test_all_tables_are_asked():
    assert alone.TABLES.keys() == tables.TABLES.keys()


@pytest.mark.parametrize("name", alone.TABLES)
def test_days_at_once_are_the_days_alone(name):
    raw = duckdb.connect()
    worlds.fill(raw, WORLD, [name])
    for day in Schedule(WORLD, list(WORLD)).days:
        schema = tables.TABLES[name](Schedule(WORLD, [])).schema
        rows = alone.TABLES[name](Schedule(WORLD, []), day)
        worlds.read(pa.RecordBatchReader.from_batches(schema, rows), "alone", raw)
    of_days = "select * from alone"
    if key := worlds.KEYS.get(name):
        of_days += f" qualify row_number() over (partition by {key} order by updated_at desc) = 1"
    worlds.none(raw, f"(select * from {name}) except all ({of_days})")
    worlds.none(raw, f"({of_days}) except all (select * from {name})")
    assert worlds.one(raw, f"select count(*) from {name}") > (0,)


@pytest.mark.parametrize("ask", [alone.batches, alone.feed_batches])
def test_an_answer_does_not_depend_on_the_question_before(ask):
    """Neither on the order of the days nor on a day that is asked for twice."""
    schedule = Schedule(WORLD, [])
    days = Schedule(WORLD, list(WORLD)).days
    fresh = {day: ask(Engine(schedule), day) for day in days}
    asked = Engine(schedule)
    for day in [*reversed(days), days[0], days[0], days[2], *days]:
        assert ask(asked, day) == fresh[day]
