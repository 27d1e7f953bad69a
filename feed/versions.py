"""The Avro schemas of the event, derived from its contract and kept as files in schemas/.

`make contract` writes the files.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from customer_events.contract import FAULTS, Arrival
from customer_events.kit.fields import Declared, declared
from customer_events.landing.flat import VERSIONS

__all__ = ["NAME", "VERSIONS", "as_text", "for_fast_codec", "read", "record", "required"]

SCHEMAS = Path(__file__).parent / "schemas"
NAME, NAMESPACE = "UserEvent", "reelhouse.customer_events"
# What a broken client may leave out, by the contract's own list of faults.
LACKED = {name for fault in FAULTS for name in fault.lacks}
TYPES: dict[str, Any] = {
    "identifier": {"type": "string", "logicalType": "uuid"},
    "instant": {"type": "long", "logicalType": "timestamp-micros"},
    "day": {"type": "int", "logicalType": "date"},
    "names": {"type": "array", "items": "string"},
    "whole": "int",
    "ordinal": "long",
    "number": "double",
    "flag": "boolean",
}
Avro = Any  # a schema as JSON holds it


def record(version: int) -> dict[str, Avro]:
    """The schema of a version: whatever may be missing is null by default."""
    fields = [_field(each, "") for each in declared(Arrival) if each.field.since <= version]
    return {"type": "record", "name": NAME, "namespace": NAMESPACE, "fields": fields}


def required() -> set[str]:
    """The columns that every event has."""
    return {each.name for each in declared(Arrival) if _is_required(each, "")}


@cache
def read(version: int) -> str:
    """The schema of a version as its file has it."""
    return (SCHEMAS / f"v{version}.avsc").read_text(encoding="utf-8")


def for_fast_codec(schema: Avro) -> Avro:
    """The schema with plain strings for UUIDs, which give the same bytes, and without its texts."""
    if isinstance(schema, list):
        return [for_fast_codec(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("logicalType") == "uuid":
        return "string"
    return {name: for_fast_codec(each) for name, each in schema.items() if name != "doc"}


def as_text(schema: Avro) -> str:
    """The schema as its file has it: a line for each field, indented by its depth."""
    return _lines(schema, "") + "\n"


def _lines(schema: Avro, indent: str) -> str:
    """JSON with a line for each field of a record."""
    if isinstance(schema, list):
        return "[" + ", ".join(_lines(each, indent) for each in schema) + "]"
    if not isinstance(schema, dict):
        return json.dumps(schema)
    if "fields" not in schema:
        inner = (f'"{name}": {_lines(value, indent)}' for name, value in schema.items())
        return "{" + ", ".join(inner) + "}"
    head = ", ".join(f'"{name}": "{schema[name]}"' for name in schema if name != "fields")
    deeper = indent + "  "
    fields = f",\n{deeper}".join(_lines(each, deeper) for each in schema["fields"])
    return f'{{{head}, "fields": [\n{deeper}{fields}\n{indent}]}}'


def _field(one: Declared, group: str) -> dict[str, Avro]:
    described = {"name": one.name, "doc": one.field.says}
    if _is_required(one, group):
        return described | {"type": _type(one)}
    return described | {"type": ["null", _type(one)], "default": None}


def _is_required(one: Declared, group: str) -> bool:
    """Whether every sender sets it; an old schema can't know a field of a later version."""
    may_be_null = one.field.optional or one.field.kind in ("list", "names")
    return not may_be_null and one.field.since == 1 and f"{group}{one.name}" not in LACKED


def _type(one: Declared) -> Avro:
    if one.entity is None:
        return TYPES.get(one.field.kind, "string")
    fields = [_field(each, f"{one.name}.") for each in one.members]
    item = {"type": "record", "name": one.entity.__name__, "fields": fields}
    return {"type": "array", "items": item} if one.field.kind == "list" else item
