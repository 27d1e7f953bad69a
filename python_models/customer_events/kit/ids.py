"""Identifiers: version-8 UUIDs that are unique, in the order of time and cheap to store.

The high half holds the day, the kind and the shard, the low half a sequence; both carry a mark
of the seed, so that two worlds never share an id. High bits that repeat and low bits that count
compress to about a third of random ones.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

KINDS = ["user", "device", "content", "series", "session", "event", "search", "subscription"]
KINDS += ["post", "post_event", "user_change", "content_change", "post_change"]
KINDS += ["delivery", "metric", "journey", "output", "push_token"]
KINDS += ["consent", "consent_change", "token_change", "privacy_request", "privacy_change"]
KINDS += ["identity", "anonymous", "api_response", "ad", "list_change", "review"]
KINDS += ["checkout", "checkout_step"]
VERSION, VARIANT = np.uint64(8 << 12), np.uint64(0b10 << 62)


def uuids(
    seed: int, kind: str, day: np.ndarray | int, sequence: np.ndarray, shard: int = 0
) -> np.ndarray:
    """The ids as an (n, 2) array of big-endian words: 16 bytes each, as Arrow wants them."""
    mark = int.from_bytes(blake2b(str(seed).encode(), digest_size=5).digest(), "big")
    high_mark, low_mark = mark >> 24, mark & 0x3FFFFF
    days = np.asarray(day).astype(np.uint64)
    ids = np.empty((len(sequence), 2), dtype=">u8")
    constant = (KINDS.index(kind) + 1) << 32 | high_mark << 16 | shard
    ids[:, 0] = days << np.uint64(40) | np.uint64(constant) | VERSION
    ids[:, 1] = np.asarray(sequence).astype(np.uint64) | VARIANT | np.uint64(low_mark << 40)
    return ids


def halves(ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two words of each id, as keys of luck."""
    return ids[:, 0].astype(np.int64), ids[:, 1].astype(np.int64)
