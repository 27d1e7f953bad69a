"""Which partition a user's events go to: murmur2 of the key, as Kafka's own clients have it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SEED, FACTOR, SHIFT = 0x9747B28C, 0x5BD1E995, 24
TEXT_BYTES = 36  # of a UUID as text


def partitions(keys: pa.Array, count: int) -> np.ndarray:
    """The partition of each key, a UUID as text; those without a key share one."""
    texts = pc.fill_null(keys, " " * TEXT_BYTES)
    if not len(texts):
        return np.empty(0, np.int64)
    held = np.frombuffer(texts.buffers()[2], np.uint8)
    start = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset]
    held = held[start : start + TEXT_BYTES * len(texts)]
    hashes = _murmur2(held.reshape(len(texts), TEXT_BYTES))
    if keys.null_count:
        missing = keys.is_null().to_numpy(zero_copy_only=False)
        hashes[missing] = _murmur2(np.empty((1, 0), np.uint8))[0]
    return (hashes & 0x7FFFFFFF).astype(np.int64) % count


def _murmur2(keys: np.ndarray) -> np.ndarray:
    """The hash of keys of one length, a multiple of four bytes."""
    rows, length = keys.shape
    words = np.ascontiguousarray(keys).view("<u4").reshape(rows, length // 4)
    hashes: np.ndarray = np.full(rows, SEED ^ length, np.uint32)
    factor = np.uint32(FACTOR)
    with np.errstate(over="ignore"):
        for place in range(length // 4):
            word: np.ndarray = words[:, place] * factor
            word = (word ^ (word >> SHIFT)) * factor
            hashes = hashes * factor ^ word
        hashes = (hashes ^ (hashes >> 13)) * factor
        return np.asarray(hashes ^ (hashes >> 15))
