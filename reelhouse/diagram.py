"""The entity diagram of the star, drawn from what its tests hold.

A line is a key between two models of the star that `rows_satisfy` or `points_at_versions` tests.
Its left end says how many rows of the model there the key leads to: `unique` on what it points at
makes it one, the constraint `not_null` on the key itself makes it one at least. A box shows the
keys of a model: what is tested to be unique, and what points elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

from reelhouse.settings import PROJECT

FOLDER = "models/marts/star"
PAGE = PROJECT / "docs" / "star-diagram.md"
HEAD = """# The star, as a diagram

Drawn by `make diagram` from the project: every line is a test that each build runs, and a box
shows the columns that are unique by themselves or that a line ends at. All columns are described
in `make docs`.

The left end of a line says how many rows the key at its right end leads to: `||` one, `}|` the
versions of what a durable key names, of which `is_current` is one; with an `o` instead of a
bar, none where the key is null.

```mermaid
erDiagram
"""


def draw(manifest: dict[str, Any]) -> str:
    """The page for a manifest of dbt."""
    models = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["original_file_path"].startswith(FOLDER)
    }
    filled = {
        (name, column["name"])
        for name, node in models.items()
        for column in node["columns"].values()
        if "not_null" in [each["type"] for each in column["constraints"]]
    }
    unique: set[tuple[str, str]] = set()
    pointers: set[tuple[str, str, str, str]] = set()
    for test in manifest["nodes"].values():
        child = (test.get("attached_node") or "").split(".")[-1]
        if test["resource_type"] != "test" or child not in models:
            continue
        kind, arguments = test["test_metadata"]["name"], test["test_metadata"]["kwargs"]
        if kind == "unique":
            unique.add((child, test["column_name"]))
        for column, target in arguments.get("references", {}).items():
            pointers.add((*target.split("."), child, column))
        if kind == "points_at_versions":
            for column, key in arguments["keys"].items():
                pointers.add((*key["to"].split("."), child, column))

    lines: dict[tuple[str, str, str], list[str]] = {}
    pointing: dict[str, set[str]] = {name: set() for name in models}
    for parent, target, child, column in sorted(pointers):
        if parent not in models or parent == child:
            continue
        most = "|" if (parent, target) in unique else "}"
        least = "|" if (child, column) in filled else "o"
        lines.setdefault((parent, child, most + least), []).append(column)
        pointing[child].add(column)
    page = HEAD
    for (parent, child, end), columns in sorted(lines.items()):
        page += f'    {parent} {end}--o{{ {child} : "{", ".join(columns)}"\n'
    for name, node in sorted(models.items()):
        page += f"    {name} {{\n"
        for column in node["columns"].values():
            is_unique = (name, column["name"]) in unique
            if is_unique or column["name"] in pointing[name]:
                key = "PK" if is_unique else "FK"
                type_ = re.sub(r"\W+", "_", column["data_type"] or "unknown")
                page += f"        {type_} {column['name']} {key}\n"
        page += "    }\n"
    return page + "```\n"
