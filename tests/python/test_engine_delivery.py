"""How events reach us: the table of defects says what the data itself shows, and nothing else."""

from datetime import date

import pytest
import worlds

from customer_events.delivery.way import decide_delivery
from customer_events.parameters import Parameters
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

# What the arrivals themselves show, a row for each defect. The day of an event with a wrong
# clock is read from its id; a profile can't be missed where the user is not known.
SHOWN = """
    select load_date, arrival_number, event_id, ingested_at, 'late' as defect,
        (load_date - day_of_id) || ' days late' as detail
    from arrivals where load_date > day_of_id
    union all
    select load_date, arrival_number, event_id, ingested_at, 'duplicate',
        if(is_image, 'retry', 'sent again')
    from copies where arrival > 1
    union all
    select load_date, arrival_number, event_id, ingested_at, 'invalid', broken
    from arrivals where broken is not null
    union all
    select arrivals.load_date, arrival_number, event_id, arrivals.ingested_at, 'orphan',
        'profile not here yet'
    from arrivals left join users using (user_id)
    where arrivals.user_id is not null
        and (users.load_date is null or users.load_date > arrivals.load_date)
"""
# A retry is the image of the arrival before it, to the last byte but for its number.
COPIES = """
    with images as (
        select *, hash(
            user_id, session_id, event_type, happened_at, device, location, content,
            user_subscription, event_details, user_action, recommendations, search_history,
            ingested_at, load_date
        ) as image
        from arrivals
    ),
    copies as (
        select *, coalesce(image = lag(image) over (
            partition by event_id order by ingested_at, load_date, arrival_number
        ), false) as is_image
        from images
    )
"""
SAID = """
    select load_date, arrival_number, event_id, ingested_at, defect, detail from defects
    join (select load_date, arrival_number, user_id from arrivals) as found
        using (load_date, arrival_number)
    where record_source = 'consumer_events' and (defect <> 'orphan' or user_id is not null)
"""


def test_what_the_defects_say_is_what_the_data_shows(raw):
    worlds.none(raw, f"{COPIES} ({SHOWN}) except all ({SAID})")
    worlds.none(raw, f"{COPIES} ({SAID}) except all ({SHOWN})")


@pytest.mark.parametrize("feed", ["consumer_events", "post_events"])
def test_every_defect_is_of_an_arrival(raw, feed):
    worlds.none(
        raw,
        f"""
        select * from defects anti join {feed} using (load_date, arrival_number, event_id)
        where record_source = '{feed}'
        """,
    )


@pytest.mark.parametrize("feed", ["consumer_events", "post_events"])
def test_the_arrivals_of_a_batch_are_numbered(raw, feed):
    worlds.none(
        raw,
        f"""
        select load_date, count(*), max(arrival_number) from {feed} group by load_date
        having count(distinct arrival_number) < count(*) or min(arrival_number) <> 1
            or max(arrival_number) <> count(*)
        """,
    )


def test_most_copies_are_retries(spring):
    """So there are arrivals that event and instant can't tell apart."""
    share = worlds.one(
        spring, "select avg((detail = 'retry')::int) from defects where defect = 'duplicate'"
    )[0]
    assert share == pytest.approx(0.6, abs=0.05)
    worlds.none(
        spring,
        """
        select event_id from arrivals group by event_id
        having count(distinct ingested_at) < count(*) and event_id not in (
            select event_id from defects where detail = 'retry'
        )
        """,
    )


def test_both_arrivals_of_an_event_say_the_same(raw):
    columns = "event_id, session_id, device, location.city, user_subscription, user_action"
    columns += ", recommendations, search_history"
    worlds.none(
        raw,
        f"""
        select event_id from (select distinct {columns} from arrivals)
        group by event_id having count(*) > 1
        """,
    )


@pytest.mark.parametrize(("raw", "late_days"), [("spring", 3), ("tiny", 14)], indirect=["raw"])
def test_what_comes_late_comes_within_the_days(raw, late_days):
    seen = "select min(load_date - day_of_id), max(load_date - day_of_id) from arrivals"
    assert worlds.one(raw, seen) == (0, late_days)


def test_a_batch_holds_what_came_before_it_closed(raw):
    closes = "load_date + interval 40 hour"
    worlds.none(
        raw,
        f"""
        select event_id, load_date, ingested_at from arrivals
        where ingested_at >= {closes}
            or (load_date > day_of_id and ingested_at < {closes} - interval 24 hour)
        """,
    )


def test_every_defect_of_every_kind_occurs(spring):
    found = dict(
        spring.execute("select defect, count(distinct detail) from defects group by 1").fetchall()
    )
    assert found == {"late": 3, "duplicate": 2, "invalid": 8, "orphan": 1, "post_fault": 5}


def test_dials_at_zero_leave_no_defect(autumn):
    """But for a post that is deleted between a view and the viewer's like, which no dial makes."""
    injected = "select count(*) from defects where detail is distinct from 'like after deletion'"
    assert worlds.one(autumn, injected) == (0,)


# Of whole days of users, so with a share of the events that is near the rate.
RATES = {
    "late": ("avg((load_date > day_of_id)::int) filter (arrival = 1)", 0.10),
    "duplicate": ("avg((arrival > 1)::int) / avg((arrival = 1)::int)", 0.05),
    "invalid": ("avg((broken is not null)::int)", 0.02),
}


@pytest.mark.parametrize("defect", RATES)
def test_the_dials_set_the_rates(spring, defect):
    share, rate = RATES[defect]
    complete = "day_of_id <= (select max(load_date) - 3 from arrivals)"
    seen = worlds.one(spring, f"select {share} from arrivals where {complete}")[0]
    assert seen == pytest.approx(rate, rel=0.2)


def test_the_dial_sets_the_share_of_late_profiles(spring):
    share = worlds.one(
        spring,
        """
        select avg((load_date > (select min(load_date) from users))::int) from users
        where created_at < timestamp '2025-03-04'
        """,
    )[0]
    assert share == pytest.approx(0.10, rel=0.25)


def test_most_days_of_users_come_once_and_at_once():
    """Else every event would wait for a batch of its own, which costs time and memory."""
    day = date(2025, 1, 1)
    schedule = Schedule({day: Parameters(late_rate=0.02, duplicate_rate=0.01)}, [day])
    at = BlockDay(schedule.world, schedule.world.start, block=0)
    way = decide_delivery(at, schedule.of(at.day))
    assert way.is_prompt.sum() / BLOCK == pytest.approx(0.98 * 0.99, abs=0.005)
