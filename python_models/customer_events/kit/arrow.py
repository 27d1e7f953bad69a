"""From columns to Arrow: structs, lists and dictionaries built from the arrays as they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

Mask = np.ndarray | None  # True where there is no value


def uuid(ids: np.ndarray, missing: Mask = None) -> pa.Array:
    """UUIDs from an (n, 2) array of big-endian words."""
    buffers = [_validity(missing), pa.py_buffer(np.ascontiguousarray(ids, dtype=">u8"))]
    storage = pa.Array.from_buffers(pa.binary(16), len(ids), buffers)
    return pa.ExtensionArray.from_storage(pa.uuid(), storage)


def numbers(values: np.ndarray, type_: pa.DataType, missing: Mask = None) -> pa.Array:
    """Numbers; instants are given in microseconds and days as they are."""
    width = np.dtype(f"i{type_.bit_width // 8}" if not pa.types.is_floating(type_) else "f8")
    values = np.ascontiguousarray(values, dtype=width)
    return pa.Array.from_buffers(type_, len(values), [_validity(missing), pa.py_buffer(values)])


def instants(seconds: np.ndarray, missing: Mask = None) -> pa.Array:
    """Timestamps in UTC."""
    return numbers(np.asarray(seconds, dtype=np.int64) * 1_000_000, pa.timestamp("us"), missing)


def dates(days: np.ndarray, missing: Mask = None) -> pa.Array:
    """Dates."""
    return numbers(days, pa.date32(), missing)


def booleans(values: np.ndarray, missing: Mask = None) -> pa.Array:
    """Flags."""
    bits = pa.py_buffer(np.packbits(values, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(values), [_validity(missing), bits])


def pooled(codes: np.ndarray, pool: pa.Array | Sequence[str], missing: Mask = None) -> pa.Array:
    """Values that repeat, as codes into a pool of them."""
    values = pool if isinstance(pool, pa.Array) else pa.array(pool, pa.string())
    return pa.DictionaryArray.from_arrays(numbers(codes, pa.int32(), missing), values, safe=False)


def spellings(texts: Sequence[str]) -> list[str]:
    """Texts as they should be, then all of them between blanks, then in other capitals."""
    blanks = [f" {text} " for text in texts]
    return [*texts, *blanks, *(text.lower() if text.isupper() else text.upper() for text in texts)]


def plain(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The columns without codes, since a pool within a pool is more than DuckDB can read."""
    return {
        name: column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        for name, column in columns.items()
    }


def struct(children: dict[str, pa.Array], missing: Mask = None) -> pa.Array:
    """A struct of columns."""
    fields = [pa.field(name, child.type) for name, child in children.items()]
    count = len(next(iter(children.values())))
    return pa.StructArray.from_buffers(
        pa.struct(fields), count, [_validity(missing)], children=list(children.values())
    )


def lists(counts: np.ndarray, items: pa.Array, missing: Mask = None) -> pa.Array:
    """A list for each row, from the lists' lengths and their items, flat."""
    offsets = np.zeros(len(counts) + 1, dtype=np.int32)
    np.cumsum(counts, out=offsets[1:])
    mask = None if missing is None or not missing.any() else pa.array(missing)
    return pa.ListArray.from_arrays(numbers(offsets, pa.int32()), items, mask=mask)


def _validity(missing: Mask) -> pa.Buffer | None:
    if missing is None or not missing.any():
        return None
    return pa.py_buffer(np.packbits(~missing, bitorder="little"))
