"""What a viewer is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Item, flag, identifier, one_of, whole


@dataclass(frozen=True, kw_only=True)
class Recommendations(Item):
    """One title of a list; a click is followed by a play of it."""

    group: ClassVar[str] = "recommendations"

    content_id: str = identifier()
    position: int = whole(1)
    algorithm: str = one_of("algorithms.algorithm")
    clicked: bool = flag()
