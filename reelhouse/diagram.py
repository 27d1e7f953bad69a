"""The star as drawings in docs/: each table with its keys, and what they lead to.

A line is a key that `rows_satisfy` or `points_at_versions` tests. Its number says how many
rows of the other table the key leads to: `unique` on what it points at makes it one, and a key that
can't be null makes it one at least.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from catalog import drawing, project
from reelhouse.settings import PROJECT

PAGE = PROJECT / "docs" / "star-diagram.md"
FOLDER = PAGE.with_suffix("")
HEAD = """# The star, as diagrams

Drawn by `make diagram` from the project: every line is a test that each build runs. At the left
stands a table with its keys, at the right what they lead to. The number at a line says how many rows
the key leads to: `1`, or `n`, which are the versions of a durable key, of which `is_current` is one;
`0..` where the key can be null. `make docs` describes all columns, and draws the vault as well.
"""
ROOMS = {"facts": "Facts", "dimensions": "Dimensions", "aggregates": "Aggregates"}


def draw(manifest: dict[str, Any]) -> dict[Path, str]:
    """The page and its drawings for a manifest of dbt, by their paths."""
    tables = project.tables(manifest)
    files: dict[Path, str] = {}
    page = HEAD
    for room, title in ROOMS.items():
        page += f"\n## {title}\n"
        for table in sorted(tables.values(), key=lambda each: each.name):
            drawn = drawing.keys(table, tables) if table.room == room else ""
            if table.schema == "star" and drawn:
                path = FOLDER / f"{table.name}.svg"
                files[path] = drawing.as_file(drawn)
                page += f"\n### {table.name}\n\n"
                page += f"![{table.name} and what its keys lead to]({FOLDER.name}/{path.name})\n"
    return {PAGE: page, **files}
