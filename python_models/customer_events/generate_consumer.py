"""Whole events, as nested dictionaries or as rows of four flat tables."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Self

import pyarrow as pa

from customer_events import contract
from customer_events.behaviour.sessions import EVENT_TYPES, PLAY
from customer_events.content import Content
from customer_events.device import Device
from customer_events.eventdetails import EventDetails
from customer_events.location import Location
from customer_events.recommendations import Recommendations
from customer_events.samples import by_position
from customer_events.samples.entity import Entity, Item, Part, rules
from customer_events.searchhistory import SearchHistory
from customer_events.user_action import UserAction
from customer_events.user_subscriptions import UserSubscriptions

PARTS: tuple[type[Part], ...] = (Device, Location, Content, UserSubscriptions, EventDetails)
LISTS: dict[str, type[Item]] = {
    "user_actions": UserAction,
    "recommendations": Recommendations,
    "search_history": SearchHistory,
}
TABLES = ("consumer_event", *LISTS)
_TYPES = {
    "instant": pa.timestamp("us", "UTC"),
    "day": pa.date32(),
    "names": pa.list_(pa.string()),
    "whole": pa.int32(),
    "ordinal": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
IDS = ("event_id", "user_id")  # by which the flat tables join


@dataclass(frozen=True, kw_only=True)
class ConsumerEvent(Entity, contract.ConsumerEvent):
    """A play, a search or a browse, with all that belongs to it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        is_play = self.event_type == EVENT_TYPES[PLAY]
        for name, is_there in [
            ("content", self.content is not None),
            ("event_details", self.event_details.play_duration is not None),
        ]:
            if is_there != is_play:
                self.refuse(
                    name, f"{'that of a play' if is_play else 'none'} in a {self.event_type}"
                )

    @classmethod
    def generate(cls, *, seed: int | None = None, position: int | None = None) -> Self:
        """The event at a position of a seed's world; without a seed, that of another person."""
        [row] = by_position.rows(1, seed, position, "position")
        return cls.from_dict(row)

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Self:
        """The event that a nested dictionary or a raw row describes."""
        known = {each.name: row[each.name] for each in fields(cls) if each.name in row}
        for part in PARTS:
            if known[part.group] is not None:
                known[part.group] = part(**known[part.group])
        for item in LISTS.values():
            known[item.group] = tuple(item(**each) for each in known[item.group])
        return cls(**known)

    def to_dict(self) -> dict[str, Any]:
        """The event, nested."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        for part in PARTS:
            if values[part.group] is not None:
                values[part.group] = values[part.group].to_dict()
        for item in LISTS.values():
            values[item.group] = [each.to_dict() for each in values[item.group]]
        return values

    def to_flat_dict(self) -> dict[str, Any]:
        """The event as a row, without its lists."""
        row = super().to_dict()
        arrival = {name: row.pop(name) for name in ("ingested_at", "load_date")}
        for part in PARTS:
            value = getattr(self, part.group)
            row |= value.to_flat_dict() if value else dict.fromkeys(part.flat_columns())
        return row | arrival

    def to_tables(self) -> dict[str, list[dict[str, Any]]]:
        """The event as rows of the flat tables; the rows of its lists carry its ids."""
        ids = {"event_id": self.event_id, "user_id": self.user_id}
        tables = {"consumer_event": [self.to_flat_dict()]}
        for table, item in LISTS.items():
            tables[table] = [ids | each.to_dict() for each in getattr(self, item.group)]
        return tables


def generate_consumer_event_data(
    n: int = 1, *, seed: int | None = None, start: int = 0, nested: bool = False
) -> dict[str, list[dict[str, Any]]] | list[dict[str, Any]]:
    """Events as a dictionary of flat tables, or as a list of nested events.

    The same seed and position give the same event, whatever `n` is. Without a seed each event
    is that of another person.
    """
    events = [ConsumerEvent.from_dict(row) for row in by_position.rows(n, seed, start)]
    if nested:
        return [event.to_dict() for event in events]
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for event in events:
        for name, rows in event.to_tables().items():
            tables[name] += rows
    return tables


def flat_schema(table: str) -> pa.Schema:
    """The columns of a flat table, with their types."""
    own = _columns(ConsumerEvent)
    if table != "consumer_event":
        ids = [(name, type_) for name, type_ in own if name in IDS]
        return pa.schema(ids + _columns(LISTS[table]))
    parts = [
        (column, pa.string() if pa.types.is_list(type_) else type_)
        for part in PARTS
        for column, (_, type_) in zip(part.flat_columns(), _columns(part), strict=True)
    ]
    return pa.schema(own[:-2] + parts + own[-2:])


def nested_schema() -> pa.Schema:
    """The columns of nested events, with their types."""
    own = _columns(ConsumerEvent)
    parts = [(part.group, pa.struct(_columns(part))) for part in PARTS]
    lists = [(item.group, pa.list_(pa.struct(_columns(item)))) for item in LISTS.values()]
    return pa.schema(own[:-2] + parts + lists + own[-2:])


def _columns(entity: type[Entity]) -> list[tuple[str, pa.DataType]]:
    return [(name, _TYPES.get(field.kind, pa.string())) for name, field in rules(entity)]
