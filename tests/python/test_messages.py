"""What the company sends: the same however it is asked for, with the figures it should have."""

from dataclasses import replace

import duckdb
import numpy as np
import pytest
import worlds
from test_engine_determinism import SMALL

from customer_events import tables as events
from customer_events.behaviour.viewing import plan_day
from customer_events.kit.dice import luck
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.sends import Sends
from customer_events.parameters import Parameters
from customer_events.values.reference import SEEDS
from customer_events.world.block_day import BlockDay
from customer_events.world.renewals import renews
from customer_events.world.schedule import Schedule
from messaging import tables
from messaging.webhooks import Inbox
from proofs import holdouts

WORLD = worlds.by_day(replace(SMALL, users=3_000, late_rate=0.3, duplicate_rate=0.2), 9)
BIG = worlds.by_day(Parameters(users=15_000), 24)


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=tables.TABLES)
def test_days_at_once_are_the_days_alone(table):
    at_once = table(Schedule(WORLD, list(WORLD))).read_all().to_pylist()
    assert at_once
    assert at_once == worlds.day_by_day(table, WORLD)


def test_a_batch_of_webhooks_does_not_depend_on_the_question_before():
    schedule = Schedule(WORLD, list(WORLD))

    def ask(inbox, day):
        return [each.metric.event_id.tolist() for each in inbox.received(day)]

    fresh = {day: ask(Inbox(Outreach(schedule)), day) for day in schedule.days}
    inbox = Inbox(Outreach(schedule))
    for day in [*reversed(schedule.days), schedule.days[3], *schedule.days]:
        assert ask(inbox, day) == fresh[day]


def event_hash(world, seeds=SEEDS):
    connection = duckdb.connect()
    reader = events.consumer_events(Schedule(world, list(world), seeds))
    worlds.read(reader, "events", connection)
    return worlds.one(connection, "select count(*), sum(hash(events)::hugeint) from events")


def test_without_an_effect_people_watch_as_if_nothing_had_been_sent(tmp_path):
    silent = tmp_path / "seeds"
    silent.mkdir()
    for path in SEEDS.glob("*.csv"):
        (silent / path.name).write_bytes(path.read_bytes())
    header, *messages = (silent / "cio_campaigns.csv").read_text().splitlines()
    place = header.split(",").index("audience_pct")
    nobody = [",".join([*cells[:place], "0", *cells[place + 1 :]]) for cells in
              (line.split(",") for line in messages)]  # fmt: skip
    (silent / "cio_campaigns.csv").write_text("\n".join([header, *nobody]) + "\n")

    ineffective = {day: replace(each, message_effect=0.0) for day, each in WORLD.items()}
    assert event_hash(ineffective) == event_hash(WORLD, silent)
    assert event_hash(ineffective) != event_hash(WORLD)


def test_the_truth_is_the_difference_that_messages_make():
    schedule = Schedule(WORLD, list(WORLD))
    outreach, more = Outreach(schedule), 0
    for day in schedule.days:
        at = BlockDay(schedule.world, day, 0)
        with_ = plan_day(at, schedule.levels, outreach.lift(at)).sessions
        more += int((with_ - plan_day(at, schedule.levels).sessions).sum())
    truth = duckdb.connect()
    worlds.read(tables.truth(schedule), "truth", truth)
    worlds.read(tables.deliveries(schedule), "deliveries", truth)
    made = worlds.one(truth, "select sum(sessions_with - sessions_without)::int from truth")
    assert made == (more,)
    assert more > 0
    worlds.none(
        truth,
        """
        select delivery_id from (select unnest(delivery_ids) as delivery_id, * from truth) as acts
        left join deliveries using (delivery_id)
        where deliveries.delivery_id is null or holdout_group is distinct from 'treated'
            or internal_customer_id <> user_id
            or viewing_date <= deliveries.load_date or viewing_date > deliveries.load_date + 7
        """,
    )


