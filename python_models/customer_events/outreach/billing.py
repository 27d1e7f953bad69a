"""When a subscription is charged again: on the day of the month on which it began."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import luck
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.renewals import next_renewal

OWN = BEHAVIOUR.billing


def renews(start_day: np.ndarray, months: np.ndarray, day: int) -> np.ndarray:
    """Whether subscriptions that began on the days are charged again on a day."""
    renewal = next_renewal(start_day, months, np.full(len(start_day), day))
    return (renewal == day) & (start_day < day)


def fails(seed: int, number: np.ndarray, day: int) -> np.ndarray:
    """Whether the first attempt to charge users on a day fails."""
    return luck(seed, "payment fails", number, day) < OWN.fails
