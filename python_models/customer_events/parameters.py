"""What a simulated day is made from: the shape of the world and the dials of the day."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from customer_events.kit.errors import CustomerEventsError

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def knob(default: Any, low: Any = None, high: Any = None, *, shapes_world: bool = False) -> Any:
    """A field with its allowed range; one that shapes the world can't change while it lives."""
    return field(default=default, metadata={"low": low, "high": high, "shapes_world": shapes_world})


@dataclass(frozen=True)
class Parameters:
    """The parameters of one simulated day."""

    seed: int = knob(42, 0, 2**32 - 1, shapes_world=True)
    start_date: date = knob(date(2025, 1, 1), EARLIEST, LATEST, shapes_world=True)
    users: int = knob(5_000, 100, 5_000_000, shapes_world=True)
    contents: int = knob(2_000, 50, 100_000, shapes_world=True)
    posts: int = knob(20_000, 0, 10_000_000, shapes_world=True)
    late_days: int = knob(3, 0, 14, shapes_world=True)
    events_per_day: int = knob(3_300, 0, 50_000_000)
    late_rate: float = knob(0.02, 0.0, 1.0)
    duplicate_rate: float = knob(0.01, 0.0, 1.0)
    invalid_rate: float = knob(0.005, 0.0, 1.0)
    orphan_rate: float = knob(0.02, 0.0, 1.0)
    untidy_rate: float = knob(0.005, 0.0, 1.0)
    post_fault_rate: float = knob(0.01, 0.0, 1.0)
    repeat_view_rate: float = knob(0.03, 0.0, 1.0)
    schema_v2_from: date | None = knob(None, EARLIEST, LATEST)

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            object.__setattr__(self, each.name, _checked(each, value))

    @property
    def shape(self) -> tuple:
        """What must stay the same for as long as the world lives."""
        return tuple(
            getattr(self, each.name) for each in fields(self) if each.metadata["shapes_world"]
        )


def clean(**changes: Any) -> Parameters:
    """Parameters of a feed without faults: with every rate at 0."""
    rates = [each.name for each in fields(Parameters) if each.name.endswith("_rate")]
    return Parameters(**(dict.fromkeys(rates, 0.0) | changes))


def _checked(knob: Any, value: Any) -> Any:
    """The value in its field's type, or an error that names the value and the allowed range."""
    low, high = knob.metadata["low"], knob.metadata["high"]
    allowed = f"{low} to {high}"
    if value is None and knob.default is None:
        return None
    kind = type(knob.default if knob.default is not None else low)
    try:
        if kind is date and isinstance(value, str):
            value = date.fromisoformat(value)
        if isinstance(value, bool) or (kind is int and int(value) != value):
            raise ValueError
        value = kind(value) if kind is not date else value
    except (TypeError, ValueError):
        noun = {int: "a whole number", float: "a number", date: "a date"}[kind]
        raise CustomerEventsError(
            f"{knob.name} is {value!r}; it takes {noun} from {allowed}"
        ) from None
    if not isinstance(value, kind) or not low <= value <= high:
        raise CustomerEventsError(f"{knob.name} is {value}; it takes {allowed}")
    return value
