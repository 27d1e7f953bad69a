"""What a day contains depends on the seed, the day and the parameters, and on nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import worlds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customer_events import tables
from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import Parameters, clean
from customer_events.world.schedule import Schedule

SMALL = Parameters(
    users=300, titles=60, posts=300, events_per_day=300, late_rate=0.2, duplicate_rate=0.2,
    invalid_rate=0.05, orphan_rate=0.3, untidy_rate=0.2, post_fault_rate=0.2, repeat_view_rate=0.2,
)  # fmt: skip
PLAIN = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def hashes(world, parts, **options):
    """Rows and an order-free hash of every table, loaded in parts that follow one another."""
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")  # it would be told with the hashes
    found = {}
    for name, table in tables.TABLES.items():
        more = options if name == "consumer_events" else {}
        for part in parts:
            reader = table(Schedule(world, part), **more)
            if name in worlds.KEYS:
                upsert(connection, name, worlds.KEYS[name], reader)
            else:
                align(connection, name, reader.schema)
                worlds.read(reader, name, connection)
        found[name] = row_hash(connection, name)
    return found


def upsert(connection, name, key, reader):
    worlds.read(reader, "coming", connection)
    exists = connection.execute(
        "select count(*) from information_schema.tables where table_name = ?", [name]
    ).fetchall()[0][0]
    if exists:
        connection.execute(f"delete from {name} where {key} in (select {key} from coming)")
        connection.execute(f"insert into {name} by name select * from coming")
        connection.execute("drop table coming")
    else:
        connection.execute(f"alter table coming rename to {name}")


def align(connection, name, schema):
    """Give the table the columns that a new version brings."""
    types = {"playback_session": "struct(player_version varchar, drm varchar, startup_ms int)"}
    known = connection.execute(
        "select column_name from information_schema.columns where table_name = ?", [name]
    ).fetchall()
    for column in set(schema.names) - {row[0] for row in known} if known else ():
        connection.execute(f"alter table {name} add column {column} {types.get(column, 'varchar')}")


def row_hash(connection, name):
    columns = connection.execute(
        "select column_name from information_schema.columns where table_name = ? order by 1",
        [name],
    ).fetchall()
    row = ", ".join(f'"{column}"' for (column,) in columns)
    return connection.execute(
        f"select count(*), sum(hash(row({row}))::hugeint)::varchar from {name}"
    ).fetchall()[0]


def one_by_one(world):
    return [[day] for day in world]


# At once and day by day -------------------------------------------------------------------------

rates = st.sampled_from([0.0, 0.1, 1.0])
dials = st.fixed_dictionaries({
    "events_per_day": st.sampled_from([0, 100, 700]),
    "late_rate": rates,
    "duplicate_rate": rates,
    "invalid_rate": rates,
    "orphan_rate": rates,
    "untidy_rate": rates,
    "post_fault_rate": rates,
    "repeat_view_rate": rates,
})  # fmt: skip


@st.composite
def small_worlds(draw):
    """A few days of a small world, whose dials may be turned on some of them."""
    start = draw(st.dates(date(2000, 1, 1), date(2099, 1, 1)))
    shape = {
        "seed": draw(st.integers(0, 2**32 - 1)),
        "start_date": start,
        "users": draw(st.sampled_from([100, 400])),
        "titles": draw(st.sampled_from([50, 120])),
        "posts": draw(st.sampled_from([0, 1, 200])),
        "late_days": draw(st.sampled_from([0, 1, 3, 14])),
    }
    count = draw(st.integers(2, 8))
    new_version = draw(st.sampled_from([None, *range(count + 2)]))
    now = draw(dials)
    world = {}
    for number in range(count):
        if draw(st.booleans()):
            now = draw(dials)
        since = None if new_version is None else start + timedelta(new_version)
        parameters = Parameters(**shape, **now, schema_v2_from=since)
        world[start + timedelta(number)] = parameters
    cuts = sorted(draw(st.sets(st.integers(1, count - 1))))
    return world, cuts


@pytest.mark.long
@settings(PLAIN, max_examples=40)
@given(small_worlds())
def test_days_at_once_are_the_days_one_by_one(made):
    world, cuts = made
    days = list(world)
    at_once = hashes(world, [days])
    assert hashes(world, one_by_one(world)) == at_once
    ends = [*cuts, len(days)]
    parts = [days[first:last] for first, last in zip([0, *cuts], ends, strict=True)]
    assert hashes(world, parts) == at_once


def test_days_one_by_one_when_later_days_are_not_known_yet():
    """As builds do it: a day is made before anybody knows the next day's parameters."""
    world = worlds.by_day(
        SMALL, 8, events_per_day=(3, 700), late_rate=(4, 0.9), orphan_rate=(2, 0.0),
        invalid_rate=(5, 0.4), schema_v2_from=(4, date(2025, 1, 6)),
    )  # fmt: skip
    at_once = hashes(world, [list(world)])
    connection = duckdb.connect()
    for number, day in enumerate(world, 1):
        known = dict(list(world.items())[:number])
        for name, table in tables.TABLES.items():
            reader = table(Schedule(known, [day]))
            if name in worlds.KEYS:
                upsert(connection, name, worlds.KEYS[name], reader)
            else:
                align(connection, name, reader.schema)
                worlds.read(reader, name, connection)
    assert {name: row_hash(connection, name) for name in tables.TABLES} == at_once


