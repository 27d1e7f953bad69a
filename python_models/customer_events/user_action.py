"""What a viewer does during a play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.samples.entity import Item, flag, instant, number, one_of, value_sets, whole


@dataclass(frozen=True, kw_only=True)
class UserAction(Item):
    """One action, with only those fields filled that belong to it.

    `duration` is the seconds of a pause.
    """

    group: ClassVar[str] = "user_action"

    action_type: str = one_of("actions.action_type")
    timestamp: str = instant()
    duration: int | None = whole(0, optional=True)
    old_speed: float | None = number(0.5, 2.0, optional=True)
    new_speed: float | None = number(0.5, 2.0, optional=True)
    old_quality: str | None = one_of("qualities.quality", optional=True)
    new_quality: str | None = one_of("qualities.quality", optional=True)
    completed: bool | None = flag(optional=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        actions = value_sets().actions
        own = (actions.fields[actions.action_type.index(self.action_type)] or "").split()
        for name, value in self.to_dict().items():
            if name in ("action_type", "timestamp") or (value is not None) == (name in own):
                continue
            self.refuse(name, f"{'a value' if name in own else 'None'} in a {self.action_type}")
