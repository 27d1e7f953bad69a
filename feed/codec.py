"""Between Arrow columns and messages: Avro in Confluent's wire format, a batch at a time.

A message is a zero byte, the schema's id in four bytes, and the record. pyruhvro encodes and
decodes whole batches some thirty times faster than a dictionary per message would be. It
has two habits that are guarded here: a null in a field that takes none becomes an empty value,
and bytes after the record are ignored.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Sequence
from functools import cache
from typing import Any

import fastavro
import pyarrow as pa
import pyarrow.compute as pc
import pyruhvro

from customer_events.landing.columns import converted
from feed import versions
from feed.errors import FeedError

MAGIC, HEADER = 0, struct.Struct(">bI")
Bad = list[tuple[int, str]]  # places in the batch, and what is wrong there


def encode(events: pa.RecordBatch, schema: str, schema_id: int) -> list[bytes]:
    """The events as messages of a schema; columns that it lacks are left out."""
    fast = fast_schema(schema)
    columns = [converted(events[each.name], each.type) for each in arrow_schema(schema)]
    for column, field in zip(columns, json.loads(fast)["fields"], strict=True):
        _refuse_nulls(column, field["type"], field["name"])
    batch = pa.RecordBatch.from_arrays(columns, schema=arrow_schema(schema))
    header = pa.scalar(HEADER.pack(MAGIC, schema_id), pa.binary())
    messages: list[bytes] = []
    for bodies in pyruhvro.serialize_record_batch(batch, fast, 1):
        messages += pc.binary_join_element_wise(
            header, bodies, pa.scalar(b"", pa.binary())
        ).to_pylist()
    return messages


def header_of(message: bytes | None) -> int | None:
    """The id of a message's schema; none if it is not in the wire format."""
    if message is None or len(message) < HEADER.size or message[0] != MAGIC:
        return None
    return int(HEADER.unpack_from(message)[1])


def decode(messages: Sequence[bytes], schema: str) -> tuple[pa.RecordBatch, Bad]:
    """The events in messages of one schema, and which of them hold none.

    What was decoded must give the same bytes again; if not, a slow and strict reader decides.
    """
    bodies = [message[HEADER.size :] for message in messages]
    bad: Bad = []
    parts = _decode(bodies, schema, 0, bad)
    if len(parts) == 1:
        return parts[0], bad
    empty = pa.RecordBatch.from_pylist([], schema=arrow_schema(schema))
    table = pa.Table.from_batches(parts or [empty])
    return table.combine_chunks().to_batches()[0] if len(table) else empty, sorted(bad)


@cache
def fast_schema(schema: str) -> str:
    """The schema as the fast codec takes it, which reads it anew for each batch."""
    return json.dumps(versions.for_fast_codec(json.loads(schema)), separators=(",", ":"))


@cache
def arrow_schema(schema: str) -> pa.Schema:
    """The columns of a schema."""
    return pyruhvro.avro_to_arrow_schema(fast_schema(schema))


def _decode(bodies: list[bytes], schema: str, first: int, bad: Bad) -> list[pa.RecordBatch]:
    """Decode a stretch; one that fails is halved until what is broken stands alone."""
    if not bodies:
        return []
    fast = fast_schema(schema)
    try:
        batch = pyruhvro.deserialize_array(bodies, fast)
        batch.validate(full=True)
        again = pyruhvro.serialize_record_batch(batch, fast, 1)
        is_same = (
            len(batch) == len(bodies)
            and [each for part in again for each in part.to_pylist()] == bodies
        )
    except (ValueError, pa.ArrowException) as error:
        is_same, reason = False, str(error).splitlines()[0]
    except BaseException as error:  # what panics in Rust is no Exception in Python
        if type(error).__name__ != "PanicException":
            raise
        is_same, reason = False, "it can't be decoded"
    else:
        reason = "bytes follow the record"
    if is_same:
        return [batch]
    if len(bodies) > 1:
        half = len(bodies) // 2
        return [
            *_decode(bodies[:half], schema, first, bad),
            *_decode(bodies[half:], schema, first + half, bad),
        ]
    row = _strictly(bodies[0], schema)
    if row is None:
        bad.append((first, reason))
        return []
    return [pa.RecordBatch.from_pylist([row], schema=arrow_schema(schema))]


def _strictly(body: bytes, schema: str) -> dict[str, Any] | None:
    """One record by another reader; none unless it ends where the message does."""
    source = io.BytesIO(body)
    try:
        row = fastavro.schemaless_reader(source, _parsed(schema), None)
    except Exception:  # whatever a broken message does to the reader
        return None
    if source.tell() != len(body) or not isinstance(row, dict):
        return None
    return row


@cache
def _parsed(schema: str) -> Any:
    return fastavro.parse_schema(json.loads(fast_schema(schema)))


def _refuse_nulls(column: pa.Array, type_: Any, name: str) -> None:
    """The fast encoder would write an empty value where there is none."""
    if isinstance(type_, list):
        [type_] = [each for each in type_ if each != "null"]
    elif column.null_count:
        raise FeedError(f"{name} has {column.null_count} nulls, and its schema takes none")
    if not isinstance(type_, dict):
        return
    if type_["type"] == "record":
        held = column.drop_null() if column.null_count else column
        for place, field in enumerate(type_["fields"]):
            _refuse_nulls(held.field(place), field["type"], f"{name}.{field['name']}")
    elif type_["type"] == "array":
        _refuse_nulls(column.flatten(), type_["items"], f"{name}[]")
