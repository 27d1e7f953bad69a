"""What is played and recommended: titles as they stand in the catalog, episodes in order.

`events` holds each event once, as it first arrived unbroken; see worlds.py for the other views.
"""

from dataclasses import replace

import pyarrow as pa
import pytest
import worlds

from customer_events.kit import arrow
from customer_events.world.schedule import Schedule

RULES = {
    "plays find their content, after it arrived and before it left": """
        select event_id, happened_at, created_at, deleted_at
        from plays left join content as known on known.content_id = plays.content.id
        where created_at is null or happened_at < created_at or ended_at > deleted_at
    """,
    "a play shows its content as it stood at that instant": """
        select event_id, content, contents.*
        from plays join contents
            on contents.content_id = plays.content.id
            and happened_at >= valid_from and happened_at < valid_to
        where plays.content.title <> contents.title or plays.content.type <> contents.type
            or plays.content.series_id is distinct from contents.series_id
            or plays.content.season is distinct from contents.season
            or plays.content.episode is distinct from contents.episode
            or plays.content.provider <> contents.provider
            or plays.content.release_year <> contents.release_year
            or plays.content.duration <> contents.duration
            or plays.content.language <> contents.language
            or (plays.content.genre <> contents.genre
                and (valid_from > timestamp '1901-01-01' or happened_at >= updated_at))
    """,
    "plays come from the platform itself or from a connected service": """
        select event_id, content.provider, user_subscription.connected_services
        from plays join reference.providers on providers.provider = content.provider
        where service is not null
            and not list_contains(user_subscription.connected_services, service)
    """,
    "recommended contents are in the catalog at that instant": """
        select event_id, r.content_id, happened_at, created_at, deleted_at
        from shown left join content on content.content_id = r.content_id
        where created_at is null or happened_at < created_at or happened_at > deleted_at
    """,
    "recommended contents are the platform's own, or chosen with access": """
        select event_id, provider, user_subscription.connected_services
        from shown join content on content.content_id = r.content_id
        join reference.providers using (provider)
        where service is not null
            and not list_contains(user_subscription.connected_services, service)
    """,
    "a list names no title twice": """
        select event_id from shown join content on content.content_id = r.content_id
        group by event_id
        having count(distinct coalesce(content.series_id, content.content_id)) < count(*)
    """,
    "a list is numbered from 1": "select event_id from shown where r.position <> place",
    "a list has at most one click": """
        select event_id from shown where r.clicked group by event_id having count(*) > 1
    """,
    "the same query finds as much all day": """
        select s.query, viewing_date from asked group by all
        having count(distinct s.results_count) > 1
    """,
    # Those that can be played all through the viewing day, as they were when its date began; what
    # they were before the first day's end is not handed over. A day of four is enough.
    "a search finds the titles that begin with the query, have it as a word or as their genre": """
        with titles as (
            select contents.content_id as title_id, lower(contents.title) as title,
                string_split(lower(contents.title), ' ') as words,
                lower(contents.genre) as genre, contents.created_at as came_at,
                content.deleted_at as left_at, valid_from, valid_to
            from contents join content using (content_id)
            where coalesce(contents.season, 1) = 1 and coalesce(contents.episode, 1) = 1
        ),
        queries as (
            select distinct s.query, viewing_date, s.results_count from asked
            where viewing_date > (select min(viewing_date) from events) and day(viewing_date) % 4 = 0
        )
        select query, viewing_date, results_count,
            (
                select count(distinct title_id) from titles
                where came_at < viewing_date
                    and coalesce(left_at >= viewing_date + interval 2 day, true)
                    and viewing_date >= valid_from and viewing_date < valid_to
                    and (starts_with(title, query) or genre = query
                        or list_contains(words, query))
            ) as titles_found
        from queries where results_count <> titles_found
    """,
    # A play that broke on the way is still a play, though what it was, or when, may be lost.
    "what is clicked is played at once or later in the same session": """
        select event_id, r.content_id from shown
        where r.clicked and not exists (
            select 1 from arrivals
            where arrivals.session_id = shown.session_id
                and arrivals.event_id <> shown.event_id
                and (
                    (arrivals.happened_at >= shown.happened_at
                        and (arrivals.content.id = shown.r.content_id
                            or broken = 'missing_content'))
                    or (arrivals.content.id = shown.r.content_id
                        and broken in ('missing_time', 'too_late'))
                )
        )
    """,
}


@pytest.mark.parametrize("rule", RULES)
def test_no_row_breaks_the_rule(raw, rule):
    worlds.none(raw, RULES[rule])


@pytest.mark.parametrize(
    # the spring stands for all of them by day; the others take as long again
    "name",
    ["spring", *(pytest.param(each, marks=pytest.mark.long) for each in ("tiny", "autumn"))],
)
def test_episodes_of_a_run_come_in_order(name):
    """In a run the next episode follows; a series begins with a season, and again when through.

    What was left half-way the last time comes first, and once. Who gives a series up, or puts it
    aside for a new one, may come back to it, and then begins with a season, too.

    A run lasts four weeks, from the day after the viewer came or moved. Nothing is late or broken
    here, since what is missing would leave a gap. A quarter of the viewing has runs enough.
    """
    world = {
        day: replace(each, invalid_rate=0, late_rate=0, events_per_day=1_000)
        for day, each in worlds.WORLDS[name].items()
    }
    raw = worlds.events(world)
    people = Schedule(world, []).world
    ids, moves = arrow.uuid(people.user_ids(0)), people.people(0).move_day
    moves = pa.table({"user_id": ids, "move_day": pa.array(moves.tolist())})
    worlds.read(moves.to_reader(), "moves", raw)
    worlds.none(
        raw,
        """
        with episodes as (
            select
                content_id, series_id, season, episode,
                row_number() over series as number,
                lead(created_at::date) over series as next_arrives,
            from content where series_id is not null
            window series as (partition by series_id order by season, episode)
        ),
        watched as (
            select
                event_id, plays.user_id, event_details.play_percentage, viewing_date, happened_at, number, episode, next_arrives,
                plays.content.series_id as series_id,
                greatest(user_subscription.start_date, list_max(list_filter(
                    list_transform(move_day, lambda day: date '1970-01-01' + day::int),
                    lambda day: day < viewing_date
                ))) as since,
            from plays
            join episodes on plays.content.id = episodes.content_id
            join moves using (user_id)
        ),
        runs as (
            select *, viewing_date - (viewing_date - since - 1)::int % 28 as run_start
            from watched
        )
        select
            *, lag(number) over run as number_before,
            lag(play_percentage) over run < 10 as was_given_up,
            lag(series_id) over all_series <> series_id as was_put_aside,
            number = number_before and viewing_date > lag(viewing_date) over run
                and abs(play_percentage + lag(play_percentage) over run - 100) < 1 as is_resumed,
            -- of what was there when the series was chosen, in the week before
            coalesce(lag(next_arrives) over run > run_start - 7, true) as was_through,
        from runs
        window run as (
            partition by user_id, run_start, series_id order by happened_at, event_id
        ),
        all_series as (partition by user_id, run_start order by happened_at, event_id)
        qualify viewing_date <= since
            or (number_before is null and episode > 1
                and run_start >= (select min(viewing_date) from runs))
            or (number <> number_before + 1 and not is_resumed
                and not (episode = 1 and (was_through or was_given_up or was_put_aside)))
        """,
    )
