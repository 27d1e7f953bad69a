"""The notebook: each of its queries runs, and its figure is traced by hand, from raw alone."""

import importlib.util

import pytest

from reelhouse import settings, warehouse_file

pytest.importorskip("marimo", reason="make notebook-test installs it")

NOTEBOOK = settings.PROJECT / "notebooks" / "from_event_to_answer.py"
BY_HAND = """
    with

    valid as (

        select raw.*
        from raw.raw_consumer_events as raw
        anti join staging.stg_consumer_events__quarantine as quarantined
            on
                raw.load_date = quarantined.load_date
                and raw.arrival_number = quarantined.arrival_number
        where lower(trim(raw.event_type)) = 'content_play'

    ),

    first_arrivals as (

        select *
        from valid
        qualify row_number() over (
            partition by event_id order by load_date, ingested_at, arrival_number
        ) = 1

    )

    select sum(event_details.play_duration)
    from first_arrivals
"""


@pytest.fixture(scope="module")
def cells(built):
    """What the cells of the notebook have defined."""
    spec = importlib.util.spec_from_file_location("from_event_to_answer", NOTEBOOK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELHOUSE_DATABASE", str(built))
        _, defined = module.app.run()
    return defined


def test_the_play_is_one_that_arrived_more_than_once_and_stays_once(cells):
    assert len(cells["raw"]) > 1
    (staged,) = cells["staged"]
    assert staged["duplicates"] + staged["quarantined"] == len(cells["raw"]) - 1
    assert len(cells["fact"]) == 1


def test_every_step_hands_the_seconds_on(cells):
    raw, staging, fact, title, genre, by_hand = [step["seconds"] for step in cells["trace"]]
    assert raw == staging == fact > 0
    assert fact <= title <= genre == by_hand
    of_mart, of_fact = cells["mart"]
    assert (of_mart["plays"], of_mart["watched_seconds"]) == (
        of_fact["plays"],
        of_fact["watched_seconds"],
    )


def test_the_answer_of_a_day_is_what_raw_adds_up_to(cells, built):
    """All genres, without a fact or a dimension; the day is the viewer's, from 05:00 on."""
    day = cells["play"]["viewing_date"]
    local = "timezone(trim(location.timezone), timezone('UTC', timestamp))"
    of_day = f"where ({local} - interval 5 hour)::date"
    with warehouse_file.look(built) as connection:
        ((seconds,),) = connection.execute(f"{BY_HAND} {of_day} = ?", [day]).fetchall()
    assert sum(row["seconds"] for row in cells["answer"]) == seconds
