"""The experiment: by how much its arms raise viewing.

It runs from the first viewing day on whose events carry schema version 2, which name the arm of
their viewer, drawn when the user signs up. Whoever has an event then is exposed; the arm `autoplay`
raises the rate of their sessions by the knob `experiment_effect`, and `large_artwork` changes
nothing.
"""

from __future__ import annotations

import numpy as np

from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

AUTOPLAY = EXPERIMENT_GROUPS.index("autoplay")


def lift(schedule: Schedule, at: BlockDay) -> np.ndarray:
    """By what share the arm of each user of the block raises today's rate of sessions."""
    effect = schedule.of(at.day).experiment_effect
    if not effect or schedule.schema_version(at.day) < 2:
        return np.zeros(BLOCK)
    return np.where(at.people.arm == AUTOPLAY, effect, 0.0)
