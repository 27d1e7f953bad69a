"""The raw tables: what the platform's systems hand over, load day by load day.

Logs (events, changes) give the rows of the days that are asked for. Tables that change in place
(users, content, posts) give the rows that arrived or changed on those days, as they stand at the
end of the last one. Everything is streamed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TypeVar

import numpy as np
import pyarrow as pa

from customer_events.behaviour.events import Happened
from customer_events.behaviour.feed import Reactions
from customer_events.delivery.way import Arrived, number_arrivals
from customer_events.engine import Engine
from customer_events.kit.arrays import concatenate
from customer_events.rows import schemas
from customer_events.rows.content import content_log_rows, content_rows
from customer_events.rows.defects import defects_of_events, defects_of_post_events
from customer_events.rows.events import record_batch
from customer_events.rows.feed import post_event_rows
from customer_events.rows.posts import post_log_rows, post_rows
from customer_events.rows.subscriptions import log_rows
from customer_events.rows.users import user_log_rows, user_rows
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule

BATCH_ROWS = 1 << 16  # at least, since small batches cost more than they carry

Done = TypeVar("Done")
Report = Callable[[int, int, int], None]  # days done, days in all, rows so far


def consumer_events(
    schedule: Schedule,
    *,
    threads: int = 1,
    batch_rows: int = BATCH_ROWS,
    report: Report | None = None,
) -> pa.RecordBatchReader:
    """Nested customer events as they arrived on the days."""
    version = max((schedule.schema_version(day) for day in schedule.days), default=1)
    schema = schemas.consumer_events(version)
    groups = _grouped(_arrivals(schedule, threads, report), batch_rows)
    batches = (record_batch(schedule, group, schema) for group in groups)
    return pa.RecordBatchReader.from_batches(schema, batches)


def defects(schedule: Schedule, *, threads: int = 1) -> pa.RecordBatchReader:
    """The truth about what went wrong with which arrival of which event, view or like."""
    events = map(defects_of_events, _arrivals(schedule, threads, with_lists=False))
    return _reader(
        schemas.DEFECTS, chain(events, map(defects_of_post_events, _reactions(schedule)))
    )


def users(schedule: Schedule) -> pa.RecordBatchReader:
    """Profiles that arrived or changed."""
    rows = partial(user_rows, schedule)
    return _blocks(schedule, schemas.USERS, schedule.world.blocks, rows)


def user_changes(schedule: Schedule) -> pa.RecordBatchReader:
    """Sign-ups, edits, moves abroad and deletions; what was before a profile arrived, with it."""
    rows = partial(user_log_rows, schedule)
    return _blocks(schedule, schemas.USER_CHANGES, schedule.world.blocks, rows)


def content(schedule: Schedule) -> pa.RecordBatchReader:
    """Films and episodes that arrived, were retagged or left."""
    rows = partial(content_rows, schedule.world)
    return _blocks(schedule, schemas.CONTENT_ROWS, lambda day: range(1), rows)


def content_changes(schedule: Schedule) -> pa.RecordBatchReader:
    """Arrivals, new tags and departures; what was before the first day, on it."""
    rows = partial(content_log_rows, schedule.world)
    return _blocks(schedule, schemas.CONTENT_CHANGES, lambda day: range(1), rows)


def posts(schedule: Schedule) -> pa.RecordBatchReader:
    """Posts that were written, edited or deleted."""
    rows = partial(post_rows, schedule.world)
    return _blocks(schedule, schemas.POSTS, schedule.world.blocks_of_posts, rows)


def post_changes(schedule: Schedule) -> pa.RecordBatchReader:
    """Publications, edits and deletions; what was before the first day, on it."""
    rows = partial(post_log_rows, schedule.world)
    return _blocks(schedule, schemas.POST_CHANGES, schedule.world.blocks_of_posts, rows)


def post_events(schedule: Schedule, *, report: Report | None = None) -> pa.RecordBatchReader:
    """Views and likes as they arrived on the days."""
    batches = (post_event_rows(schedule.world, arrived) for arrived in _reactions(schedule, report))
    return _reader(schemas.POST_EVENTS, batches)


def subscription_changes(schedule: Schedule) -> pa.RecordBatchReader:
    """Starts, changes, cancellations and resumptions; what was before the first day, on it."""
    return _log(schedule, schemas.SUBSCRIPTION_CHANGES, partial(log_rows, schedule.world))


TABLES: dict[str, Callable[..., pa.RecordBatchReader]] = {
    "consumer_events": consumer_events,
    "users": users,
    "content": content,
    "posts": posts,
    "post_events": post_events,
    "user_changes": user_changes,
    "content_changes": content_changes,
    "post_changes": post_changes,
    "subscription_changes": subscription_changes,
    "defects": defects,
}

Rows = Callable[[int, int, int], pa.RecordBatch]


def _blocks(
    schedule: Schedule, schema: pa.Schema, blocks: Callable[[int], range], rows: Rows
) -> pa.RecordBatchReader:
    """Rows of each block, of all days together."""
    days = schedule.days
    if not days:
        return _reader(schema, [])
    return _reader(schema, (rows(block, days[0], days[-1]) for block in blocks(days[-1])))


def _log(
    schedule: Schedule, schema: pa.Schema, rows: Callable[[int, int], pa.RecordBatch]
) -> pa.RecordBatchReader:
    """Rows of each day and block."""
    blocks = ((block, day) for day in schedule.days for block in schedule.world.blocks(day))
    return _reader(schema, (rows(block, day) for block, day in blocks))


def _reader(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> pa.RecordBatchReader:
    filled = (batch for batch in batches if len(batch))
    return pa.RecordBatchReader.from_batches(schema, filled)


def _arrivals(
    schedule: Schedule,
    threads: int = 1,
    report: Report | None = None,
    *,
    with_lists: bool = True,
) -> Iterator[Arrived[Happened]]:
    """The events of each part of each day, in one order whatever the threads."""
    engine, days = Engine(schedule, with_lists=with_lists), schedule.days
    parts = [engine.parts(day) for day in days]
    rows, done, so_far = 0, 0, 0  # the last one counts the arrivals of the running day
    ends = set(np.cumsum([len(part) for part in parts]).tolist())
    for place, arrivals in enumerate(_in_order(engine.received, chain(*parts), threads), 1):
        for arrived in arrivals:
            rows, so_far = rows + len(arrived), so_far + len(arrived)
            if len(arrived):
                yield number_arrivals(arrived, so_far - len(arrived))
        if place in ends:
            done, so_far = done + 1, 0
            if report:
                report(done, len(days), rows)


def _reactions(schedule: Schedule, report: Report | None = None) -> Iterator[Arrived[Reactions]]:
    """The views and likes of each day and block."""
    engine, days, rows = Engine(schedule), schedule.days, 0
    for done, day in enumerate(days, 1):
        so_far = 0
        for block in schedule.world.blocks(day):
            arrived = engine.reacted(block, day)
            yield number_arrivals(arrived, so_far)
            so_far += len(arrived)
        rows += so_far
        if report:
            report(done, len(days), rows)


def _in_order(
    work: Callable[[BlockDay, int], Done], parts: Iterable[tuple[BlockDay, int]], threads: int
) -> Iterator[Done]:
    """The results of the work in the order of its parts, some of them ahead of time."""
    if threads <= 1:
        yield from (work(*part) for part in parts)
        return
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[Future[Done]] = deque()
        for part in parts:
            ahead.append(pool.submit(work, *part))
            if len(ahead) > 2 * threads:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _grouped(parts: Iterable[Arrived[Happened]], rows: int) -> Iterator[Arrived[Happened]]:
    """The events in groups of at least so many rows, but for the last."""
    group: list[Arrived[Happened]] = []
    so_far = 0
    for arrived in parts:
        group.append(arrived)
        so_far += len(arrived)
        if so_far >= rows:
            yield concatenate(group)
            group, so_far = [], 0
    if group:
        yield concatenate(group)
