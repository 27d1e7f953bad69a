"""Customer events as the landing folder has them: groups as prefixed columns, lists as lists."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa

from customer_events.landing.columns import converted
from customer_events.rows import schemas

VERSIONS = (1, 2)


@cache
def event_schema(version: int) -> pa.Schema:
    """The nested columns of a version of the event, without the pools that raw rows come in."""
    raw = schemas.consumer_events(version)
    return pa.schema([pa.field(each.name, plain(each.type)) for each in raw])


def newest() -> pa.Schema:
    """The nested columns of the newest version, which has those of all others."""
    return event_schema(VERSIONS[-1])


def plain(type_: pa.DataType) -> pa.DataType:
    """The type of the values in a pool, at any depth."""
    if pa.types.is_dictionary(type_):
        return plain(type_.value_type)
    if pa.types.is_struct(type_):
        return pa.struct([pa.field(each.name, plain(each.type)) for each in type_])
    if pa.types.is_list(type_):
        return pa.list_(plain(type_.value_type))
    return type_


@cache
def flat_schema() -> pa.Schema:
    """The columns of a landed file."""
    fields: list[pa.Field] = []
    for field in newest():
        if pa.types.is_struct(field.type):
            fields += [pa.field(f"{field.name}_{each.name}", each.type) for each in field.type]
        else:
            fields.append(pa.field(field.name, field.type))
    return pa.schema(fields)


def flatten(batch: pa.RecordBatch) -> pa.Table:
    """Nested events of any version, with or without pools, as rows of a landed file."""
    columns: list[pa.Array] = []
    for field in newest():
        if field.name not in batch.schema.names:
            column = pa.nulls(len(batch), field.type)
        else:
            column = converted(batch[field.name], field.type)
        columns += column.flatten() if pa.types.is_struct(field.type) else [column]
    return pa.Table.from_arrays(columns, schema=flat_schema())


def nest(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows of landed files as nested events; a group is null where all of it is."""
    columns = []
    for field in schema:
        if not pa.types.is_struct(field.type):
            columns.append(rows[field.name].combine_chunks())
            continue
        children = [rows[f"{field.name}_{each.name}"].combine_chunks() for each in field.type]
        missing = np.ones(len(rows), bool)
        for child in children:
            missing &= child.is_null().to_numpy(zero_copy_only=False)
        columns.append(
            pa.StructArray.from_arrays(children, fields=list(field.type), mask=pa.array(missing))
        )
    return pa.Table.from_arrays(columns, schema=schema)
