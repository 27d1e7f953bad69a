"""A first yml for a table: its columns with types and keys; descriptions are still to be written."""

from __future__ import annotations

import re
from pathlib import Path

from reelhouse.customerio import types
from reelhouse.customerio.tables import FOLDER, Column, Table

WIDTH = 100
RESERVED = ("cast",)  # in DuckDB, of the names in the document
TO_WRITE = "TODO"
# Expectations in the words of DuckDB, and of a world whose time is simulated.
IN_DUCKDB = (
    (re.compile(r"(\w+) rlike ('[^']*')"), r"regexp_matches(\1, \2)"),
    (re.compile(r"current_timestamp\(\)"), "received_at"),
)


def path(table: Table) -> Path:
    """Where the yml of the table lies."""
    return FOLDER / table.domain / f"{table.name}.yml"


def text(table: Table) -> str:
    """The yml, with keys, foreign keys, checks and expectations as tests."""
    lines = [
        "models:",
        f"  - name: {table.name}",
        "    description: >",
        f"      Grain: {TO_WRITE}.",
    ]
    if table.checks:
        lines.append("    constraints:")
        lines += [f'      - {{type: check, expression: "{each}"}}' for each in table.checks]
    lines += _tests(table)
    lines.append("    columns:")
    is_unique = len(table.keys) == 1
    for column in table.columns:
        lines += _column(column, is_unique)
    return "\n".join(lines) + "\n"


def rules(table: Table) -> list[str]:
    """The expectations that no check of the contract holds already, as a data test takes them."""
    found = []
    for rule in table.expectations:
        for pattern, replacement in IN_DUCKDB:
            rule = pattern.sub(replacement, rule)
        if rule not in table.checks:
            found.append(rule)
    return found


def _tests(table: Table) -> list[str]:
    keys = [
        f"{each.name}: {parent}.{key}"
        for each in table.columns
        if each.references
        for parent, key in [each.references]
        if parent != "objects"  # by both columns of its key, so by a test of its own
    ]
    lines = []
    if len(table.keys) > 1:
        lines += [
            "      - dbt_utils.unique_combination_of_columns:",
            f"          arguments: {{combination_of_columns: [{', '.join(table.keys)}]}}",
        ]
    if keys:
        lines.append(f"      - references: {{arguments: {{keys: {{{', '.join(keys)}}}}}}}")
    if found := rules(table):
        lines += ["      - rows_satisfy:", "          arguments:", "            rules:"]
        lines += [f"              - {each}" for each in found]
    return ["    data_tests:", *lines] if lines else []


def _column(column: Column, is_unique: bool) -> list[str]:
    kind = types.duckdb(types.parse(column.type))
    shown = kind if kind.isalpha() else f'"{kind}"'
    parts = [f"name: {column.name}", f"data_type: {shown}"]
    if column.name in RESERVED:
        parts.append("quote: true")
    if not column.is_nullable:
        parts.append("constraints: [{type: not_null}]")
    if column.is_key and is_unique:
        parts.append("data_tests: [unique]")
    says = f'description: "{TO_WRITE}"'
    short = f"      - {{{', '.join(parts)},"
    if len(short) + len(says) + 2 <= WIDTH:
        return [f"{short} {says}}}"]
    if len(short) <= WIDTH:
        return [short, f"         {says}}}"]
    return [f"      - {parts[0]}", *(f"        {each}" for each in parts[1:]), f"        {says}"]
