"""The experiment: who is in which arm, since when it acts, and on whom."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import numpy as np
import pytest
import worlds
from test_engine_determinism import SMALL

from customer_events.behaviour.viewing import plan_day
from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.outreach.outreach import Outreach
from customer_events.tables import consumer_events
from customer_events.world.block_day import BlockDay
from customer_events.world.experiment import AUTOPLAY
from customer_events.world.schedule import Schedule

DAYS, SINCE = 6, 3
PARAMETERS = replace(SMALL, users=3_000, late_rate=0.2, message_effect=0.0)
START = PARAMETERS.start_date + timedelta(SINCE)


def world(effect: float, since: int | None = SINCE) -> dict:
    day = None if since is None else PARAMETERS.start_date + timedelta(since)
    return worlds.by_day(replace(PARAMETERS, experiment_effect=effect, schema_v2_from=day), DAYS)


def events(by_day: dict) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    worlds.read(consumer_events(Schedule(by_day, list(by_day))), "events", connection)
    return connection


def test_arms_are_alike_in_size_and_no_trait_tells_them_apart():
    at = BlockDay(Schedule(world(0.5), []).world, 0, 0)
    people, share = at.people, np.bincount(at.people.arm) / len(at.people.arm)
    assert share == pytest.approx([1 / 3] * 3, abs=0.01)
    for trait in (people.weight, people.device_luck.reshape(len(people), -1)[:, 0] % 3):
        assert abs(np.corrcoef(people.arm, trait)[0, 1]) < 0.02


def test_a_viewer_keeps_an_arm_and_events_name_it_from_the_start_on():
    told = events(world(0.5))
    worlds.none(
        told,
        f"""
        from events where (experiment_group is null) <> (load_date < date '{START}')
    """,
    )
    worlds.none(
        told,
        """
        select user_id from events where user_id is not null
        group by all having count(distinct trim(experiment_group)) > 1
    """,
    )


def test_without_an_effect_the_world_is_the_one_without_an_experiment():
    columns = "event_id, user_id, session_id, event_type, event_details, user_action, ingested_at"
    ask = f"select count(*), sum(hash({columns})::hugeint) from events"
    never = worlds.one(events(world(0.5, None)), ask)
    assert worlds.one(events(world(0.0)), ask) == never
    assert worlds.one(events(world(0.5)), ask) != never


def test_it_raises_the_sessions_of_its_arm_alone_from_its_first_day_on():
    schedule = Schedule(world(0.5), list(world(0.5)))
    outreach, more = Outreach(schedule), np.zeros((DAYS, len(EXPERIMENT_GROUPS)))
    base = more.copy()
    for number, day in enumerate(schedule.days):
        at = BlockDay(schedule.world, day, 0)
        without = plan_day(at, schedule.levels)
        with_ = plan_day(at, schedule.levels, outreach.lift(at))
        arm = at.people.arm[without.user]
        assert (with_.user == without.user).all()
        more[number] = np.bincount(arm, with_.sessions - without.sessions, minlength=3)
        base[number] = np.bincount(arm, without.sessions, minlength=3)
    others = [arm for arm in range(3) if arm != AUTOPLAY]
    assert not more[:, others].any()
    assert not more[:SINCE].any()
    lift = more[SINCE:, AUTOPLAY].sum() / base[SINCE:, AUTOPLAY].sum()
    assert 0.3 < lift < 0.7  # of some hundred sessions, by half the rate
