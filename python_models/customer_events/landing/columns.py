"""Arrow arrays from one form into another: pools decoded, UUIDs as text and back."""

from __future__ import annotations

import binascii

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

HEX = np.frombuffer(b"0123456789abcdef", np.uint8)
DASHES = [8, 13, 18, 23]
DIGITS = [place for place in range(36) if place not in DASHES]
NIL = "00000000-0000-0000-0000-000000000000"
IS_DIGIT = np.zeros(256, bool)
IS_DIGIT[np.frombuffer(b"0123456789abcdefABCDEF", np.uint8)] = True


def converted(array: pa.Array, type_: pa.DataType) -> pa.Array:
    """The array in another type of the same shape; names of fields decide, not their order."""
    if isinstance(array, pa.ChunkedArray):
        chunks = [converted(chunk, type_) for chunk in array.chunks]
        return pa.concat_arrays(chunks) if chunks else pa.array([], type_)
    if pa.types.is_dictionary(array.type):
        return converted(array.dictionary_decode(), type_)
    if pa.types.is_null(array.type):
        return pa.nulls(len(array), type_)
    if pa.types.is_struct(type_):
        children = [_child(array, field) for field in type_]
        mask = array.is_null() if array.null_count else None
        return pa.StructArray.from_arrays(children, fields=list(type_), mask=mask)
    if pa.types.is_list(type_):
        return _list(array, type_)
    if array.type == pa.uuid() and pa.types.is_string(type_):
        return uuid_text(array)
    if pa.types.is_string(array.type) and type_ == pa.uuid():
        return uuids(array)
    return array if array.type == type_ else array.cast(type_)


def _child(array: pa.StructArray, field: pa.Field) -> pa.Array:
    place = array.type.get_field_index(field.name)
    if place < 0:
        return pa.nulls(len(array), field.type)
    return converted(array.field(place), field.type)


def _list(array: pa.ListArray, type_: pa.DataType) -> pa.Array:
    """Lists rebuilt from their lengths, since a slice of lists keeps the items of the whole."""
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    mask = array.is_null() if array.null_count else None
    items = converted(array.flatten(), type_.value_type)
    return pa.ListArray.from_arrays(pa.array(offsets), items, type=type_, mask=mask)


def uuid_text(array: pa.Array) -> pa.Array:
    """UUIDs as text of 36 characters."""
    storage, count = array.storage, len(array)
    held = np.frombuffer(storage.buffers()[1] or b"", np.uint8)
    held = held[16 * storage.offset : 16 * (storage.offset + count)].reshape(count, 16)
    text = np.full((count, 36), ord("-"), np.uint8)
    digits = np.empty((count, 32), np.uint8)
    digits[:, 0::2], digits[:, 1::2] = HEX[held >> 4], HEX[held & 15]
    text[:, DIGITS] = digits
    offsets = np.arange(0, 36 * (count + 1), 36, dtype=np.int32)
    buffers = [_validity(array), pa.py_buffer(offsets), pa.py_buffer(text)]
    return pa.Array.from_buffers(pa.string(), count, buffers)


def uuids(array: pa.Array) -> pa.Array:
    """UUIDs from text; a text that is none is refused by name."""
    filled = pc.fill_null(array, NIL) if array.null_count else array
    lengths = pc.binary_length(filled).to_numpy(zero_copy_only=False)
    if (lengths != 36).any():
        raise ValueError(f"{filled[int(np.argmax(lengths != 36))].as_py()!r} is no UUID")
    count = len(filled)
    offsets = np.frombuffer(filled.buffers()[1], np.int32)[filled.offset :]
    start = int(offsets[0]) if count else 0
    written = (filled.buffers()[2] or pa.py_buffer(b"")).slice(start, 36 * count).to_pybytes()
    text = np.frombuffer(written, np.uint8).reshape(count, 36)
    try:
        held = binascii.unhexlify(written.replace(b"-", b""))
    except binascii.Error:
        held = b""
    if len(held) != 16 * count or (text[:, DASHES] != ord("-")).any():
        is_digit = IS_DIGIT[text[:, DIGITS]].all(axis=1)
        is_uuid = is_digit & (text[:, DASHES] == ord("-")).all(axis=1)
        raise ValueError(f"{filled[int(np.argmin(is_uuid))].as_py()!r} is no UUID")
    buffers = [_validity(array), pa.py_buffer(held)]
    storage = pa.Array.from_buffers(pa.binary(16), count, buffers)
    return pa.ExtensionArray.from_storage(pa.uuid(), storage)


def _validity(array: pa.Array) -> pa.Buffer | None:
    if not array.null_count:
        return None
    return pa.py_buffer(np.packbits(array.is_valid().to_numpy(False), bitorder="little"))


def empty(schema: pa.Schema) -> pa.Table:
    """A table without rows; pyarrow's own way fails on UUIDs."""
    return pa.Table.from_arrays([pa.nulls(0, each.type) for each in schema], schema=schema)
