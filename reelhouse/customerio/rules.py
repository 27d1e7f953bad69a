"""Rules of Databricks that no parser knows, each a function on a statement that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_NAME = 255
KEYS = re.compile(r"primary key \(([^)]*)\)")
PROPERTY = re.compile(r"'([^']+)' = '((?:\\.|[^'\\])*)'")
TEXT = re.compile(r"'(?:\\.|[^'\\])*'")
NAME = re.compile(r"`[^`]+`|[a-z_][a-z0-9_]*", re.IGNORECASE)
FEATURE = "delta.feature.allowColumnDefaults"
STATISTICS = "delta.dataSkippingStatsColumns"
SELF_CONTAINED = ("create", "alter", "grant", "optimize", "vacuum", "analyze", "insert")


def faults(statement: str) -> list[str]:
    """What Databricks would refuse about a statement, though it parses."""
    code = TEXT.sub("''", statement)
    found = [f"begins with {word}" for word in _beginning(code)]
    if re.search(r"\b(create|drop)\s+(\w+\s+)?index\b", code, re.IGNORECASE):
        found.append("Delta has no indexes")
    found += [
        f"{name} has more than {LONGEST_NAME} characters"
        for name in NAME.findall(code)
        if len(name.strip("`")) > LONGEST_NAME
    ]
    if code.startswith("create table"):
        found += _of_table(code, dict(PROPERTY.findall(statement)))
    return found


def _beginning(code: str) -> Iterator[str]:
    first = re.match(r"\S+", code)
    if first is None or first[0] not in SELF_CONTAINED:
        yield first[0] if first else "nothing"


def _of_table(code: str, properties: dict[str, str]) -> Iterator[str]:
    columns = re.findall(r"^ {4}(\S+) (.*?),?$", code.split("\n)\n")[0], re.MULTILINE)
    kinds = {name.strip("`"): kind for name, kind in columns if name != "constraint"}
    if re.search(r"\bcheck\s*\(", code):
        yield "a check is made by alter table alone"
    if any(" default " in kind for kind in kinds.values()) and properties.get(FEATURE) is None:
        yield f"a default needs {FEATURE}"
    keys = [key.strip("` ") for found in KEYS.findall(code) for key in found.split(",")]
    if not keys:
        yield "there is no primary key"
    yield from (f"{key} is a key and may be null" for key in keys if "not null" not in kinds[key])
    clusters = re.findall(r"^cluster by \(([^)]*)\)$", code, re.MULTILINE)
    counted = properties.get(STATISTICS, "").split(",")
    for column in (each.strip("` ") for found in clusters for each in found.split(",")):
        if column not in counted:
            yield f"{column} clusters the table and is not in {STATISTICS}"
        if kinds[column].split()[0].startswith(("array", "map", "struct", "boolean")):
            yield f"{column} can't cluster the table by its type"
