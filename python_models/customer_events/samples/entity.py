"""What the classes of an event share: checks by the contract, and dictionaries of values."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self

from customer_events.kit.errors import CustomerEventsError
from customer_events.kit.fields import Field, declared
from customer_events.samples import by_position
from customer_events.samples.checks import fits, takes


@cache
def rules(entity: type) -> tuple[tuple[str, Field], ...]:
    """The fields that hold a value, with what the contract says of them."""
    return tuple((each.name, each.field) for each in declared(entity) if each.entity is None)


class Generated(type):
    """The type of classes that make their values up when they are given none."""

    generate: Callable[..., Any]

    def __call__(cls, **values: Any) -> Any:
        """With any value, all that are needed must be given."""
        return super().__call__(**values) if values else cls.generate()


@dataclass(frozen=True, kw_only=True)
class Entity(metaclass=Generated):
    """Values that belong together, checked when they are put together."""

    group: ClassVar[str] = ""  # its name in a nested event

    def __post_init__(self) -> None:
        for name, field in rules(type(self)):
            value = getattr(self, name)
            if isinstance(value, list):
                value = tuple(value)
                object.__setattr__(self, name, value)
            if not fits(field, value):
                self.refuse(name, takes(field))

    def refuse(self, name: str, what: str) -> None:
        """Say what is wrong with a field, and what it takes."""
        value = getattr(self, name)
        raise CustomerEventsError(f"{type(self).__name__}.{name} is {value!r}; it takes {what}")

    def to_dict(self) -> dict[str, Any]:
        """The values by their names, as JSON holds them."""
        values = {name: getattr(self, name) for name, _ in rules(type(self))}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }


@dataclass(frozen=True, kw_only=True)
class Part(Entity):
    """A group of values of which an event has at most one."""

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """That of the event at a position of a seed's world, or of the next event that has one.

        Without a seed it is that of another person each time, and all of its values are there.
        """
        return cls(**by_position.values(cls.group, seed, position))

    def to_flat_dict(self) -> dict[str, Any]:
        """The values as columns of the event: with the group's name, and lists as JSON text."""
        return {
            f"{self.group}_{name}": json.dumps(value) if isinstance(value, list) else value
            for name, value in self.to_dict().items()
        }

    @classmethod
    def flat_columns(cls) -> list[str]:
        """The keys of the flat dictionary."""
        return [f"{cls.group}_{name}" for name, _ in rules(cls)]


@dataclass(frozen=True, kw_only=True)
class Item(Entity):
    """An entry of a list that an event has."""

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """The first of the event at a position of a seed's world, or of the next that has any.

        Without a seed it is any one of another person's each time.
        """
        entries = by_position.values(cls.group, seed, position)
        return cls(**(by_position.chance().choice(entries) if seed is None else entries[0]))

    @classmethod
    def generate_list(cls, *, seed: int | None = None, position: int | None = None) -> list[Self]:
        """That of the event at a position of a seed's world: none to five entries.

        Without a seed it is that of another person each time, and never empty.
        """
        if seed is None:
            entries = by_position.values(cls.group, seed, position)
        else:
            [row] = by_position.rows(1, seed, position, "position")
            entries = row[cls.group]
        return [cls(**each) for each in entries]
