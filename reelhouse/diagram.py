"""The entity diagram of the star, drawn from what its tests hold.

A line is a `relationships` or `points_at_version` test between two models of the star; a box
shows the keys of a model: what is tested to be unique, and what points elsewhere.
"""

from __future__ import annotations

import re

from reelhouse.settings import PROJECT

FOLDER = "models/marts/star"
PAGE = PROJECT / "docs" / "star-diagram.md"
HEAD = """# The star, as a diagram

Drawn by `make diagram` from the project: every line is a test that each build runs, every
box shows a model's keys. The columns are described in `make docs`.

```mermaid
erDiagram
"""


def draw(manifest: dict) -> str:
    """The page for a manifest of dbt."""
    models = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["original_file_path"].startswith(FOLDER)
    }
    unique: dict[str, set[str]] = {name: set() for name in models}
    lines: dict[tuple[str, str], list[str]] = {}
    for test in manifest["nodes"].values():
        child = (test.get("attached_node") or "").split(".")[-1]
        if test["resource_type"] != "test" or child not in models:
            continue
        kind, arguments = test["test_metadata"]["name"], test["test_metadata"]["kwargs"]
        if kind == "unique":
            unique[child].add(test["column_name"])
        if kind in ("relationships", "points_at_version"):
            parent = re.search(r"ref\('(\w+)'\)", arguments["to"])[1]
            if parent in models and parent != child:
                lines.setdefault((parent, child), []).append(test["column_name"])

    pointing = {name: set() for name in models}
    for (_, child), columns in lines.items():
        pointing[child].update(columns)
    page = HEAD
    for (parent, child), columns in sorted(lines.items()):
        page += f'    {parent} ||--o{{ {child} : "{", ".join(sorted(set(columns)))}"\n'
    for name, node in sorted(models.items()):
        page += f"    {name} {{\n"
        for column in node["columns"].values():
            key = "PK" if column["name"] in unique[name] else "FK"
            if column["name"] in unique[name] | pointing[name]:
                type_ = re.sub(r"\W+", "_", column["data_type"] or "unknown")
                page += f"        {type_} {column['name']} {key}\n"
        page += "    }\n"
    return page + "```\n"