@pytest.mark.long
@pytest.mark.parametrize(
    ("seed", "late_days"),
    [(42, 1), (0, 0), (2**32 - 1, 14)],
)
def test_a_month_at_once_is_the_month_in_weeks(seed, late_days):
    world = worlds.by_day(replace(SMALL, seed=seed, late_days=late_days), 28)
    days = list(world)
    weeks = [days[number : number + 7] for number in range(0, 28, 7)]
    assert hashes(world, weeks) == hashes(world, [days])


# Threads, batches, processes --------------------------------------------------------------------


@pytest.mark.parametrize("options", [{"threads": 2}, {"threads": 5, "batch_rows": 1000}])
def test_threads_do_not_matter(options):
    """Not even for the order of the rows."""
    world = worlds.by_day(replace(SMALL, users=40_000, events_per_day=3_000), 3)
    schedule = Schedule(world, list(world))
    alone = in_order(tables.consumer_events(schedule))
    assert in_order(tables.consumer_events(schedule, **options)) == alone


@pytest.mark.parametrize("rows", [1, 77, 500, 1 << 20])
def test_the_size_of_batches_does_not_matter(rows):
    world = worlds.by_day(SMALL, 5)
    schedule = Schedule(world, list(world))
    reader = tables.consumer_events(schedule)
    batches = list(tables.consumer_events(schedule, batch_rows=rows))
    assert all(len(batch) >= rows for batch in batches[:-1])
    again = pa.RecordBatchReader.from_batches(reader.schema, batches)
    assert in_order(again) == in_order(reader)


def in_order(reader):
    """A hash of each row, in the order in which they come."""
    connection = duckdb.connect()
    worlds.read(reader, "arrived", connection)
    return connection.execute("select hash(arrived) from arrived").fetchall()


@pytest.mark.parametrize("hash_seed", ["0", pytest.param("12345", marks=pytest.mark.long)])
def test_another_process_makes_the_same(hash_seed):
    world = worlds.by_day(SMALL, 4, schema_v2_from=(0, date(2025, 1, 3)))
    folder = Path(__file__).parent
    code = (
        "import json, worlds, test_engine_determinism as here; from datetime import date;"
        "world = worlds.by_day(here.SMALL, 4, schema_v2_from=(0, date(2025, 1, 3)));"
        "print(json.dumps(here.hashes(world, [list(world)])))"
    )
    paths = [str(folder), str(folder.parents[1] / "python_models")]
    output = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(paths)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    there = {name: tuple(found) for name, found in json.loads(output).items()}
    assert there == hashes(world, [list(world)])


def test_nothing_to_load_gives_the_columns_and_no_row():
    world = worlds.by_day(SMALL, 2)
    for name, table in tables.TABLES.items():
        nothing, something = table(Schedule(world, [])), table(Schedule(world, list(world)))
        assert nothing.schema == something.schema, name
        assert nothing.read_all().num_rows == 0


