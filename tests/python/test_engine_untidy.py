"""Untidy texts: what is sent differs from what is meant by the form alone, and is written down."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest
import worlds

from customer_events.parameters import clean
from customer_events.tables import consumer_events, defects, post_events
from customer_events.world.schedule import Schedule

FEED = {"consumer_events": consumer_events, "post_events": post_events}
RATE = 0.3
CLEAN = clean(
    seed=11, users=1_500, titles=120, posts=2_000, events_per_day=1_500,
    schema_v2_from=date(2025, 1, 2),
)  # fmt: skip


@pytest.fixture(scope="module")
def both():
    """The untidy world and the tidy one beside it, in which every arrival has the same number."""
    with duckdb.connect() as connection:
        for prefix, parameters in {"tidy_": CLEAN, "": replace(CLEAN, untidy_rate=RATE)}.items():
            world = worlds.by_day(parameters, 2)
            for name, table in {**FEED, "defects": defects}.items():
                worlds.read(table(Schedule(world, list(world))), prefix + name, connection)
        yield connection


@pytest.mark.parametrize("feed", FEED)
def test_an_arrival_is_untidy_if_and_only_if_it_is_written_down(both, feed):
    differing = f"""
        select load_date, arrival_number from (from {feed} except all from tidy_{feed})
    """
    written = f"""
        select load_date, arrival_number from defects
        where record_source = '{feed}' and defect = 'untidy'
    """
    worlds.none(both, f"({differing}) except all ({written})")
    worlds.none(both, f"({written}) except all ({differing})")


@pytest.mark.parametrize("feed", FEED)
def test_the_dial_sets_the_rate(both, feed):
    untidy, all_of_them = worlds.one(
        both,
        f"""
        select
            (select count(*) from defects where record_source = '{feed}' and defect = 'untidy'),
            (select count(*) from {feed})
        """,
    )
    assert untidy / all_of_them == pytest.approx(RATE, abs=0.03)


# What the arrivals of each kind show, all of them.
SHOWS = {
    "blanks": "device.type = ' ' || trim(device.type) || ' ' and location.city like ' % '",
    "capitals": "device.type <> trim(device.type) or device.type in ('MOBILE', 'SMARTTV', 'DESKTOP', 'TABLET')",
    "bandwidth": "not regexp_full_match(event_details.bandwidth, '[0-9]+mbps')",
    "null_lists": "user_action is null or recommendations is null or search_history is null",
    "empty_text": "event_type <> 'content_play' and event_details.playback_quality = ''",
}


@pytest.mark.parametrize("kind", SHOWS)
def test_every_kind_occurs_and_shows(both, kind):
    those = f"""
        from consumer_events semi join (
            from defects where record_source = 'consumer_events' and detail = '{kind}'
        ) as known using (load_date, arrival_number)
    """
    assert worlds.one(both, f"select count(*) {those}") > (20,)
    worlds.none(both, f"select * {those} where not coalesce({SHOWS[kind]}, false)")


def test_odd_bandwidths_have_many_forms(both):
    forms = worlds.one(
        both,
        "select count(distinct regexp_replace(event_details.bandwidth, '[0-9]+', 'n'))"
        " from consumer_events",
    )
    assert forms == (6,)
