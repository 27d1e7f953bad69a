"""Which of the project's tests look at a table, from the manifest that dbt compile leaves."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

LAYERS = ("star", "creators", "vault", "customerio")


@dataclass(frozen=True)
class Test:
    """A data test as the statement that finds its failures."""

    name: str
    statement: str
    models: frozenset[str]
    is_generic: bool

    def may_see(self, model: str, column: str) -> bool:
        """Whether it can see a change of this column.

        A generic test of a table reads the columns that it names; one of a view on top of the
        table may read them by other names.
        """
        if not self.is_generic or model not in self.models:
            return True
        return re.search(rf"\b{re.escape(column)}\b", self.statement) is not None


def tables(manifest: dict[str, Any]) -> dict[str, str]:
    """The tables and views of the marts by id, but for the stages, which are steps to the vault."""
    return {
        key: f"{node['schema']}.{node['alias']}"
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
        and node["schema"] in LAYERS
        and "stage" not in node["fqn"]
    }


def tests(manifest: dict[str, Any]) -> list[Test]:
    """Every data test that dbt would run."""
    return [
        Test(
            name=node["name"],
            statement=node["compiled_code"],
            models=frozenset(node["depends_on"]["nodes"]),
            is_generic=bool(node.get("test_metadata")),
        )
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
    ]


def seen_through(manifest: dict[str, Any]) -> dict[str, set[str]]:
    """Each model with the views that show its rows as they are now, itself included."""
    views_on = defaultdict(set)
    for key, node in manifest["nodes"].items():
        if node["resource_type"] == "model" and node["config"]["materialized"] == "view":
            for parent in node["depends_on"]["nodes"]:
                views_on[parent].add(key)

    def reached(model: str) -> set[str]:
        return {model}.union(*(reached(view) for view in views_on[model]))

    return {key: reached(key) for key in tables(manifest)}
