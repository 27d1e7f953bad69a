"""Where an event happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.entity import Part


@dataclass(frozen=True, kw_only=True)
class Location(Part, contract.Location):
    """The place a viewer lives in; the country is a code such as US."""

    group: ClassVar[str] = "location"
