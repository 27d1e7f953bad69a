"""From messages of a partition to pieces that can land."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from customer_events.landing.columns import empty
from customer_events.landing.flat import flat_schema, flatten
from feed import codec, versions
from feed.chain import DeadLetter, Link, Piece
from feed.sequence import day_of, is_new, places, say


class Arrival(NamedTuple):
    """A message as the broker gave it."""

    offset: int
    key: bytes | None
    value: bytes | None


SchemaOf = Callable[[int], str | None]
KAFKA = [("kafka_partition", pa.int32()), ("kafka_offset", pa.int64())]


@cache
def landed_schema() -> pa.Schema:
    """The columns of a landed file: the event's, and where it came from."""
    return pa.schema([*flat_schema(), *(pa.field(*each) for each in KAFKA)])


def pieces(
    arrivals: Sequence[Arrival], partition: int, link: Link, schema_of: SchemaOf
) -> list[Piece]:
    """The messages as pieces of one load date each, which go on from a link of the chain."""
    rows, dead = _rows(arrivals, partition, schema_of)
    found = places(rows)
    fresh = is_new(found, link.place)
    if not fresh.all():
        dead += _repeated(arrivals, rows, found, fresh)
        rows, found = rows.filter(pa.array(fresh)), found[fresh]
    end = arrivals[-1].offset + 1
    if not len(rows):
        return [Piece(rows, None, end, link.place, tuple(sorted(dead)))]
    days = pc.cast(rows["load_date"], pa.int32()).to_numpy(zero_copy_only=False)
    offsets = rows["kafka_offset"].to_numpy()
    firsts = np.flatnonzero(np.diff(days, prepend=days[0] - 1)).tolist()
    cut: list[Piece] = []
    for first, after in zip(firsts, [*firsts[1:], len(rows)], strict=True):
        is_last = after == len(rows)
        until = end if is_last else int(offsets[after])
        since = cut[-1].end if cut else 0
        aside = tuple(sorted(each for each in dead if since <= each.offset < until))
        place = int(found[after - 1])
        cut.append(Piece(rows.slice(first, after - first), day_of(place), until, place, aside))
    return cut


def _rows(
    arrivals: Sequence[Arrival], partition: int, schema_of: SchemaOf
) -> tuple[pa.Table, list[DeadLetter]]:
    """The events in the messages, in the order of their offsets, and what holds none."""
    by_header: dict[bytes, list[Arrival]] = {}
    for each in arrivals:
        by_header.setdefault((each.value or b"")[: codec.HEADER.size], []).append(each)
    tables: list[pa.Table] = []
    dead: list[DeadLetter] = []
    for header, held in by_header.items():
        schema, reason = _usable(codec.header_of(header), schema_of)
        if schema is None:
            dead += [_aside(each, reason) for each in held]
            continue
        batch, bad = codec.decode([each.value or b"" for each in held], schema)
        broken = dict(bad)
        dead += [_aside(held[place], why) for place, why in bad]
        good = [each for place, each in enumerate(held) if place not in broken]
        tables += _flat(batch, good, partition, dead)
    if len(tables) == 1:
        return tables[0], dead
    rows = pa.concat_tables([empty(landed_schema()), *tables])
    return rows.sort_by("kafka_offset") if len(by_header) > 1 else rows, dead


def _flat(
    batch: pa.RecordBatch, held: list[Arrival], partition: int, dead: list[DeadLetter]
) -> list[pa.Table]:
    """The events as rows; one whose values can't be a row's is found by halving."""
    if not held:
        return []
    try:
        rows = flatten(batch)
    except (ValueError, pa.ArrowException) as error:
        if len(held) == 1:
            dead.append(_aside(held[0], str(error).splitlines()[0]))
            return []
        half = len(held) // 2
        return [
            *_flat(batch.slice(0, half), held[:half], partition, dead),
            *_flat(batch.slice(half), held[half:], partition, dead),
        ]
    offsets = pa.array([each.offset for each in held], pa.int64())
    of = pa.array(np.full(len(held), partition, np.int32))
    columns = [*rows.columns, of, offsets]
    return [pa.Table.from_arrays(columns, schema=landed_schema())]


def _usable(schema_id: int | None, schema_of: SchemaOf) -> tuple[str | None, str]:
    """The schema if it is one of the event's, else why it is not."""
    if schema_id is None:
        return None, "no Avro message in the registry's format"
    schema = schema_of(schema_id)
    if schema is None:
        return None, f"schema {schema_id} is not in the registry, or is no Avro schema"
    held = json.loads(schema)
    name = held.get("name") if isinstance(held, dict) else held
    if name != versions.NAME:
        return None, f"schema {schema_id} is {name}, not {versions.NAME}"
    missing = versions.required() - {each["name"] for each in held["fields"]}
    if missing:
        return None, f"schema {schema_id} lacks {', '.join(sorted(missing))}"
    return schema, ""


def _repeated(
    arrivals: Sequence[Arrival], rows: pa.Table, found: np.ndarray, fresh: np.ndarray
) -> list[DeadLetter]:
    """What came before, with its own place."""
    by_offset = {each.offset: each for each in arrivals}
    offsets = rows["kafka_offset"].to_numpy()
    return [
        _aside(by_offset[int(offsets[row])], f"{say(int(found[row]))} came before: sent twice")
        for row in np.flatnonzero(~fresh)
    ]


def _aside(arrival: Arrival, reason: str) -> DeadLetter:
    return DeadLetter(arrival.offset, reason, arrival.key, arrival.value)
