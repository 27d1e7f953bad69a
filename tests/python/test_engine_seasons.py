"""The calendar: what makes a day busier than another, each cause apart from the others."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from customer_events.kit.days import as_date, number
from customer_events.values.holidays import days
from customer_events.values.lookups import lookups
from customer_events.values.reference import load
from customer_events.world import seasons
from customer_events.world.seasons import BEFORE, FIRST_DAYS, OWN, make_seasons

LOOKUPS = lookups(load())
COUNTRIES = LOOKUPS.reference.countries
START = number(date(2025, 1, 1))
NOTHING_NEW = (np.empty(0, dtype=np.int64), np.empty(0))
STILL = {"months": np.ones(12), "mood_spread": 0.0}


@pytest.fixture
def still(monkeypatch):
    """No seasons and no moods, so that one cause is seen alone."""
    monkeypatch.setattr(seasons, "OWN", replace(OWN, **STILL))


def made(until=400, premieres=NOTHING_NEW, known=LOOKUPS):
    return make_seasons(known, 42, START, START + until, premieres)


def without_holidays():
    none = replace(LOOKUPS.reference.holidays, country_code=(), falls_on=(), lift=np.empty(0))
    return replace(LOOKUPS, reference=replace(LOOKUPS.reference, holidays=none))


def row(name):
    return COUNTRIES.country_code.index(name)


@pytest.mark.parametrize(
    ("falls_on", "in_2025", "in_2026"),
    [
        ("12-25", "2025-12-25", "2026-12-25"),
        ("2026-02-17", None, "2026-02-17"),
        ("02-29", None, None),
        ("easter", "2025-04-20", "2026-04-05"),
        ("easter-48", "2025-03-03", "2026-02-16"),
        ("easter+39", "2025-05-29", "2026-05-14"),
        ("thursday from 11-22", "2025-11-27", "2026-11-26"),
        ("monday from 05-25", "2025-05-26", "2026-05-25"),
        ("sunday from 12-31", "2026-01-04", "2027-01-03"),
    ],
)
def test_a_holiday_falls_where_its_form_says(falls_on, in_2025, in_2026):
    found = [days(falls_on, [year]) for year in (2025, 2026)]
    shown = [str(as_date(each[0])) if each else None for each in found]
    assert shown == [in_2025, in_2026]


@pytest.mark.parametrize("falls_on", ["12-32", "easter 2", "christmas", "freitag from 11-22", ""])
def test_what_has_no_such_form_is_refused(falls_on):
    with pytest.raises(ValueError, match=r".*"):
        days(falls_on, [2025])


@pytest.mark.usefixtures("still")
def test_without_causes_a_day_is_as_busy_as_its_weekday():
    busy = made(known=without_holidays()).busy
    assert np.allclose(busy[:, :7], busy[:, 7:14])
    assert busy[0, :7].sum() == pytest.approx(7)


def test_viewers_are_together_as_busy_in_the_first_weeks_as_without_seasons():
    first_weeks = made().busy[:, BEFORE : BEFORE + FIRST_DAYS].mean(axis=1)
    assert np.average(first_weeks, weights=COUNTRIES.user_share) == pytest.approx(1)


@pytest.mark.usefixtures("still")
def test_a_holiday_lifts_its_country_alone_and_is_a_day_off():
    thanksgiving = number(date(2025, 11, 27))
    with_them, without = made(), made(known=without_holidays())
    lifted = with_them.busy / without.busy
    place = with_them.at(thanksgiving)
    assert lifted[row("US"), place] / lifted[row("GB"), place] == pytest.approx(1.1)
    assert with_them.is_off[row("US"), place]
    assert not with_them.is_off[row("GB"), place]


@pytest.mark.usefixtures("still")
def test_a_premiere_lifts_the_days_after_it_everywhere():
    premiere = (np.array([START + 100]), np.array([0.01]))
    lifted = made(premieres=premiere).busy / made().busy
    place = BEFORE + 100
    assert np.allclose(lifted[:, : place + 1], 1)
    for days_later in range(2):
        left = np.exp(-days_later / OWN.premiere_wanes)
        lift = 1 + 0.01 * OWN.premiere_lift * left
        assert np.allclose(lifted[:, place + 1 + days_later], lift)


def test_the_winter_is_in_july_south_of_the_equator(monkeypatch):
    monkeypatch.setattr(seasons, "OWN", replace(OWN, mood_spread=0.0))
    world = made(known=without_holidays())
    january, july = (world.at(number(date(2025, month, 15))) for month in (1, 7))
    weekly = slice(0, 7)
    winter = {
        name: world.busy[row(name), january:][weekly].sum()
        / world.busy[row(name), july:][weekly].sum()
        for name in ("US", "AU")
    }
    assert winter["US"] == pytest.approx(1 / winter["AU"], rel=0.02)
    assert winter["US"] > 1.1


def test_a_day_depends_on_no_later_one():
    short, long = made(until=60), made(until=500)
    assert np.array_equal(short.busy, long.busy[:, : short.busy.shape[1]])


def test_a_mood_lasts_and_waxes_and_wanes():
    moods = np.log(made(until=3_000, known=without_holidays()).busy[0])
    by_weekday = moods[: len(moods) // 7 * 7].reshape(-1, 7)
    rest = (by_weekday - by_weekday.mean(axis=0)).ravel()
    season = np.convolve(rest, np.ones(29) / 29, "same")
    rest = (rest - season)[30:-30]
    assert rest.std() == pytest.approx(OWN.mood_spread, rel=0.15)
    assert np.corrcoef(rest[1:], rest[:-1])[0, 1] == pytest.approx(OWN.mood_lasts, abs=0.1)


@pytest.mark.usefixtures("still")
def test_a_week_of_sittings_has_passed_when_the_week_has():
    world = made()
    country, since = np.array([0, 1]), np.array([START + 3, START + 8])
    assert np.allclose(world.share(country, since, since), 0)
    assert np.allclose(world.share(country, since, since + 7), 1)
    week = [
        world.busy[place, world.at(first + np.arange(7))]
        for place, first in zip(country, since, strict=True)
    ]
    begun = [days[0] / days.sum() for days in week]
    assert np.allclose(world.share(country, since, since + 1), begun)
