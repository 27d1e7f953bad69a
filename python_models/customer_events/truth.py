"""The tables of causes, load day by load day: the answer key of the world, for tests and exams."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import pyarrow as pa

from customer_events.outreach.outreach import Outreach
from customer_events.rows import truth
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule


def users(schedule: Schedule) -> pa.RecordBatchReader:
    """What users are like, with the day on which they signed up."""
    days, world = schedule.days, schedule.world
    blocks = world.blocks(days[-1]) if days else range(0)
    return _reader(
        truth.USERS, (truth.user_rows(world, each, days[0], days[-1]) for each in blocks)
    )


def titles(schedule: Schedule) -> pa.RecordBatchReader:
    """What titles are like, with the day on which they arrived."""
    days = schedule.days
    rows = partial(truth.title_rows, schedule.world)
    return _reader(truth.TITLES, (rows(0, days[0], days[-1]) for _ in days[:1]))


def outcomes(schedule: Schedule) -> pa.RecordBatchReader:
    """What messages and the experiment did to the sessions of the days."""
    outreach, world = Outreach(schedule), schedule.world
    places = (BlockDay(world, day, block) for day in schedule.days for block in world.blocks(day))
    return _reader(truth.OUTCOMES, (truth.outcome_rows(outreach, at) for at in places))


def _reader(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> pa.RecordBatchReader:
    return pa.RecordBatchReader.from_batches(schema, batches)


TABLES: dict[str, Callable[[Schedule], pa.RecordBatchReader]] = {
    "truth_users": users,
    "truth_titles": titles,
    "truth_outcomes": outcomes,
}
