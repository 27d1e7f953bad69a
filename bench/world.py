"""How real the world looks from its raw tables alone: a row a measure, a column a seed.

    python -m bench.world
    python -m bench.world --seeds 1 2 --sizes 2000x180 --topics subscriptions runs

Each measure is a query on events that were made without faults; beside it stands the range that
real platforms show. Nothing is read but the tables that the generator hands over, and of the
value sets what is known of the devices, systems and services of the real world, so that what is
found can be found by anybody.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb

from bench import world_contradictions, world_days, world_lists, world_people, world_plays
from bench.measure import Measure
from customer_events import tables
from customer_events.parameters import clean
from customer_events.world.schedule import Schedule

MEASURES = (  # by topic
    world_people.MEASURES
    | world_days.MEASURES
    | world_lists.MEASURES
    | world_plays.MEASURES
    | world_contradictions.MEASURES
)
KNOWN = ("device_models", "operating_systems", "service_countries")
SEEDS = Path(__file__).parents[1] / "seeds"
EVENTS_PER_USER = 0.66  # a day, as in the default world
TITLES, POSTS = 2_000, 20_000

EVENTS = """
create table events as
select * exclude (load_date, arrival_number, ingested_at), "timestamp" as happened_at,
    timezone(location.timezone, timezone('UTC', "timestamp")) as local_at,
    cast(local_at - interval 5 hour as date) as viewing_date
from consumer_events;

create table plays as
select
    event_id, user_id, session_id, happened_at, local_at, viewing_date, device, user_subscription,
    event_details as details, user_action, location.country as country,
    content.id as content_id, content.series_id as series_id, content.series_id is null as is_film,
    coalesce(content.series_id, content.id) as title_id, content.genre as genre,
    content.type as type, event_details.play_percentage / 100 as share,
    event_details.play_duration / 3600 as hours
from events where event_type = 'content_play';

create table shown as
select
    event_id, user_id, event_type, viewing_date, country, len, place, entry.clicked,
    entry.algorithm, content.content_id, content.type, content.genre, content.language,
    content.provider, content.season, content.episode
from (
    select
        event_id, user_id, event_type, viewing_date, location.country,
        len(recommendations) as len, unnest(recommendations) as entry,
        generate_subscripts(recommendations, 1) as place
    from events
) join content on content.content_id = entry.content_id;

create table asked as
select event_id, user_id, viewing_date, unnest(search_history) as entry from events;
"""

PLAYERS = """
create table players as
select event_id, device, "timestamp" as happened_at, playback_session as player
from arriving where playback_session is not null
"""


@dataclass(frozen=True)
class Size:
    """How large the worlds are that are looked at."""

    users: int
    days: int


SIZES = [Size(5_000, 30), Size(2_000, 180)]  # many users, and many days


def look(seed: int, size: Size) -> duckdb.DuckDBPyConnection:
    """The raw tables of a world, with the tables above.

    On one thread: which of equals a query takes would depend on how several share the rows.
    """
    connection = duckdb.connect(config={"threads": 1})
    parameters = clean(
        seed=seed, users=size.users, titles=TITLES, posts=POSTS,
        events_per_day=round(EVENTS_PER_USER * size.users),
    )  # fmt: skip
    days = [parameters.start_date + timedelta(number) for number in range(size.days)]
    for name, table in tables.TABLES.items():
        connection.register("arriving", table(Schedule(dict.fromkeys(days, parameters), days)))
        connection.execute(f"create table {name} as from arriving")
        connection.unregister("arriving")
    connection.execute(EVENTS)
    connection.execute(world_people.PREPARED)
    for name in KNOWN:
        connection.execute(
            f"create table {name} as from read_csv('{SEEDS / name}.csv', all_varchar = true)"
        )
    newer, first_days = replace(parameters, schema_v2_from=days[0]), days[:14]
    first_plays = tables.consumer_events(Schedule(dict.fromkeys(first_days, newer), first_days))
    connection.register("arriving", first_plays)
    connection.execute(PLAYERS)
    connection.unregister("arriving")
    return connection


def figure(connection: duckdb.DuckDBPyConnection, measure: Measure) -> float | None:
    """What a measure's query gives; None where the world has nothing to measure."""
    [[value]] = connection.execute(measure.query).fetchall()
    return None if value is None or math.isnan(value) else float(value)


def figures(seed: int, size: Size, measures: Sequence[Measure]) -> list[str]:
    """What the measures give in a world, as text; nothing where it is too short or small."""
    world = look(seed, size)
    found = [figure(world, each) if size.days >= each.days else None for each in measures]
    world.close()
    return ["" if each is None else f"{each:.3f}" for each in found]


def report(seeds: Sequence[int], sizes: Sequence[Size], topics: Sequence[str]) -> None:
    """Print a table in Markdown: a line a measure, a column a world."""
    measures = [each for topic in topics for each in MEASURES[topic]]
    worlds = [(size, seed) for size in sizes for seed in seeds]
    columns = [
        ["", "users x days", *(each.what for each in measures)],
        ["real platforms", "", *(each.real for each in measures)],
        *(
            [f"seed {seed}", f"{size.users:,} x {size.days}", *figures(seed, size, measures)]
            for size, seed in worlds
        ),
    ]
    padded = [[cell.ljust(max(map(len, cells))) for cell in cells] for cells in columns]
    for number, line in enumerate(zip(*padded, strict=True)):
        print(f"| {' | '.join(line)} |")
        if not number:
            print(f"| {' | '.join('-' * len(cell) for cell in line)} |")


def size_of(text: str) -> Size:
    """The size that a text such as 5000x30 names."""
    users, days = text.split("x")
    return Size(int(users), int(days))


def main(arguments: list[str] | None = None) -> int:
    """Make the worlds and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.world", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[42, 7, 99])
    parser.add_argument(
        "--sizes", type=size_of, nargs="+", default=SIZES, metavar="USERSxDAYS",
        help="5000x30 and 2000x180 unless it says otherwise",
    )  # fmt: skip
    parser.add_argument("--topics", nargs="+", choices=MEASURES, default=list(MEASURES))
    options = parser.parse_args(arguments)
    report(options.seeds, options.sizes, options.topics)
    return 0


if __name__ == "__main__":
    sys.exit(main())
