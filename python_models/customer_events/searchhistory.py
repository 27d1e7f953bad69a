"""What a viewer searches for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Item, identifier, instant, text, whole


@dataclass(frozen=True, kw_only=True)
class SearchHistory(Item):
    """One query of a search."""

    group: ClassVar[str] = "search_history"

    search_id: str = identifier()
    timestamp: str = instant()
    query: str = text()
    results_count: int = whole(0)
