"""What surrounds the messages: consents, tokens, requests, checkouts, ads, lists and reviews."""

from dataclasses import replace

import duckdb
import numpy as np
import pytest
import worlds
from test_engine_determinism import SMALL

from customer_events import tables as events
from customer_events.kit import dice
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.schedule import Schedule
from messaging import mail_programs, reviews, tables

WORLD = worlds.by_day(replace(SMALL, users=4_000, events_per_day=900), 10)


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    schedule = Schedule(WORLD, list(WORLD))
    for name, make in tables.TABLES.items():
        worlds.read(make(schedule), name, connection)
    for name in ("consumer_events", "subscription_changes", "user_changes", "defects"):
        worlds.read(events.TABLES[name](schedule), name, connection)
    return connection


def test_seven_in_ten_allow_marketing_where_it_is_not_asked_for_first(connection):
    allowed, people = worlds.one(
        connection,
        """
        with people as (select distinct on (user_id) user_id, country_code from user_changes)
        select
            count(*) filter (user_id in (
                select user_id from cio_consents
                where consent_type = 'marketing' and status = 'granted'
            )),
            count(*)
        from people where country_code = 'US'
        """,
    )
    assert 0.66 < allowed / people < 0.78


def test_nothing_is_withdrawn_that_was_not_given(connection):
    worlds.none(
        connection,
        """
        from cio_consents as withdrawn anti join cio_consents as granted
            on granted.status = 'granted' and withdrawn.consent_id = granted.consent_id
            and granted.changed_at <= withdrawn.changed_at
        where withdrawn.status = 'withdrawn'
        """,
    )


def test_whoever_unsubscribes_through_a_message_withdraws_at_that_moment(connection):
    worlds.none(
        connection,
        """
        from cio_metrics as metrics
        join cio_deliveries as deliveries on metrics.delivery_id = deliveries.delivery_id
        anti join cio_consents as consents
            on consents.user_id = deliveries.internal_customer_id
            and consents.source = 'unsubscribe_link' and consents.changed_at = metrics.created_at
        where metrics.metric = 'unsubscribed' and metrics.created_at < (
            select max(load_date) + interval '40' hour from cio_metrics
        )
        """,
    )


def test_pushes_go_to_tokens_that_are_registered_and_not_gone(connection):
    [pushes] = worlds.one(
        connection, "select count(*) from cio_deliveries where delivery_type = 'push'"
    )
    assert pushes > 50
    worlds.none(
        connection,
        """
        from cio_deliveries as deliveries
        anti join (
            select
                token_id, user_id,
                min(changed_at) filter (change = 'registered') as first_at,
                coalesce(min(changed_at) filter (change <> 'registered'), timestamp '9999-01-01')
                    as last_at
            from cio_push_tokens group by all
        ) as tokens
            on deliveries.push_token_id = tokens.token_id
            and deliveries.internal_customer_id = tokens.user_id
            and deliveries.created_at >= tokens.first_at and deliveries.created_at < tokens.last_at
        where deliveries.delivery_type = 'push'
        """,
    )


def test_the_steps_of_a_checkout_follow_at_random(connection):
    """Their waits vary as those of people do, and none is the same share of the whole."""
    variation, shares = worlds.one(
        connection,
        """
        with steps as (
            select checkout_id, date_diff('second', lag(occurred_at) over checkout, occurred_at)
                as wait, date_diff('second', min(occurred_at) over (partition by checkout_id),
                max(occurred_at) over (partition by checkout_id)) as whole
            from cio_checkouts
            window checkout as (partition by checkout_id order by step_number)
        )
        select stddev(wait) / avg(wait), count(distinct round(wait / whole, 2))
        from steps where wait is not null and whole > 0
        """,
    )
    assert variation > 0.7
    assert shares > 50


def test_a_checkout_that_is_completed_is_a_start_or_a_return(connection):
    worlds.none(
        connection,
        f"""
        from (select * from cio_checkouts where step = 'completed') as steps
        full join (
            select * from subscription_changes
            where kind in ('start', 'resume') and changed_at >= '{min(WORLD)}'::date + 1
        ) as changes on steps.subscription_change_id = changes.change_id
        where steps.step_id is null
            or (changes.change_id is null and steps.occurred_at >= '{min(WORLD)}'::date + 1)
            or steps.plan <> changes.plan or steps.billing_cycle <> changes.billing_cycle
            or steps.user_id <> changes.user_id or steps.occurred_at <> changes.changed_at
        """,
    )


def test_ads_interrupt_plays_of_the_cheapest_plan_while_they_last(connection):
    worlds.none(
        connection,
        """
        from cio_ads as ads
        join consumer_events as events on ads.event_id = events.event_id
        anti join defects on events.event_id = defects.event_id
        where events.user_subscription.plan <> 'Basic'
            or ads.started_at < events.timestamp
        """,
    )
    shown, skipped = worlds.one(
        connection, "select count(*), count(*) filter (outcome = 'skipped') from cio_ads"
    )
    assert shown > 500
    assert 0.03 < skipped / shown < 0.12


def test_a_request_passes_its_states_in_order(connection):
    worlds.none(
        connection,
        """
        from (
            select request_id, list(status order by changed_at) as states
            from cio_privacy_requests group by all
        )
        where states not in (
            ['received'], ['received', 'verified'], ['received', 'verified', 'processing'],
            ['received', 'verified', 'processing', 'completed'], ['received', 'rejected']
        )
        """,
    )


def test_one_finished_play_in_forty_is_reviewed(connection):
    reviews, finished = worlds.one(
        connection,
        """
        select
            (select count(*) from cio_reviews),
            (select count(distinct event_id) from consumer_events where event_details.completed)
        """,
    )
    assert 0.015 < reviews / finished < 0.04


def test_hardly_two_reviews_say_the_same(connection):
    texts, alike = worlds.one(
        connection,
        "select count(body), count(body) - count(distinct body) from cio_reviews",
    )
    assert texts > 60
    assert alike < texts / 10


def test_good_titles_get_more_stars_and_all_titles_the_shares_of_stars():
    draws = dice.NORMAL[np.random.default_rng(1).permutation(dice.SIZE)]
    quality = BEHAVIOUR.traits.quality * np.random.default_rng(2).permutation(dice.NORMAL)
    stars = reviews._ratings(quality, draws)
    shares = np.bincount(stars, minlength=5) / len(stars)
    assert np.abs(shares - reviews.OWN.ratings / reviews.OWN.ratings.sum()).max() < 0.01
    assert 0.3 < np.corrcoef(quality, stars)[0, 1] < 0.6


def test_one_user_reads_mail_with_one_program_and_users_with_many(connection):
    most, programs = worlds.one(
        connection,
        """
        with opens as (
            select internal_customer_id, count(distinct user_agent) as agents
            from cio_metrics inner join cio_deliveries using (delivery_id)
            where metric = 'opened' and email_client is not null and not proxied and not prefetched
            group by internal_customer_id
        )
        select
            max(agents),
            (select count(distinct user_agent) from cio_metrics where email_client is not null)
        from opens
        """,
    )
    assert most == 1
    assert programs == 2 + len(mail_programs.PROGRAMS)


def test_each_request_of_a_sync_is_answered_in_the_end(connection):
    worlds.none(
        connection,
        """
        from (
            select arg_max(status_code, attempt) as last_status, max(attempt) as attempts,
                count(*) as answers
            from cio_api_responses group by sync_at, request_number, load_date
        )
        where last_status is distinct from 200 or answers <> attempts
        """,
    )
