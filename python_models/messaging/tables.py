"""The tables of messages: what the tool that sends them exports, load day by load day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule
from messaging import schemas
from messaging.deliveries import delivery_rows
from messaging.journeys import output_rows, subject_rows
from messaging.rows import defect_rows, metric_rows, truth_rows
from messaging.webhooks import Inbox, Webhooks


def deliveries(schedule: Schedule) -> pa.RecordBatchReader:
    """Messages of the days, those held out among them."""
    return by_block_day(schedule, schemas.DELIVERIES, delivery_rows)


def subjects(schedule: Schedule) -> pa.RecordBatchReader:
    """Journeys that began on the days."""
    return by_block_day(schedule, schemas.SUBJECTS, subject_rows)


def outputs(schedule: Schedule) -> pa.RecordBatchReader:
    """Steps of journeys on the days."""
    return by_block_day(schedule, schemas.OUTPUTS, output_rows)


def truth(schedule: Schedule) -> pa.RecordBatchReader:
    """What messages did to the sessions of the days."""
    return by_block_day(schedule, schemas.TRUTH, truth_rows)


def metrics(schedule: Schedule) -> pa.RecordBatchReader:
    """Webhooks as they arrived on the days."""
    rows = (metric_rows(received, so_far, day) for day, so_far, received in _received(schedule))
    return reader(schemas.METRICS, rows)


def defects(schedule: Schedule) -> pa.RecordBatchReader:
    """The truth about what went wrong with which webhook."""
    rows = (defect_rows(received, so_far) for _, so_far, received in _received(schedule))
    return reader(schemas.DEFECTS, rows)


TABLES: dict[str, Callable[..., pa.RecordBatchReader]] = {
    "cio_deliveries": deliveries,
    "cio_metrics": metrics,
    "cio_subjects": subjects,
    "cio_outputs": outputs,
    "cio_truth": truth,
    "cio_defects": defects,
}


def by_block_day(
    schedule: Schedule, schema: pa.Schema, rows: Callable[[Outreach, BlockDay], pa.RecordBatch]
) -> pa.RecordBatchReader:
    """Rows of each day and block."""
    outreach, world = Outreach(schedule), schedule.world
    places = (BlockDay(world, day, block) for day in schedule.days for block in world.blocks(day))
    return reader(schema, (rows(outreach, at) for at in places))


def reader(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> pa.RecordBatchReader:
    """The batches that have rows."""
    return pa.RecordBatchReader.from_batches(schema, (each for each in batches if len(each)))


def _received(schedule: Schedule) -> Iterator[tuple[int, int, Webhooks]]:
    """The webhooks of the days, with the day and how many of its batch came before."""
    inbox = Inbox(Outreach(schedule))
    for day in schedule.days:
        so_far = 0
        for received in inbox.received(day):
            yield day, so_far, received
            so_far += len(received)
