"""What a viewer is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.entity import Item


@dataclass(frozen=True, kw_only=True)
class Recommendations(Item, contract.Recommendations):
    """One title of a list; a click is followed by a play of it."""

    group: ClassVar[str] = "recommendations"