def test_a_message_acts_on_nothing_before_it_was_opened():
    schedule = Schedule(WORLD, list(WORLD))
    outreach, acted = Outreach(schedule), 0
    for day in schedule.days:
        at = BlockDay(schedule.world, day, 0)
        acting = outreach.acting(at)
        for sent_day in np.unique(acting.day):
            row = acting.row[acting.day == sent_day]
            sent = BlockDay(schedule.world, int(sent_day), 0)
            opened_at = outreach.responses(sent).opened_at[row]
            zone = schedule.world.lookups.city_zone[
                at.people.city(outreach.sends(sent).user[row], np.full(len(row), day))
            ]
            assert (opened_at < schedule.world.calendar.start(zone, day)).all()
            acted += len(row)
    assert acted > 0


@pytest.fixture(scope="module")
def sent():
    """24 days of messages to 15,000 users, each with its webhooks beside it."""
    connection = duckdb.connect()
    schedule = Schedule(BIG, list(BIG))
    for name in ("deliveries", "metrics"):
        worlds.read(tables.TABLES[f"cio_{name}"](schedule), name, connection)
    connection.execute("""
        create table sent as
        select deliveries.*,
            coalesce(bool_or(metric = 'delivered'), false) as is_delivered,
            coalesce(bool_or(metric = 'opened' and not prefetched), false) as is_human,
            coalesce(bool_or(metric = 'opened'), false) as is_opened,
            coalesce(bool_or(metric = 'clicked' and not machine), false) as is_clicked,
            coalesce(bool_or(metric = 'unsubscribed'), false) as is_unsubscribed,
            coalesce(bool_or(metric = 'bounced' and reason = 'no such mailbox'), false) as is_hard,
            coalesce(bool_or(metric = 'attempted'), false) as is_soft,
            coalesce(bool_or(metric not in ('sent', 'converted', 'unknown')), false) as has_more
        from deliveries left join metrics using (delivery_id)
        where deliveries.load_date <= (select min(load_date) + 20 from deliveries)
        group by all
    """)
    return connection


MAIL = "delivery_type = 'email' and holdout_group = 'treated'"
PUSH = "delivery_type = 'push' and holdout_group = 'treated'"


@pytest.mark.parametrize(
    ("what", "of", "low", "high"),
    [
        ("is_human", f"{MAIL} and is_delivered", 0.14, 0.18),
        ("is_opened", f"{MAIL} and is_delivered", 0.40, 0.46),
        ("is_clicked", f"{MAIL} and is_delivered", 0.015, 0.03),
        ("is_unsubscribed", MAIL, 0.0018, 0.0040),
        ("is_hard", MAIL, 0.0020, 0.0050),
        ("is_soft", MAIL, 0.0035, 0.0062),
        ("is_human", f"{PUSH} and is_delivered", 0.07, 0.12),
        ("holdout_group = 'control'", "holdout_group is not null", 0.08, 0.12),
        ("holdout_group = 'holdout'", "holdout_group in ('treated', 'holdout')", 0.19, 0.21),
        ("has_more", "holdout_group in ('holdout', 'control')", 0, 0),
        ("variant = 'b'", "holdout_group is not null", 0.47, 0.53),
    ],
)
def test_shares_are_in_their_bands(sent, what, of, low, high):
    [share] = worlds.one(sent, f"select avg(({what})::int) from sent where {of}")
    assert low <= share <= high


def test_most_opens_come_within_hours(sent):
    shares = worlds.one(
        sent,
        """
        select avg((hours < 1)::int), avg((hours < 6)::int), avg((hours < 24)::int)
        from (
            select date_diff('second', min(created_at) filter (where metric = 'delivered'),
                min(created_at) filter (where metric = 'opened' and not prefetched)) / 3600 as hours
            from metrics
            where inbox_provider is not null
                and delivery_id in (
                    select delivery_id from deliveries
                    where load_date <= (select min(load_date) + 2 from deliveries)
                )
            group by delivery_id
        )
        """,
    )
    for share, (low, high) in zip(shares, [(0.21, 0.33), (0.52, 0.61), (0.76, 0.84)], strict=True):
        assert low <= share <= high


