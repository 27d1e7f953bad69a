"""The order of a world's events: by load date, and by arrival number within it.

Each partition of the topic holds its share of this one sequence. So an event's place tells the
producer where to go on, and a place that does not come after all before it tells the consumer
that two producers have sent the same stretch.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ARRIVALS_BITS = 40
EPOCH = date(1970, 1, 1)


def places(events: pa.RecordBatch | pa.Table) -> np.ndarray:
    """The place of each event in the sequence."""
    days = pc.cast(events["load_date"], pa.int32()).to_numpy(zero_copy_only=False)
    numbers = events["arrival_number"].to_numpy(zero_copy_only=False)
    return np.asarray((days.astype(np.int64) << ARRIVALS_BITS) | numbers)


def day_of(place: int) -> date:
    """The load date of a place."""
    return EPOCH + timedelta(place >> ARRIVALS_BITS)


def say(place: int) -> str:
    """A place in words."""
    return f"arrival {place & ((1 << ARRIVALS_BITS) - 1):,} of {day_of(place)}"


def is_new(found: np.ndarray, last: int) -> np.ndarray:
    """Which events come after all that came before them."""
    highest = np.maximum.accumulate(np.concatenate([[last], found]))
    fresh: np.ndarray = found > highest[:-1]
    return fresh
