"""What a viewer searches for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.entity import Item


@dataclass(frozen=True, kw_only=True)
class SearchHistory(Item, contract.SearchHistory):
    """One query of a search."""

    group: ClassVar[str] = "search_history"
