"""The truth beside the data: what was done to which arrival of which event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from customer_events.behaviour import feed
from customer_events.behaviour.events import Happened
from customer_events.behaviour.feed import Reactions
from customer_events.delivery.way import COPIES, FAULTS, UNTIDINESS, Arrived
from customer_events.kit import arrow

LATE = [f"{days} days late" for days in range(16)]
ORPHAN = [None, "profile not here yet"]
DELETED = [None, "view after deletion", "like after deletion"]

# A defect, its details, and which of them each arrival has; 0 is none.
Found = list[tuple[str, Sequence[str | None], np.ndarray]]


def defects_of_events(arrived: Arrived[Happened]) -> pa.RecordBatch:
    """A row for each defect of each arrival of a customer event; one arrival can have several."""
    found = [*_on_the_way(arrived), ("invalid", FAULTS, arrived.fault)]
    return _rows("consumer_events", arrived, found)


def defects_of_post_events(arrived: Arrived[Reactions]) -> pa.RecordBatch:
    """A row for each defect of each arrival of a view or like."""
    faults = arrived.happened.faults
    deleted = np.where(faults & feed.AFTER_DELETION, 1 + arrived.happened.kind, 0)
    found = [
        *_on_the_way(arrived),
        ("post_fault", [None, "repeated view"], faults & feed.REPEATED_VIEW > 0),
        ("post_fault", [None, "repeated like"], faults & feed.REPEATED_LIKE > 0),
        ("post_fault", [None, "like without view"], faults & feed.WITHOUT_VIEW > 0),
        ("post_fault", DELETED, deleted),
    ]
    return _rows("post_events", arrived, found)


def _on_the_way(arrived: Arrived[Any]) -> Found:
    """What can happen to an arrival of either kind."""
    return [
        ("late", LATE, arrived.load_day - arrived.day),
        ("duplicate", COPIES, arrived.copy),
        ("orphan", ORPHAN, arrived.profile_day > arrived.load_day),
        ("untidy", UNTIDINESS, arrived.untidy),
    ]


def _rows(source: str, arrived: Arrived[Any], found: Found) -> pa.RecordBatch:
    names: list[str] = []
    details: list[str | None] = []
    defect, detail, rows = [], [], []
    for name, words, which in found:
        struck = np.flatnonzero(which)
        defect.append(np.full(len(struck), len(names)))
        detail.append(len(details) + which[struck].astype(np.int64))
        rows.append(struck)
        names.append(name)
        details += words
    row = np.concatenate(rows)
    return pa.RecordBatch.from_pydict({
        "record_source": arrow.pooled(np.zeros(len(row)), [source]),
        "event_id": arrow.uuid(arrived.happened.event_id[row]),
        "defect": arrow.pooled(np.concatenate(defect), names),
        "detail": arrow.pooled(np.concatenate(detail), details),
        "arrival_number": arrow.numbers(arrived.arrival_number[row], pa.int64()),
        "ingested_at": arrow.instants(arrived.ingested_at[row]),
        "load_date": arrow.dates(arrived.load_day[row]),
    })  # fmt: skip
