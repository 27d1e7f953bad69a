"""The truth beside the data: what was done to which arrival of which event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from customer_events import arrow
from customer_events.delivery import FAULTS, SOUND
from customer_events.events import Events

if TYPE_CHECKING:
    from customer_events.schedule import Schedule

DEFECTS = ("late", "duplicate", "invalid", "orphan")


def defect_rows(schedule: Schedule, arrived: Events) -> pa.RecordBatch:
    """A row for each defect of each arrival; one arrival can have several."""
    delay, fault = arrived["load_day"] - arrived["day"], arrived["fault"]
    found = [
        delay > 0,
        arrived["copy"] > 0,
        fault != SOUND,
        arrived["profile_day"] > arrived["load_day"],
    ]
    rows = np.concatenate([np.flatnonzero(each) for each in found])
    defect = np.repeat(np.arange(len(DEFECTS)), [int(each.sum()) for each in found])
    days = [f"{number} days late" for number in range(16)]
    details = [*days, "sent again", *FAULTS[1:], "profile not here yet"]
    detail = np.select(
        [defect == 0, defect == 1, defect == 2],
        [delay[rows], len(days), len(days) + fault[rows].astype(np.int64)],
        len(details) - 1,
    )
    return pa.RecordBatch.from_pydict({
        "event_id": arrow.uuid(arrived["event_id"][rows]),
        "defect": arrow.pooled(defect, DEFECTS),
        "detail": arrow.pooled(detail, details),
        "ingested_at": arrow.instants(arrived["ingested_at"][rows]),
        "load_date": arrow.dates(arrived["load_day"][rows]),
    })  # fmt: skip
