"""The causes beside the data: what users and titles are like, and what acted on whom."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.behaviour.viewing import Planned, plan_day
from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.kit import arrow
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.rows.schemas import DATE, POOLED, UUID
from customer_events.world.block_day import BlockDay
from customer_events.world.hours import CHRONOTYPES
from customer_events.world.posts import reach_of
from customer_events.world.world import World

USERS = pa.schema({
    "user_id": UUID,
    "experiment_arm": POOLED,
    "favorite_genre": POOLED,
    "chronotype": POOLED,
    "tastes": pa.list_(pa.struct({"genre": POOLED, "liking": pa.float64()})),
    "weight": pa.float64(),
    "patience": pa.float64(),
    "loyalty": pa.float64(),
    "leaves_over_price": pa.bool_(),
    "reach": pa.float64(),
    "load_date": DATE,
})  # fmt: skip
TITLES = pa.schema({
    "title_id": UUID,
    "appeal": pa.float64(),
    "quality": pa.float64(),
    "half_life_days": pa.float64(),
    "load_date": DATE,
})  # fmt: skip
OUTCOMES = pa.schema({
    "user_id": UUID,
    "viewing_date": DATE,
    "message_lift": pa.float64(),
    "experiment_lift": pa.float64(),
    "sessions": pa.int32(),
    "sessions_without_messages": pa.int32(),
    "sessions_without_experiment": pa.int32(),
    "load_date": DATE,
})  # fmt: skip


def user_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The traits of the users who signed up on the days; on the first one, of all before it."""
    people, habits = world.people(block), world.habits(block)
    genres = world.lookups.reference.genres.genre
    day = np.maximum(people.signup_day, world.start)
    user = np.flatnonzero((day >= first) & (day <= last))
    return pa.RecordBatch.from_pydict({
        "user_id": arrow.uuid(world.user_ids(block)[user]),
        "experiment_arm": arrow.pooled(people.arm[user], EXPERIMENT_GROUPS),
        "favorite_genre": arrow.pooled(people.traits.taste[user].argmax(axis=1), genres),
        "chronotype": arrow.pooled(habits.chronotype[user], CHRONOTYPES),
        "tastes": _tastes(people.traits.taste[user], genres),
        "weight": arrow.numbers(people.weight[user], pa.float64()),
        "patience": arrow.numbers(people.traits.patience[user], pa.float64()),
        "loyalty": arrow.numbers(habits.loyalty[user], pa.float64()),
        "leaves_over_price": arrow.booleans(world.log(block).minds_price[user]),
        "reach": arrow.numbers(reach_of(world.seed, people.first + user), pa.float64()),
        "load_date": arrow.dates(day[user]),
    }, schema=USERS)  # fmt: skip


def _tastes(taste: np.ndarray, genres: tuple[str, ...]) -> pa.Array:
    """How much each user likes each genre, as lists."""
    count, many = taste.shape
    likings = {
        "genre": arrow.pooled(np.tile(np.arange(many), count), genres),
        "liking": arrow.numbers(taste.ravel(), pa.float64()),
    }
    return arrow.lists(np.full(count, many), arrow.struct(likings))


def title_rows(world: World, block: int, first: int, last: int) -> pa.RecordBatch:
    """The traits of the titles that arrived on the days; on the first one, of all before it."""
    catalog = world.catalog(last)
    day = np.maximum(catalog.title_day, world.start)
    title = np.flatnonzero((day >= first) & (day <= last))
    content, serial = catalog.first[title], catalog.is_serial[title]
    series = uuids(world.seed, "series", catalog.title_day[title], title)
    films = uuids(world.seed, "content", catalog.day[content], content)
    return pa.RecordBatch.from_pydict({
        "title_id": arrow.uuid(np.where(serial[:, None], series, films)),
        "appeal": arrow.numbers(catalog.appeal[title], pa.float64()),
        "quality": arrow.numbers(catalog.traits.quality[title], pa.float64()),
        "half_life_days": arrow.numbers(
            np.log(2) * catalog.traits.fades_for[title], pa.float64()
        ),
        "load_date": arrow.dates(day[title]),
    }, schema=TITLES)  # fmt: skip


def outcome_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The users on whom a message or the experiment acts, and who plan a session, with each outcome."""
    levels, in_all = outreach.schedule.levels, outreach.lift(at)
    messages = outreach.lift_of_messages(at)
    planned = plan_day(at, levels, in_all)
    without_messages = plan_day(at, levels, in_all - messages)
    without_experiment = plan_day(at, levels, messages)
    row = np.flatnonzero((in_all[planned.user] > 0) & (_sessions(planned) > 0))
    user, today = planned.user[row], np.full(len(row), at.day)
    return pa.RecordBatch.from_pydict({
        "user_id": arrow.uuid(at.user_ids[user]),
        "viewing_date": arrow.dates(today),
        "message_lift": arrow.numbers(messages[user], pa.float64()),
        "experiment_lift": arrow.numbers((in_all - messages)[user], pa.float64()),
        "sessions": arrow.numbers(_sessions(planned)[row], pa.int32()),
        "sessions_without_messages": arrow.numbers(_sessions(without_messages)[row], pa.int32()),
        "sessions_without_experiment": arrow.numbers(
            _sessions(without_experiment)[row], pa.int32()
        ),
        "load_date": arrow.dates(today),
    }, schema=OUTCOMES)  # fmt: skip


def _sessions(planned: Planned) -> np.ndarray:
    """All sessions that each user plans, the one for the episodes that are due among them."""
    return planned.sessions + (planned.due.episodes > 0)
