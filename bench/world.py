"""How real the world looks from its raw tables alone: a row a measure, a column a seed.

    python -m bench.world --seeds 42 7 99 --users 5000 --days 30

Each measure is a query on events that were made without faults; beside it stands the range that
real platforms show, as plans and bands of the project give it. Nothing is read but the tables
that the generator hands over, so that what is found can be found by anybody.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import duckdb

from bench import world_lists, world_people, world_plays
from bench.measure import Measure
from customer_events import tables
from customer_events.parameters import clean
from customer_events.world.schedule import Schedule

MEASURES = world_people.MEASURES | world_lists.MEASURES | world_plays.MEASURES  # by topic
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


@dataclass(frozen=True)
class Size:
    """How large the worlds are that are looked at."""

    users: int
    days: int


def look(seed: int, size: Size) -> duckdb.DuckDBPyConnection:
    """The raw tables of a world, with the tables above."""
    connection = duckdb.connect()
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
    return connection


def figure(connection: duckdb.DuckDBPyConnection, measure: Measure) -> float | None:
    """What a measure's query gives; None where the world is too small for it."""
    [[value]] = connection.execute(measure.query).fetchall()
    return None if value is None else float(value)


def report(seeds: Iterable[int], size: Size, topics: Iterable[str]) -> None:
    """Print a line a measure."""
    worlds = {seed: look(seed, size) for seed in seeds}
    chosen = {topic: MEASURES[topic] for topic in topics}
    width = max(len(each.what) for measures in chosen.values() for each in measures)
    print(f"{size.users:,} users, {size.days} days")
    print(f"{'':{width}}  {'real':>15}  " + "".join(f"{seed:>9}" for seed in worlds))
    for topic, measures in chosen.items():
        print(topic)
        for measure in measures:
            figures = [figure(connection, measure) for connection in worlds.values()]
            shown = "".join(
                f"{'-' if each is None else format(each, '.3f'):>9}" for each in figures
            )
            print(f"{measure.what:{width}}  {measure.real:>15}  {shown}")


def main(arguments: list[str] | None = None) -> int:
    """Make the worlds and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.world", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[42, 7, 99])
    parser.add_argument("--users", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--topics", nargs="+", choices=MEASURES, default=list(MEASURES))
    options = parser.parse_args(arguments)
    report(options.seeds, Size(options.users, options.days), options.topics)
    return 0


if __name__ == "__main__":
    sys.exit(main())
