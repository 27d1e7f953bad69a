"""What a viewer does during a play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events import contract
from customer_events.samples.checks import value_sets
from customer_events.samples.entity import Item, rules


@dataclass(frozen=True, kw_only=True)
class UserAction(Item, contract.UserAction):
    """One action, with only those fields filled that belong to it.

    `duration` is the seconds of a pause.
    """

    group: ClassVar[str] = "user_action"

    def __post_init__(self) -> None:
        super().__post_init__()
        actions = value_sets().actions
        own = (actions.fields[actions.action_type.index(self.action_type)] or "").split()
        for name, field in rules(type(self)):
            if field.optional and (getattr(self, name) is not None) != (name in own):
                self.refuse(name, f"{'a value' if name in own else 'None'} in a {self.action_type}")