def test_progress_is_told_day_by_day():
    world, told = worlds.by_day(SMALL, 4), []
    schedule = Schedule(world, list(world))
    rows = tables.consumer_events(
        schedule, threads=2, report=lambda *progress: told.append(progress)
    ).read_all()
    assert [(done, of) for done, of, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert told[-1][2] == rows.num_rows
    assert sorted(made for _, _, made in told) == [made for _, _, made in told]


# Seeds and ids ----------------------------------------------------------------------------------

IDS = """
    select 'event' as kind, event_id as id, load_date as day from consumer_events
    union all select 'session', session_id, null from consumer_events
    union all select 'device', device.id, null from consumer_events
    union all select 'content', content_id, created_at::date from content
    union all select 'series', series_id, null from content where series_id is not null
    union all select 'search', unnest(search_history).search_id, null from consumer_events
    union all select 'user', user_id, null from users
    union all select 'post', post_id, created_at::date from posts
    union all select 'post_event', event_id, null from post_events
    union all select 'subscription', change_id, null from subscription_changes
"""


@pytest.fixture(scope="module")
def seeds():
    """The ids of a few neighboring and distant seeds."""
    connection = duckdb.connect()
    for seed in (0, 1, 42, 2**32 - 1):
        world = worlds.by_day(
            clean(seed=seed, users=300, titles=60, posts=300, events_per_day=300), 3
        )
        connection.execute("create schema one; set schema = 'one'")
        worlds.fill(connection, world, tables.TABLES)
        connection.execute("set schema = 'main'")
        ids = IDS.replace("from ", "from one.").replace("from one.(", "from (")
        into = "create table ids as" if seed == 0 else "insert into ids"
        connection.execute(f"{into} select distinct {seed}::bigint as seed, * from ({ids})")
        connection.execute("drop schema one cascade")
    return connection


def test_seeds_and_kinds_share_no_id(seeds):
    worlds.none(
        seeds,
        "select id from ids group by id having count(distinct seed) > 1 or count(distinct kind) > 1",
    )


def test_ids_are_version_8_uuids(seeds):
    worlds.none(
        seeds,
        "select * from ids where id::varchar not similar to"
        " '[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'",
    )


def test_ids_are_in_the_order_of_time(seeds):
    worlds.none(
        seeds,
        """
        select * from ids where day is not null
        qualify day < lag(day) over (partition by seed, kind order by id)
        """,
    )


# What is sent again is the same event.
ONCE = "(select distinct event_id, user_id, post_id, event_type, created_at from post_events)"


def test_ids_of_a_log_are_unique(raw):
    for table, key in [
        ("events", "event_id"), (ONCE, "event_id"), ("users", "user_id"),
        ("content", "content_id"), ("posts", "post_id"), ("subscription_changes", "change_id"),
    ]:  # fmt: skip
        worlds.none(raw, f"select {key} from {table} group by all having count(*) > 1")


def test_the_number_of_a_title_tells_nothing_of_its_popularity(autumn):
    correlation = worlds.one(
        autumn,
        """
        with titles as (
            select coalesce(content.series_id, content.id) as id, count(*) as plays from plays
            where content.id in (
                select content_id from content
                where created_at < (select min(created_at) + interval 700 day from content)
            ) group by 1
        )
        select corr(place, rank) from (
            select row_number() over (order by id) as place, rank() over (order by plays) as rank
            from titles
        )
        """,
    )[0]
    assert abs(correlation) < 0.1


def test_a_seed_changes_everything_else_too():
    first, second = (
        worlds.events(worlds.by_day(clean(seed=seed, users=300, titles=60, events_per_day=300), 3))
        for seed in (5, 6)
    )
    query = "select mode(content.title), count(*) from plays"
    assert worlds.one(first, query) != worlds.one(second, query)


# What the engine refuses ------------------------------------------------------------------------


def test_more_events_than_the_users_can_make_are_refused():
    world = worlds.by_day(Parameters(users=100, events_per_day=50_000), 1)
    with pytest.raises(CustomerEventsError, match=r"events_per_day is 50000; .* at most") as error:
        tables.consumer_events(Schedule(world, list(world))).read_all()
    assert "\n" not in str(error.value)


def test_days_of_different_worlds_are_refused():
    world = worlds.by_day(SMALL, 2)
    last = max(world)
    with pytest.raises(CustomerEventsError, match="different worlds"):
        Schedule(world | {last: replace(SMALL, seed=1)}, [last])


@pytest.mark.parametrize(
    ("name", "value"),
    [("seed", -1), ("seed", 2**32), ("users", 99), ("titles", 49), ("posts", -1),
     ("late_days", 15), ("late_rate", 1.1), ("events_per_day", -1), ("start_date", "tomorrow"),
     ("start_date", "1999-12-31"), ("users", "many"), ("users", 1.5), ("orphan_rate", "nan"),
     ("schema_v2_from", "never"), ("invalid_rate", True)],
)  # fmt: skip
def test_a_parameter_out_of_range_is_named_with_its_value(name, value):
    with pytest.raises(CustomerEventsError, match=f"{name} is .*; it takes") as error:
        Parameters(**{name: value})
    assert "\n" not in str(error.value)
