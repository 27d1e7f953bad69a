"""The tables of messages: what the tool that sends them exports, load day by load day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pyarrow as pa

from customer_events.outreach.outreach import Outreach
from customer_events.world.block_day import BlockDay
from customer_events.world.schedule import Schedule
from messaging import schemas
from messaging.ads import ad_rows
from messaging.api_responses import response_rows
from messaging.checkouts import checkout_rows
from messaging.consents import consent_rows
from messaging.deliveries import delivery_rows
from messaging.identities import identity_rows
from messaging.journeys import output_rows, subject_rows
from messaging.lists import list_rows
from messaging.privacy import privacy_rows
from messaging.push_tokens import token_rows
from messaging.reviews import review_rows
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


def api_responses(schedule: Schedule) -> pa.RecordBatchReader:
    """What Customer.IO's API answers to the syncs of the days."""
    rows = (response_rows(schedule, day) for day in schedule.days)
    return reader(schemas.API_RESPONSES, rows)


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


TABLES: dict[str, Callable[..., pa.RecordBatchReader]] = {
    "cio_deliveries": deliveries,
    "cio_metrics": metrics,
    "cio_subjects": subjects,
    "cio_outputs": outputs,
    "cio_truth": truth,
    "cio_defects": defects,
    "cio_consents": partial(by_block_day, schema=schemas.CONSENTS, rows=consent_rows),
    "cio_push_tokens": partial(by_block_day, schema=schemas.PUSH_TOKENS, rows=token_rows),
    "cio_privacy_requests": partial(
        by_block_day, schema=schemas.PRIVACY_REQUESTS, rows=privacy_rows
    ),
    "cio_identities": partial(by_block_day, schema=schemas.IDENTITIES, rows=identity_rows),
    "cio_api_responses": api_responses,
    "cio_ads": partial(by_block_day, schema=schemas.ADS, rows=ad_rows),
    "cio_lists": partial(by_block_day, schema=schemas.LISTS, rows=list_rows),
    "cio_reviews": partial(by_block_day, schema=schemas.REVIEWS, rows=review_rows),
    "cio_checkouts": partial(by_block_day, schema=schemas.CHECKOUTS, rows=checkout_rows),
}
