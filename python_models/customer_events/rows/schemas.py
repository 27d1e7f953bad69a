"""The Arrow schemas of the raw tables: what a table looks like before it has a row.

They stand apart from the functions that make rows, since asking for columns must not cost a
day's work.
"""

from __future__ import annotations

import pyarrow as pa

from customer_events.contract import Arrival
from customer_events.kit.fields import Declared, declared

UUID, TEXT, DATE, INSTANT = pa.uuid(), pa.string(), pa.date32(), pa.timestamp("us")
POOLED = pa.dictionary(pa.int32(), TEXT)
SERVICES = pa.dictionary(pa.int32(), pa.list_(TEXT))

TYPES = {
    "identifier": UUID,
    "instant": INSTANT,
    "day": DATE,
    "names": SERVICES,
    "whole": pa.int32(),
    "ordinal": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
POOLED_WHOLE = ("location", "content")  # groups that are codes into a pool, texts and all


def consumer_events(version: int) -> pa.Schema:
    """The columns of events up to a schema version, as their contract declares them."""
    known = (each for each in declared(Arrival) if each.field.since <= version)
    return pa.schema([pa.field(each.name, _type(each)) for each in known])


def _type(one: Declared, text: pa.DataType = POOLED) -> pa.DataType:
    if one.entity is None:
        return TYPES.get(one.field.kind, text)
    is_pooled = one.name in POOLED_WHOLE
    inner = [(each.name, _type(each, TEXT if is_pooled else text)) for each in one.members]
    if one.field.kind == "list":
        return pa.list_(pa.struct(inner))
    return pa.dictionary(pa.int32(), pa.struct(inner)) if is_pooled else pa.struct(inner)


WHEN = {"created_at": INSTANT, "updated_at": INSTANT, "deleted_at": INSTANT, "load_date": DATE}

USERS = pa.schema({
    "user_id": UUID,
    "first_name": TEXT,
    "last_name": TEXT,
    "email": TEXT,
    "country_code": TEXT,
    "favorite_color": TEXT,
    **WHEN,
})  # fmt: skip
CONTENT_ROWS = pa.schema({
    "content_id": UUID,
    "series_id": UUID,
    "title": TEXT,
    "type": POOLED,
    "episode": pa.int32(),
    "season": pa.int32(),
    "provider": POOLED,
    "genre": POOLED,
    "release_year": pa.int32(),
    "duration": pa.int32(),
    "language": POOLED,
    **WHEN,
})  # fmt: skip
POSTS = pa.schema({"post_id": UUID, "user_id": UUID, "post_text": TEXT, **WHEN})
POST_EVENTS = pa.schema({
    "event_id": UUID,
    "user_id": UUID,
    "post_id": UUID,
    "event_type": POOLED,
    "created_at": INSTANT,
    "arrival_number": pa.int64(),
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
CHANGE = pa.schema({"change_id": UUID, "changed_at": INSTANT, "kind": POOLED})
USER_CHANGES = pa.schema([*CHANGE, *USERS])
CONTENT_CHANGES = pa.schema([*CHANGE, *CONTENT_ROWS])
POST_CHANGES = pa.schema([*CHANGE, *POSTS])
SUBSCRIPTION_CHANGES = pa.schema({
    "change_id": UUID,
    "user_id": UUID,
    "changed_at": INSTANT,
    "kind": POOLED,
    "plan": POOLED,
    "billing_cycle": POOLED,
    "connected_services": SERVICES,
    "start_date": DATE,
    "load_date": DATE,
})  # fmt: skip
DEFECTS = pa.schema({
    "record_source": POOLED,
    "event_id": UUID,
    "defect": POOLED,
    "detail": POOLED,
    "arrival_number": pa.int64(),
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
