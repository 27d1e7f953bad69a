"""What a viewer has subscribed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Part, day, one_of, some_of


@dataclass(frozen=True, kw_only=True)
class UserSubscriptions(Part):
    """A viewer's subscription at the time of an event; `start_date` began the spell."""

    group: ClassVar[str] = "user_subscription"

    plan: str = one_of("plans.plan")
    start_date: str = day()
    billing_cycle: str = one_of("billing_cycles.billing_cycle")
    connected_services: tuple[str, ...] = some_of("services.service")
