"""Where an event happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Part, one_of, text, time_zone


@dataclass(frozen=True, kw_only=True)
class Location(Part):
    """The place a viewer lives in; the country is a code such as US."""

    group: ClassVar[str] = "location"

    country: str = one_of("countries.country_code")
    city: str = text()
    region: str = text()
    timezone: str = time_zone()
