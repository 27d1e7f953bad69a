"""Small worlds for the tests of the generator, and their raw tables in a DuckDB of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
import yaml

from customer_events import tables
from customer_events.parameters import Parameters, clean
from customer_events.values.reference import SEEDS
from customer_events.world.schedule import Schedule

KEYS = {"users": "user_id", "content": "content_id", "posts": "post_id"}

# Worlds whose figures are held in bands: the nightly run of the long tests adds one of its own.
OF_THE_NIGHT = os.environ.get("SEED_OF_THE_NIGHT")
SEEDS_OF_BANDS = [
    1,
    *(
        pytest.param(seed, marks=pytest.mark.long)
        for seed in (2, 3, *([int(OF_THE_NIGHT)] if OF_THE_NIGHT else []))
    ),
]

ByDay = Mapping[date, Parameters]


def by_day(parameters: Parameters, count: int, **changes: tuple[int, object]) -> dict:
    """The parameters of each of the first days; a change is (from which day on, value)."""
    days = {}
    for number in range(count):
        now = {name: value for name, (since, value) in changes.items() if number >= since}
        days[parameters.start_date + timedelta(number)] = replace(parameters, **now)
    return days


def day_by_day(table: Callable[[Schedule], pa.RecordBatchReader], world: ByDay) -> list[dict]:
    """The rows of each day, asked of a schedule that knows no later one, as an increment is."""
    days = list(world)
    return [
        row
        for last, day in enumerate(days, 1)
        for row in table(Schedule({each: world[each] for each in days[:last]}, [day]))
        .read_all()
        .to_pylist()
    ]


def read(reader: pa.RecordBatchReader, name: str, connection: duckdb.DuckDBPyConnection) -> None:
    """Store what a reader yields, after what the table holds already."""
    connection.register("arriving", reader)
    exists = connection.execute(
        "select count(*) from information_schema.tables where table_name = ?", [name]
    ).fetchall()[0][0]
    if exists:
        connection.execute(f"insert into {name} by name select * from arriving")
    else:
        connection.execute(f"create table {name} as select * from arriving")
    connection.unregister("arriving")


def fill(connection: duckdb.DuckDBPyConnection, world: ByDay, names: Iterable[str]) -> None:
    """The tables with all days of the world, loaded at once."""
    for name in names:
        read(tables.TABLES[name](Schedule(world, list(world))), name, connection)


def fill_versions(connection: duckdb.DuckDBPyConnection, world: ByDay) -> None:
    """Each state of the rows that change in place, with the day on which it was handed over."""
    schema = {name: tables.TABLES[name](Schedule(world, [])).schema for name in KEYS}
    for name, table in schema.items():
        batches = []
        for day in world:
            for batch in tables.TABLES[name](Schedule(world, [day])):
                seen = pa.array([day] * len(batch), pa.date32())
                batches.append(batch.append_column("seen_on", seen))
        table = table.append(pa.field("seen_on", pa.date32()))
        read(pa.RecordBatchReader.from_batches(table, batches), f"{name}_versions", connection)


def fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """The value sets, one table for each file, in a schema of their own and with dbt's types."""
    connection.execute("create schema reference")
    for path in sorted(SEEDS.glob("*.csv")):
        [seed] = yaml.safe_load(path.with_suffix(".yml").read_text())["seeds"]
        connection.execute(
            f"create table reference.{path.stem} as from read_csv('{path}', header = true,"
            f" nullstr = '', delim = ',', quote = '\"', types = {seed['config']['column_types']})"
        )


# What an arrival shows by itself to be broken, in the words of the table of defects.
BROKEN = """
    case
        when user_id is null then 'missing_user'
        when event_type not in ('content_play', 'search', 'browse') then 'unknown_event_type'
        when "timestamp" is null or location.timezone is null then 'missing_time'
        when "timestamp" > ingested_at then 'future_timestamp'
        when "timestamp" < load_date - interval 60 day then 'too_late'
        when event_details.play_duration < 0 then 'negative_duration'
        when event_details.play_percentage > 100 then 'impossible_percentage'
        when event_type = 'content_play' and content is null then 'missing_content'
    end
"""

