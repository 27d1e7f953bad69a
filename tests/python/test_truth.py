"""The truth: the same however it is asked for, and true of the rows beside it."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import numpy as np
import pytest
import worlds
from test_engine_determinism import SMALL

from customer_events import tables, truth
from customer_events.parameters import clean
from customer_events.rows import truth as rows
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.schedule import Schedule
from messaging import tables as messages

OWN, TRAITS = BEHAVIOUR.catalog, BEHAVIOUR.traits
START = SMALL.start_date + timedelta(3)
WORLD = worlds.by_day(replace(SMALL, users=3_000, schema_v2_from=START), 8)


@pytest.fixture(scope="module")
def connection():
    connection, schedule = duckdb.connect(), Schedule(WORLD, list(WORLD))
    for name, make in truth.TABLES.items():
        worlds.read(make(schedule), name, connection)
    for name in ("users", "content", "consumer_events"):
        worlds.read(tables.TABLES[name](schedule), name, connection)
    worlds.read(messages.truth(schedule), "cio_truth", connection)
    return connection


@pytest.mark.parametrize("table", truth.TABLES.values(), ids=truth.TABLES)
def test_days_at_once_are_the_days_alone(table):
    at_once = table(Schedule(WORLD, list(WORLD))).read_all().to_pylist()
    assert at_once
    assert sorted(map(str, at_once)) == sorted(map(str, worlds.day_by_day(table, WORLD)))


def test_every_user_and_title_has_its_truth_and_no_other_has(connection):
    worlds.none(
        connection,
        "from truth_users anti join users using (user_id) where load_date < '2025-01-02'",
    )
    worlds.none(connection, "from users anti join truth_users using (user_id)")
    titles = "(select distinct coalesce(series_id, content_id) as title_id from content)"
    worlds.none(connection, f"from truth_titles anti join {titles} using (title_id)")
    worlds.none(connection, f"from {titles} anti join truth_titles using (title_id)")


def test_the_arm_is_the_one_that_events_name(connection):
    worlds.none(
        connection,
        """
        select user_id from consumer_events join truth_users using (user_id)
        where trim(experiment_group) <> experiment_arm
    """,
    )


def test_the_outcomes_with_messages_are_those_of_their_own_table(connection):
    worlds.none(
        connection,
        """
        from truth_outcomes as outcomes join cio_truth using (user_id, viewing_date)
        where sessions - sessions_without_messages <> sessions_with - sessions_without
    """,
    )
    worlds.none(
        connection,
        """
        from cio_truth anti join truth_outcomes using (user_id, viewing_date)
        where sessions_with > 0
    """,
    )


@pytest.mark.parametrize(
    ("dial", "without"),
    [
        ("message_effect", "sessions_without_messages"),
        ("experiment_effect", "sessions_without_experiment"),
    ],
)
def test_an_outcome_without_a_cause_is_that_of_a_world_without_it(connection, dial, without):
    still = {day: replace(parameters, **{dial: 0.0}) for day, parameters in WORLD.items()}
    worlds.read(truth.outcomes(Schedule(still, list(still))), f"still_{dial}", connection)
    worlds.none(
        connection,
        f"""
        select user_id, viewing_date, told.{without}, still.sessions
        from still_{dial} as still left join truth_outcomes as told using (user_id, viewing_date)
        where told.{without} is distinct from still.sessions
        """,
    )
    [differ] = worlds.one(
        connection, f"select count(*) from truth_outcomes where {without} < sessions"
    )
    assert differ


def test_the_experiment_acts_from_its_start_on_its_arm_alone(connection):
    worlds.none(
        connection,
        f"""
        from truth_outcomes join truth_users using (user_id)
        where (experiment_lift > 0) <>
            (experiment_arm = 'autoplay' and viewing_date >= date '{START}')
    """,
    )


def test_the_novelty_of_a_title_is_halved_in_its_half_life():
    many = worlds.by_day(clean(seed=1, users=100, titles=3_000, posts=0, events_per_day=0), 1)
    world, days = Schedule(many, list(many)).world, 10
    catalog = world.catalog(world.start)
    half_life = rows.title_rows(world, 0, world.start, world.start)["half_life_days"].to_numpy()
    assert np.log(half_life).std() == pytest.approx(TRAITS.fading, rel=0.15)

    here = slice(len(half_life))  # the catalog knows later titles, too
    appeal, is_film = catalog.appeal[here], ~catalog.is_serial[here]
    now, later = (
        catalog.pull(world.start + after)[here] / appeal - 1 + OWN.novelty for after in (0, days)
    )
    # a series may have a new season, and the pull of the most popular titles is capped
    some = is_film & (appeal < np.median(appeal)) & (now > 1e-3)
    assert some.sum() > 10
    assert np.allclose(later[some] / now[some], 0.5 ** (days / half_life[some]), rtol=1e-3)


def test_viewers_play_their_favorite_genre_more_often_than_others_play_it(connection):
    own, others = worlds.one(
        connection,
        """
        with plays as (
            select trim(content.genre) as genre, favorite_genre
            from consumer_events join truth_users using (user_id)
            where content is not null
        )
        select
            avg((genre = favorite_genre)::int),
            (select avg((one.genre = other.favorite_genre)::int) from plays as one, plays as other)
        from plays
        """,
    )
    assert own > 1.5 * others


def test_viewers_keep_to_their_chronotype(connection):
    early, daytime, evening, night = worlds.one(
        connection,
        """
        with since as (
            select chronotype, date_diff(
                'minute', date_trunc('day', local_at - interval 5 hour), local_at
            ) / 60 - 5 as hours
            from (
                select user_id, timezone(trim(location.timezone), timezone('UTC', "timestamp")) as local_at
                from consumer_events where location.timezone is not null and "timestamp" is not null
            ) join truth_users using (user_id)
        ),
        typical as (select chronotype, median(hours) as hours from since group by all)
        select columns(*) from (pivot typical on chronotype in ('early', 'daytime', 'evening', 'night') using first(hours))
        """,
    )
    assert early + 1 < daytime < evening - 1 < night - 2


def test_the_favorite_genre_is_the_one_with_the_highest_liking(connection):
    worlds.none(
        connection,
        """
        select user_id from (select *, unnest(tastes, recursive := true) from truth_users)
        group by user_id, favorite_genre having arg_max(genre, liking) <> favorite_genre
        """,
    )
