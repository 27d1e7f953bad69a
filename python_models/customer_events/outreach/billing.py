"""Charges: which of them fail at first."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR

OWN = BEHAVIOUR.billing


def fails(seed: int, number: np.ndarray, day: int) -> np.ndarray:
    """Whether the first attempt to charge users on a day fails."""
    return luck(seed, "payment fails", number, day) < OWN.fails