def test_a_third_of_the_clicks_are_machines(sent):
    [share] = worlds.one(
        sent,
        "select avg(machine::int) from metrics semi join"
        f" (from deliveries where {MAIL}) using (delivery_id) where metric = 'clicked'",
    )
    assert 0.22 <= share <= 0.48


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("nobody gets marketing after leaving", """
            select later.delivery_id from deliveries as later
            join deliveries as earlier using (internal_customer_id)
            join metrics on metrics.delivery_id = earlier.delivery_id
                and metrics.metric in ('unsubscribed', 'spammed')
            where later.holdout_group is not null and later.delivery_type = 'email'
                and later.created_at > metrics.created_at
        """),
        ("nothing is sent to an address that bounced", """
            select later.delivery_id from deliveries as later
            join deliveries as earlier using (internal_customer_id)
            join metrics on metrics.delivery_id = earlier.delivery_id
                and metrics.reason = 'no such mailbox'
            join metrics as sent on sent.delivery_id = later.delivery_id and sent.metric = 'sent'
            where later.delivery_type = 'email' and later.load_date > earlier.load_date
        """),
        ("one marketing message a channel and day", """
            select internal_customer_id from deliveries where holdout_group is not null
            group by internal_customer_id, delivery_type, load_date having count(*) > 1
        """),
        ("a delivery has one end", """
            select delivery_id from metrics where metric in ('delivered', 'bounced', 'failed', 'dropped')
            group by delivery_id having count(distinct metric) > 1
        """),
        ("nothing comes before its send", """
            select * from metrics join deliveries using (delivery_id)
            where metrics.created_at < deliveries.created_at
        """),
        ("a webhook arrives after what it tells, and in its batch", """
            select * from metrics
            where (ingested_at < created_at and ingested_at + interval 1 day <> created_at)
                or ingested_at >= load_date + interval 40 hour
        """),
    ],
)  # fmt: skip
def test_no_message_breaks_a_rule(sent, rule, broken):
    worlds.none(sent, broken)


def test_webhooks_have_a_long_tail(sent):
    soon, late = worlds.one(
        sent,
        """
        with waits as (
            select date_diff('second', created_at, ingested_at) as wait from metrics
            where ingested_at between created_at and created_at + interval 1 hour
        )
        select avg((wait <= 3)::int), avg((wait > 30)::int) from waits
        """,
    )
    assert 0.5 < soon < 0.75
    assert 0.005 < late < 0.03


def test_every_campaign_is_sent(sent):
    [missing] = worlds.one(
        sent,
        f"""
        select count(*) from read_csv('{SEEDS / "cio_campaigns.csv"}') as known
        anti join (select coalesce(action_id, transactional_message_id) as action_id
            from deliveries) as found using (action_id)
        """,
    )
    assert missing == 0


def test_a_hold_out_finds_what_openers_overstate():
    answers = [holdouts.answer(seed) for seed in (1, 2, 3)]
    assert all(abs(each.z) < 3 for each in answers)
    assert all(each.truth > 0 for each in answers)
    assert all(each.bias > 3 for each in answers)


def test_a_renewal_falls_on_the_day_of_the_month_or_on_its_last():
    start = np.array(["2025-01-31", "2025-01-31", "2024-02-29", "2025-01-05"], "datetime64[D]")
    months = np.array([1, 12, 12, 1])

    def renewing(day):
        return renews(start.astype(np.int64), months, int(np.datetime64(day, "D").astype(int)))

    assert renewing("2025-02-28").tolist() == [True, False, True, False]
    assert renewing("2025-03-31").tolist() == [True, False, False, False]
    assert renewing("2025-04-30").tolist() == [True, False, False, False]
    assert renewing("2026-01-31").tolist() == [True, True, False, False]
    assert not renewing("2025-01-31").any()


def test_luck_does_not_depend_on_who_else_is_asked():
    keys = np.arange(100_000)
    drawn = luck(7, "name", keys, 3)
    assert (luck(7, "name", keys[::-7], 3) == drawn[::-7]).all()
    assert abs(drawn.mean() - 0.5) < 0.005
    assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 0.01
    assert abs(np.corrcoef(drawn, luck(7, "name", keys, 4))[0, 1]) < 0.01
    assert abs(np.corrcoef(drawn, luck(7, "other", keys, 3))[0, 1]) < 0.01


def test_before_the_first_day_nothing_is_sent():
    schedule = Schedule(WORLD, list(WORLD))
    before = BlockDay(schedule.world, schedule.world.start - 1, 0)
    assert len(Outreach(schedule).sends(before)) == len(Sends.none()) == 0