# What the rules ask for again and again: events once each, in local time, and their lists.
EVENTS = f"""
create table arrivals as
select
    *,
    {BROKEN} as broken,
    "timestamp" as happened_at,
    date '1970-01-01' + ('0x' || replace(event_id::varchar, '-', '')[1:6])::int as day_of_id,
    row_number() over (
        partition by event_id order by ingested_at, load_date, arrival_number
    ) as arrival
from consumer_events;

-- What a play takes by the clock: what is watched up to a change of speed at the speed until
-- then, the rest at the last one, and the pauses; a second that has begun counts.
create table stretches as
with steps as (
    select
        event_id, happened_at, load_date, arrival_number, action.action_type, action.old_speed,
        action.new_speed, place,
        epoch(action."timestamp") - epoch(happened_at) - coalesce(sum(action.duration) over (
            partition by load_date, arrival_number order by place
            rows between unbounded preceding and 1 preceding
        ), 0) as played
    from (
        select event_id, happened_at, load_date, arrival_number, unnest(user_action) as action,
            generate_subscripts(user_action, 1) as place
        from arrivals
    )
),
changes as (
    select *, old_speed * (played - coalesce(lag(played) over (
        partition by load_date, arrival_number order by place
    ), 0)) as watched
    from steps where action_type = 'speed_change'
)
select load_date, arrival_number, max(played) as played, sum(watched) as watched,
    arg_max(new_speed, place) as last_speed
from changes group by all;

create table events as
select
    arrivals.* exclude (broken, arrival, "timestamp"),
    timezone(location.timezone, timezone('UTC', happened_at)) as local_at,
    coalesce(list_sum(list_transform(user_action, lambda a: a.duration)), 0) as paused_seconds,
    coalesce(played, 0) + coalesce(
        (event_details.play_duration - coalesce(watched, 0))
            / coalesce(last_speed, event_details.playback_speed), 0
    ) as watched_seconds,
    happened_at + to_seconds(ceil(watched_seconds)::int + paused_seconds::int) as ended_at,
    timezone(location.timezone, timezone('UTC', ended_at)) as local_end,
    cast(local_at - interval 5 hour as date) as viewing_date
from arrivals left join stretches using (load_date, arrival_number)
where broken is null
qualify row_number() over (
    partition by event_id order by ingested_at, load_date, arrival_number
) = 1;

create view plays as select * from events where event_type = 'content_play';

create table actions as
select
    event_id, happened_at, ended_at, watched_seconds, paused_seconds, event_details,
    user_subscription, device, unnest(user_action) as a,
    generate_subscripts(user_action, 1) as place
from events;

create table shown as
select
    event_id, user_id, session_id, event_type, happened_at, content, user_subscription,
    unnest(recommendations) as r, generate_subscripts(recommendations, 1) as place
from events;

create table asked as
select
    event_id, user_id, session_id, event_type, happened_at, ingested_at, viewing_date,
    unnest(search_history) as s, generate_subscripts(search_history, 1) as place
from events;
"""

# The states of what changes in place, each with the time for which it held.
STATES = """
create view {name} as
select
    *,
    lead(updated_at, 1, timestamp '9999-12-31')
        over (partition by {key} order by updated_at) as valid_to,
    case when row_number() over (partition by {key} order by updated_at) = 1
        then timestamp '1900-01-01' else updated_at end as valid_from
from {versions};
"""
FEED = """
create view feed_events as
select * from post_events
qualify row_number() over (
    partition by event_id order by ingested_at, load_date, arrival_number
) = 1;
"""
HISTORY = (
    STATES.format(name="contents", key="content_id", versions="content_versions")
    + STATES.format(name="profiles", key="user_id", versions="users_versions")
    + """
create view subscriptions as
select
    *,
    lead(changed_at, 1, timestamp '9999-12-31')
        over (partition by user_id order by changed_at) as valid_to
from subscription_changes;
"""
)


def raw_tables(world: ByDay) -> duckdb.DuckDBPyConnection:
    """All raw tables of a world, with the views above."""
    connection = duckdb.connect()
    fill(connection, world, tables.TABLES)
    fill_versions(connection, world)
    fill_reference(connection)
    connection.execute(EVENTS + FEED + HISTORY)
    return connection


def events(world: ByDay) -> duckdb.DuckDBPyConnection:
    """The events and the catalog of a world, with the views of the events."""
    connection = duckdb.connect()
    fill(connection, world, ["consumer_events", "content"])
    connection.execute(EVENTS)
    return connection


def none(connection: duckdb.DuckDBPyConnection, rule: str) -> None:
    """Fail with the first rows that break a rule, if there are any."""
    rows = connection.execute(rule)
    names = [column[0] for column in rows.description]
    if found := rows.fetchall():
        lines = "\n".join(str(dict(zip(names, row, strict=False))) for row in found[:5])
        raise AssertionError(f"{len(found)} rows break the rule, such as\n{lines}")


def one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    """The one row that a query gives."""
    return connection.execute(query).fetchall()[0]


# Both changes of the clock on three continents, dials on and off, and a world so small and so
# broken that what is rare elsewhere happens every day. Texts are tidy, to be compared as they are;
# test_engine_untidy.py has worlds of its own.
SPRING = by_day(
    Parameters(
        seed=7,
        start_date=date(2025, 3, 5),
        users=4_000,
        titles=1_500,
        posts=4_000,
        events_per_day=4_000,
        late_rate=0.10,
        duplicate_rate=0.05,
        invalid_rate=0.02,
        orphan_rate=0.10,
        untidy_rate=0,
        post_fault_rate=0.05,
        repeat_view_rate=0.10,
        schema_v2_from=date(2025, 3, 20),
    ),
    35,
)
AUTUMN = by_day(
    clean(
        seed=8,
        start_date=date(2025, 9, 30),
        users=4_000,
        titles=1_500,
        posts=4_000,
        events_per_day=4_000,
    ),
    37,
)
TINY = by_day(
    Parameters(
        seed=9,
        start_date=date(2024, 2, 1),
        users=200,
        titles=50,
        posts=60,
        late_days=14,
        events_per_day=1_000,
        late_rate=0.5,
        duplicate_rate=1,
        invalid_rate=0.1,
        orphan_rate=1,
        untidy_rate=0,
        post_fault_rate=1,
        repeat_view_rate=0.5,
    ),
    60,
    late_rate=(40, 1.0),
    invalid_rate=(40, 0.0),
)
WORLDS = {"spring": SPRING, "autumn": AUTUMN, "tiny": TINY}
