"""How a play went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.entity import Part, rules


@dataclass(frozen=True, kw_only=True)
class EventDetails(Part, contract.EventDetails):
    """What was watched and how well it ran; a search or a browse has only the network.

    `play_duration` is in seconds, `play_percentage` from 0 to 100.
    """

    group: ClassVar[str] = "event_details"

    @property
    def is_play(self) -> bool:
        """Whether something was played."""
        return self.play_duration is not None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, field in rules(type(self)):
            if field.optional and (getattr(self, name) is not None) != self.is_play:
                self.refuse(name, "a value in a play" if self.is_play else "None without a play")
