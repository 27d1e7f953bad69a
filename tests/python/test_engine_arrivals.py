"""When users sign up and posts are written: at random, by week and hour, with no seam at day 0."""

from datetime import date

import duckdb
import numpy as np
import pytest
import worlds

from customer_events.kit.days import number
from customer_events.kit.dice import Dice
from customer_events.parameters import clean
from customer_events.world.growth import Growth

START = number(date(2025, 1, 1))
RANDOM = 1.0  # the coefficient of variation of gaps of a Poisson process; on a ruler it is 0


@pytest.fixture(scope="module")
def history():
    """What is handed over on the first day: two years of sign-ups and posts."""
    raw = duckdb.connect()
    parameters = clean(users=20_000, titles=50, posts=20_000, events_per_day=0)
    worlds.fill(raw, worlds.by_day(parameters, 1), ["subscription_changes", "posts"])
    raw.execute(
        """
        create table signups as
        select start_date as day, count(*) as users,
        from subscription_changes where kind = 'start' group by all
        """
    )
    return raw


@pytest.mark.parametrize("daily", [0.001, 0.003])
def test_arrivals_of_a_day_come_at_random(daily):
    growth = Growth(Dice(5), "thing", 20_000, daily, START)
    member = np.arange(int(growth.count(START - 400)), int(growth.count(START + 100)))
    day, moment = growth.day(member), growth.moment(member)
    assert moment.min() > 0
    assert moment.max() < 1
    same_day = day[1:] == day[:-1]
    gaps = np.diff(moment)[same_day]
    assert gaps.min() >= 0
    assert gaps.std() / gaps.mean() == pytest.approx(RANDOM, abs=0.15)


def test_the_moment_of_a_member_is_its_own():
    growth = Growth(Dice(5), "thing", 50_000, 0.003, START)
    member = np.arange(32_500, 33_200)  # on both sides of what is drawn together
    moment = growth.moment(member)
    for first, last in [(0, 1), (100, 400), (260, 300)]:
        assert (growth.moment(member[first:last]) == moment[first:last]).all()
    assert not len(growth.moment(member[:0]))


@pytest.mark.parametrize("daily", [0.001, 0.003])
def test_the_pace_does_not_break_on_the_first_day(daily):
    """Four weeks after it against four weeks before; 0.003 a day still grows by 7% in that time."""
    ratios = []
    for seed in range(40):
        growth = Growth(Dice(seed), "thing", 200_000, daily, START)
        before, then, after = growth.count(START + np.array([-29, -1, 27]))
        ratios.append((after - then) / (then - before))
    assert 0.96 < np.mean(ratios) < 1.08


def test_sign_ups_before_the_first_day_know_weekdays(history):
    ratio = worlds.one(
        history,
        """
        select avg(users) filter (isodow(day) = 6) / avg(users) filter (isodow(day) = 1)
        from signups where day < date '2025-01-01'
        """,
    )[0]
    assert 1.1 < ratio < 1.35


def test_no_day_before_the_first_one_is_like_another(history):
    """The spread of a day against the same weekday before: of two days, by noise and by chance."""
    spread = worlds.one(
        history,
        """
        select stddev(ln(users) - ln(before)) from (
            select users, lag(users, 7) over (order by day) as before from signups
        )
        """,
    )[0]
    assert 0.30 < spread < 0.38


def test_posts_are_written_at_random(history):
    """The day has its hours, so the gaps spread a little more than at random."""
    spread = worlds.one(
        history,
        """
        select stddev(gap) / avg(gap) from (
            select epoch(created_at) - epoch(lag(created_at) over (
                partition by created_at::date order by created_at
            )) as gap from posts
        )
        """,
    )[0]
    assert RANDOM - 0.05 < spread < RANDOM + 0.5


def test_posts_are_written_by_day_and_in_the_evening(autumn):
    evening, night = worlds.one(
        autumn,
        """
        with zones as (select user_id, any_value(location.timezone) as zone from events group by 1),
        written as (
            select hour(timezone(zone, timezone('UTC', created_at))) as hour
            from posts join zones using (user_id)
        )
        select avg((hour between 18 and 22)::int), avg((hour between 2 and 5)::int) from written
        """,
    )
    assert 0.30 < evening < 0.48
    assert night < 0.08
