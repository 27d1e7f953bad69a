"""What a simulated day is made from: the shape of the world and the dials of the day."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from customer_events.kit.errors import CustomerEventsError

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def knob(default: Any, low: Any, high: Any, says: str, **more: Any) -> Any:
    """A field with its range and a sentence; `formerly` is its name in older worlds."""
    metadata = {"low": low, "high": high, "says": says, "shapes_world": False, "formerly": None}
    return field(default=default, metadata=metadata | more)


def shape(default: Any, low: Any, high: Any, says: str, **more: Any) -> Any:
    """A knob that shapes the world, and so can't change while that lives."""
    return knob(default, low, high, says, shapes_world=True, **more)


def share(default: float, of_what: str) -> Any:
    """A knob from 0 to 1."""
    return knob(default, 0.0, 1.0, f"Share of {of_what}.")


@dataclass(frozen=True)
class Parameters:
    """The parameters of one simulated day.

    Each is declared here alone: name, kind, default, range and sentence. The command line, dbt,
    raw_clock and docs/knobs.md read them or are written from them.
    """

    seed: int = shape(
        42, 0, 2**32 - 1, "Seed of all random draws: the same seed makes the same rows."
    )
    start_date: date = shape(date(2025, 1, 1), EARLIEST, LATEST, "First simulated day.")
    users: int = shape(5_000, 100, 5_000_000, "Users who signed up before the first day.")
    titles: int = shape(
        2_000, 50, 100_000, "Titles in the catalog at the start.", formerly="contents"
    )
    posts: int = shape(20_000, 0, 10_000_000, "Posts that exist at the start.")
    late_days: int = shape(3, 0, 14, "Largest number of days by which an event may arrive late.")
    price_rise: float = shape(
        0.1, 0.0, 2.0,
        "Share by which list prices are higher from price_rise_from on. Some subscribers then leave "
        "at their next renewal.",
    )  # fmt: skip
    price_rise_from: date | None = shape(
        None, EARLIEST, LATEST, "First day with the higher prices."
    )
    events_per_day: int = knob(
        3_300, 0, 50_000_000,
        "Average number of events a day at the start, at most about 12 per user. It grows with the "
        "number of active users.",
    )  # fmt: skip
    late_rate: float = share(0.02, "user-days whose events arrive late")
    duplicate_rate: float = share(0.01, "user-days whose events arrive twice")
    outage_on: date | None = knob(
        None,
        EARLIEST,
        LATEST,
        "Viewing day of an outage. Events that devices can't send on it arrive a day late.",
    )
    outage_share: float = share(
        0.8, "users whose devices can't send events on the day of the outage"
    )
    invalid_rate: float = share(0.005, "arrivals that are broken")
    orphan_rate: float = share(0.02, "users whose profile arrives 1 to 7 days late")
    untidy_rate: float = share(
        0.005,
        "arrivals with untidy texts: blanks, capitals, odd bandwidths, null lists, empty texts",
    )
    post_fault_rate: float = share(
        0.01,
        "views of posts with a fault: a repeated like, a like without a view, or a view or like "
        "of a deleted post",
    )
    repeat_view_rate: float = share(
        0.03, "views, after the first of a visit, that show the previous post again"
    )
    message_effect: float = knob(
        0.45, 0.0, 2.0,
        "Share by which an opened message raises the viewer's rate of sessions. The effect wanes "
        "over a week. At 0, messages change nothing.",
    )  # fmt: skip
    experiment_effect: float = knob(
        0.15, 0.0, 2.0,
        "Share by which the experiment's arm autoplay raises the rate of its viewers' sessions, "
        "from the first day of schema version 2 on. At 0, the arms are alike.",
    )  # fmt: skip
    marketing_consent: float = share(
        0.72, "new users who agree to marketing e-mail where the law asks for no opt-in"
    )
    opt_in_consent: float = share(
        0.54, "new users who agree to marketing e-mail where the law asks for an opt-in"
    )
    schema_v2_from: date | None = knob(
        None, EARLIEST, LATEST, "First load day whose events carry schema version 2."
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            object.__setattr__(self, each.name, _checked(each, value))
        if self.outage_on is not None and not self.late_days:
            raise CustomerEventsError(
                f"outage_on is {self.outage_on}, but late_days is 0; an outage takes late_days of 1 "
                "or more, since its events arrive late"
            )

    @property
    def shape(self) -> tuple[Any, ...]:
        """What must stay the same for as long as the world lives."""
        return tuple(
            getattr(self, each.name) for each in fields(self) if each.metadata["shapes_world"]
        )


def clean(**changes: Any) -> Parameters:
    """Parameters of a world without faults: with every rate at 0."""
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
