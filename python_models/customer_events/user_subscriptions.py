"""What a viewer has subscribed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.entity import Part


@dataclass(frozen=True, kw_only=True)
class UserSubscriptions(Part, contract.UserSubscriptions):
    """A viewer's subscription at the time of an event; `start_date` began the spell."""

    group: ClassVar[str] = "user_subscription"
