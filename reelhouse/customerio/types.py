"""Types as the document writes them, parsed, and spelled for DuckDB and for Databricks."""

from __future__ import annotations

import re
from typing import NamedTuple

DUCKDB = {
    "STRING": "varchar",
    "INT": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
TOKEN = re.compile(r"\s*(\w+|[<>,:])")


class Type(NamedTuple):
    """A scalar by its name; or an array, a map or a struct of others, with the struct's names."""

    name: str
    parts: tuple[Type, ...] = ()
    fields: tuple[str, ...] = ()


def parse(text: str) -> Type:
    """The type that a text such as ARRAY<STRUCT<a: INT>> means."""
    tokens = TOKEN.findall(text)
    parsed = _take(tokens)
    if tokens:
        raise ValueError(f'"{text}" is no type: {"".join(tokens)} is left over')
    return parsed


def duckdb(kind: Type) -> str:
    """The type in a contract."""
    parts = [duckdb(each) for each in kind.parts]
    if kind.name == "ARRAY":
        return f"{parts[0]}[]"
    if kind.name == "MAP":
        return f"map({', '.join(parts)})"
    if kind.name == "STRUCT":
        pairs = zip(kind.fields, parts, strict=True)
        return f"struct({', '.join(f'{name} {part}' for name, part in pairs)})"
    return DUCKDB[kind.name]


def databricks(kind: Type) -> str:
    """The type in a create table statement; names of fields keep their case."""
    name, parts = kind.name.lower(), [databricks(each) for each in kind.parts]
    if kind.name == "STRUCT":
        parts = [f"{field}: {part}" for field, part in zip(kind.fields, parts, strict=True)]
    return f"{name}<{', '.join(parts)}>" if parts else name


def _take(tokens: list[str]) -> Type:
    name = tokens.pop(0)
    if name in DUCKDB:
        return Type(name)
    if name not in ("ARRAY", "MAP", "STRUCT"):
        raise ValueError(f'"{name}" is no type')
    fields, parts = [], []
    while tokens.pop(0) in "<,":
        if name == "STRUCT":
            fields.append(tokens.pop(0))
            tokens.pop(0)  # the colon
        parts.append(_take(tokens))
        if tokens[0] == ">":
            tokens.pop(0)
            break
    return Type(name, tuple(parts), tuple(fields))
