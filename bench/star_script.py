"""The star as one SQL script: what dbt compiles, in the order of its graph, without dbt.

It makes on a first load what staging, snapshots, intermediate and star hold. Beside the models
it shows what dbt adds to the same SQL: its tasks, temporary tables, contracts and hooks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

Node = dict[str, Any]


def write(manifest: Path, script: Path) -> None:
    """The script of a manifest in which dbt has compiled models and snapshots."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    compiled = {
        name: node
        for name, node in nodes.items()
        if node["resource_type"] in {"model", "snapshot"} and node.get("compiled_code")
    }
    script.write_text("".join(statements(compiled)), encoding="utf-8")


def statements(nodes: dict[str, Node]) -> Iterator[str]:
    """Schemas first, then each table and view after what it reads."""
    for schema in sorted({node["schema"] for node in nodes.values()}):
        yield f'create schema if not exists "{schema}";\n'
    parents = {
        name: [parent for parent in node["depends_on"]["nodes"] if parent in nodes]
        for name, node in nodes.items()
    }
    for name in TopologicalSorter(parents).static_order():
        node = nodes[name]
        kind = "view" if node["config"]["materialized"] == "view" else "table"
        query = (
            first_versions(node) if node["resource_type"] == "snapshot" else node["compiled_code"]
        )
        yield f'\ncreate {kind} "{node["schema"]}"."{node["alias"]}" as\n\n{query.strip()}\n;\n'


def first_versions(snapshot: Node) -> str:
    """What dbt makes of a snapshot on its first build: a version of each row, open at its end."""
    config = snapshot["config"]
    names = config["snapshot_meta_column_names"]
    begins = config["updated_at"]
    return f"""select
    *,
    md5({config["unique_key"]} || '|' || {begins}) as {names["dbt_scd_id"]},
    {begins} as {names["dbt_updated_at"]},
    {begins} as {names["dbt_valid_from"]},
    {config["dbt_valid_to_current"]} as {names["dbt_valid_to"]}

from (
    {snapshot["compiled_code"].strip()}
) as source"""
