"""How events reach us: the table of defects says what the data itself shows, and nothing else."""

from datetime import date

import pytest
import worlds

from customer_events.delivery import delivery
from customer_events.parameters import Parameters
from customer_events.people import BLOCK
from customer_events.schedule import Schedule

# What the arrivals themselves show, a row for each defect. The day of an event with a wrong
# clock is read from its id; a profile can't be missed where the user is not known.
SHOWN = """
    select event_id, ingested_at, load_date, 'late' as defect,
        (load_date - day_of_id) || ' days late' as detail
    from arrivals where load_date > day_of_id
    union all
    select event_id, ingested_at, load_date, 'duplicate', 'sent again'
    from arrivals where arrival > 1
    union all
    select event_id, ingested_at, load_date, 'invalid', broken
    from arrivals where broken is not null
    union all
    select event_id, arrivals.ingested_at, arrivals.load_date, 'orphan', 'profile not here yet'
    from arrivals left join users using (user_id)
    where arrivals.user_id is not null
        and (users.load_date is null or users.load_date > arrivals.load_date)
"""
SAID = """
    select event_id, ingested_at, defects.load_date, defect, detail from defects
    join (select event_id, ingested_at, user_id from arrivals) as found
        using (event_id, ingested_at)
    where defect <> 'orphan' or user_id is not null
"""


def test_what_the_defects_say_is_what_the_data_shows(raw):
    worlds.none(raw, f"({SHOWN}) except all ({SAID})")
    worlds.none(raw, f"({SAID}) except all ({SHOWN})")


def test_every_defect_is_of_an_arrival(raw):
    worlds.none(
        raw, "select * from defects anti join consumer_events using (event_id, ingested_at)"
    )


def test_an_arrival_is_known_by_event_and_instant(raw):
    worlds.none(
        raw,
        "select event_id, ingested_at from consumer_events group by all having count(*) > 1",
    )


def test_both_arrivals_of_an_event_say_the_same(raw):
    columns = "event_id, session_id, device, location, user_subscription, user_action"
    columns += ", recommendations, search_history"
    worlds.none(
        raw,
        f"""
        select event_id from (select distinct {columns} from arrivals)
        group by event_id having count(*) > 1
        """,
    )


@pytest.mark.parametrize(("name", "late_days"), [("spring", 3), ("tiny", 14)])
def test_what_comes_late_comes_within_the_days(request, name, late_days):
    seen = "select min(load_date - day_of_id), max(load_date - day_of_id) from arrivals"
    assert worlds.one(request.getfixturevalue(name), seen) == (0, late_days)


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
    assert found == {"late": 3, "duplicate": 1, "invalid": 6, "orphan": 1}


def test_dials_at_zero_leave_no_defect(autumn):
    assert worlds.one(autumn, "select count(*) from defects") == (0,)


# Of whole days of users, so with a share of the events that is near the rate.
RATES = {
    "late": ("avg((load_date > day_of_id)::int) filter (arrival = 1)", 0.10),
    "duplicate": ("avg((arrival = 2)::int) / avg((arrival = 1)::int)", 0.05),
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
    sent = delivery(schedule, schedule.world.start, block=0)
    prompt = (sent.first == 0) & (sent.again < 0)
    assert prompt.sum() / BLOCK == pytest.approx(0.98 * 0.99, abs=0.005)
