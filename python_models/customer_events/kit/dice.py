"""Chance that depends on where it is asked for, and on nothing that happened before.

Every field has a stream of its own: Philox, keyed by the seed and the field's name, its counter
set to the day and the shard. So a day can be made alone, in any order and in any process.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

SIZE = 1 << 16  # entries of a look-up table: one for each 16-bit draw
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OF_THREAD, _NO_WORDS = threading.local(), np.zeros(4, dtype=np.uint64)


class Dice:
    """The streams of one day and shard."""

    def __init__(self, seed: int, day: int = 0, shard: int = 0) -> None:
        self.seed, self.day, self.shard = seed, day, shard

    def words(self, field: str, count: int) -> np.ndarray:
        """Random 64-bit words."""
        counter = np.array([0, 0, self.day & 0xFFFFFFFF, self.shard], dtype=np.uint64)
        return _stream(_key(self.seed, field), counter).random_raw(count)

    def draws(self, field: str, count: int) -> np.ndarray:
        """Random 16-bit numbers, to be looked up in a table."""
        return self.words(field, (count + 3) // 4).view(np.uint16)[:count]

    def pick(self, field: str, table: np.ndarray, count: int) -> np.ndarray:
        """One entry of a look-up table each."""
        return table[self.draws(field, count)]

    def words32(self, field: str, count: int) -> np.ndarray:
        """Random 32-bit words."""
        return self.words(field, (count + 1) // 2).view(np.uint32)[:count]

    def uniform(self, field: str, count: int) -> np.ndarray:
        """Numbers in (0, 1), never 0 or 1."""
        return (self.words32(field, count) + 0.5) * 2.0**-32

    def chance(self, field: str, probability: float, count: int) -> np.ndarray:
        """True with the given probability."""
        if not probability:
            return np.zeros(count, dtype=bool)
        return self.words32(field, count) < probability * 2.0**32

    def often(self, field: str, probability: float, count: int) -> np.ndarray:
        """True with a probability that is not tiny: half the cost of a chance."""
        return self.draws(field, count) < round(probability * SIZE)


def luck(seed: int, field: str, *keys: np.ndarray | int) -> np.ndarray:
    """A number in (0, 1) for each combination of keys, whichever others are asked for.

    A stream gives its draws in order; this serves where few of many are wanted, or their days
    differ. The keys are mixed as SplitMix64 does it.
    """
    mixed = _key(seed, field)[0]
    for key in keys:
        mixed = _mixed(mixed ^ np.asarray(key, dtype=np.int64).view(np.uint64) * GOLDEN)
    return (np.atleast_1d(mixed >> np.uint64(11)) + 0.5) * 2.0**-53


def by_share(drawn: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The index that each number in (0, 1) draws, by the shares of the indices."""
    return np.searchsorted(np.cumsum(shares)[:-1], drawn)


def wait(drawn: np.ndarray, mean: float) -> np.ndarray:
    """How long each number in (0, 1) waits for what comes at random, and after `mean` on average."""
    return -np.log(drawn) * mean


def _mixed(words: np.ndarray) -> np.ndarray:
    """Words of which each bit depends on every bit of the ones given."""
    words = np.atleast_1d(words) + GOLDEN
    words ^= words >> np.uint64(30)
    words *= np.uint64(0xBF58476D1CE4E5B9)
    words ^= words >> np.uint64(27)
    words *= np.uint64(0x94D049BB133111EB)
    words ^= words >> np.uint64(31)
    return words


def _stream(key: np.ndarray, counter: np.ndarray) -> np.random.Philox:
    """The stream of a key from a counter on, until the thread asks for the next one.

    Each thread has one generator and sets it anew, since a new one costs more than its draws.
    """
    if not hasattr(_OF_THREAD, "philox"):
        _OF_THREAD.philox = np.random.Philox(0)
    philox: np.random.Philox = _OF_THREAD.philox
    philox.state = {
        "bit_generator": "Philox",
        "state": {"counter": counter, "key": key},
        "buffer": _NO_WORDS,
        "buffer_pos": len(_NO_WORDS),
        "has_uint32": 0,
        "uinteger": 0,
    }
    return philox


@lru_cache(maxsize=4096)
def _key(seed: int, field: str) -> np.ndarray:
    digest = blake2b(f"{seed}:{field}".encode(), digest_size=16).digest()
    return np.frombuffer(digest, dtype=np.uint64)


MIDPOINTS = (np.arange(SIZE) + 0.5) / SIZE


def choices(weights: np.ndarray | Sequence[float], size: int = SIZE) -> np.ndarray:
    """A look-up table that gives each index its weight's share of the draws.

    A table of another size holds that many of its entries, at equal distances from the first.
    """
    shares = np.cumsum(np.asarray(weights, dtype=float))
    ends = np.rint(shares / shares[-1] * SIZE).astype(np.int64)
    ends = -(-ends // (SIZE // size))
    return np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))


def curve(points: list[tuple[float, float]]) -> np.ndarray:
    """A look-up table of the quantile function through (probability, value) points."""
    probabilities, values = zip(*points, strict=True)
    return np.interp(MIDPOINTS, probabilities, values)


def _normals() -> np.ndarray:
    """A look-up table of the standard normal distribution."""
    grid = np.linspace(-6, 6, 4801)
    mass = np.cumsum(np.exp(-(grid**2) / 2))
    return np.interp(MIDPOINTS, mass / mass[-1], grid)


NORMAL = _normals()


def normal(drawn: np.ndarray) -> np.ndarray:
    """The standard normal number that each number in (0, 1) draws."""
    return NORMAL[(drawn * SIZE).astype(np.int64)]


def lognormal(median: float, sigma: float, low: float, high: float) -> np.ndarray:
    """A look-up table of a lognormal distribution, cut at both ends."""
    return np.clip(median * np.exp(sigma * NORMAL), low, high)
