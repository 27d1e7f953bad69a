"""How a play went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Part, flag, number, one_of, text, whole

OF_EVERY_EVENT = ("network_type", "bandwidth")


@dataclass(frozen=True, kw_only=True)
class EventDetails(Part):
    """What was watched and how well it ran; a search or a look around has only the network.

    `play_duration` is in seconds, `play_percentage` from 0 to 100.
    """

    group: ClassVar[str] = "event_details"

    play_duration: int | None = whole(0, optional=True)
    play_percentage: float | None = number(0, 100, optional=True)
    playback_quality: str | None = one_of("qualities.quality", optional=True)
    buffering_incidents: int | None = whole(0, 5, optional=True)
    playback_speed: float | None = number(0.5, 2.0, optional=True)
    paused: bool | None = flag(optional=True)
    completed: bool | None = flag(optional=True)
    network_type: str = one_of("device_networks.network_type")
    bandwidth: str = text(like="[0-9]+mbps", such_as="a text such as 25mbps")

    @property
    def is_play(self) -> bool:
        """Whether something was played."""
        return self.play_duration is not None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, value in self.to_dict().items():
            if name not in OF_EVERY_EVENT and (value is not None) != self.is_play:
                self.refuse(name, "a value in a play" if self.is_play else "None without a play")
