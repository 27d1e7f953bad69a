"""What an event happened on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.checks import value_sets
from customer_events.samples.entity import Part


@dataclass(frozen=True, kw_only=True)
class Device(Part, contract.Device):
    """A viewer's device; its id stays while the versions rise."""

    group: ClassVar[str] = "device"

    def __post_init__(self) -> None:
        super().__post_init__()
        devices = value_sets().device_models
        pairs = zip(devices.device_type, devices.os, strict=True)
        systems = list(dict.fromkeys(os for type_, os in pairs if type_ == self.type))
        if self.os not in systems:
            self.refuse("os", f"on a {self.type} one of {', '.join(systems)}")
