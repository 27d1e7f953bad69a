"""What dbt knows of the project, as the catalog shows it: tables, their columns and tests.

It reads a manifest of dbt. Questions that have a known answer, analyses/exam, stay out of it, and
so do their macros.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

TABLES = {"model", "seed", "snapshot"}
UNSEEN = ("analyses/exam/", "macros/exam/")
SAID_ELSEWHERE = {"model", "keys", "references", "parents"}
LABELS = {"not_null": "never null: ", "empty": "empty: "}
LAYERS = {
    "star": "Facts, dimensions with versions, aggregates by day and month",
    "creators": "The creator feed: posts, their creators and viewers",
    "customerio": "People, messages and calls, in the tables of Customer.IO",
    "vault": "The same as a Data Vault, and the star rebuilt from it",
    "staging": "Each list in a table of its own, typed; invalid arrivals set aside",
    "raw": "What the platform's systems hand over, load day by load day",
    "truth": "What the generator meant, for tests alone",
    "seeds": "The value sets: dbt and the generator read the same files",
    "snapshots": "What builds saw of tables that change in place",
    "intermediate": "Steps between layers, not for queries",
}


@dataclass
class Column:
    """A column as its yml describes it."""

    name: str
    type: str
    description: str
    is_filled: bool
    is_unique: bool = False
    leads_to: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Test:
    """A data test, and what it holds in words."""

    id: str
    kind: str
    holds: list[str]


@dataclass
class Table:
    """A model, a seed or a snapshot."""

    id: str
    name: str
    schema: str
    room: str
    kind: str
    grain: str
    description: str
    is_shown: bool
    group: str
    access: str
    code: str
    is_compiled: bool
    path: str
    columns: dict[str, Column]
    parents: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    exposures: list[str] = field(default_factory=list)

    @property
    def page(self) -> str:
        """Where its page lies in the site."""
        return f"tables/{self.name}.html"


def without_exam(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest without the questions whose answers nobody should find beside them."""
    kept = {
        kind: {
            key: each
            for key, each in manifest[kind].items()
            if not each["original_file_path"].startswith(UNSEEN)
        }
        for kind in ("nodes", "macros")
    }
    return {**manifest, **kept}


def tables(manifest: dict[str, Any]) -> dict[str, Table]:
    """Every table by its name, layer by layer."""
    nodes = manifest["nodes"]
    by_id = {key: _table(node) for key, node in nodes.items() if node["resource_type"] in TABLES}
    for key, table in by_id.items():
        above = nodes[key].get("depends_on", {}).get("nodes", [])
        table.parents = sorted({by_id[each].name for each in above if each in by_id})
    found = {table.name: table for table in by_id.values()}
    for name in sorted(found):
        for parent in found[name].parents:
            found[parent].children.append(name)
    _add_tests(nodes, by_id)
    _add_readers(manifest, by_id)
    order = list(LAYERS)
    return dict(
        sorted(found.items(), key=lambda each: (order.index(each[1].schema), each[1].room, each[0]))
    )


def _table(node: dict[str, Any]) -> Table:
    said = node["description"].strip()
    grain, _, rest = said.removeprefix("Grain: ").partition(". ")
    folders = node["original_file_path"].split("/")[:-1]
    columns = {
        name: Column(
            name,
            each["data_type"] or "",
            each["description"].strip(),
            "not_null" in [held["type"] for held in each["constraints"]],
        )
        for name, each in node["columns"].items()
    }
    config = node["config"]
    return Table(
        id=node["unique_id"],
        name=node["name"],
        schema=node["schema"] if node["schema"] in LAYERS else folders[-1],
        room=folders[-1],
        kind=node["resource_type"] if node["resource_type"] != "model" else config["materialized"],
        grain=f"{grain.rstrip('.')}." if grain else "",
        description=rest.strip(),
        is_shown=node["docs"]["show"],
        group=node.get("group") or "",
        access=node.get("access") or "",
        code=(node.get("compiled_code") or node.get("raw_code") or "").strip(),
        is_compiled=bool(node.get("compiled_code")),
        path=node["original_file_path"],
        columns=columns,
    )


def _add_tests(nodes: dict[str, Any], by_id: dict[str, Table]) -> None:
    for key, node in sorted(nodes.items()):
        if node["resource_type"] != "test":
            continue
        generic = node.get("test_metadata")
        if not generic:
            words = node["description"].strip() or node["name"].replace("_", " ")
            for each in node["depends_on"]["nodes"]:
                if each in by_id:
                    by_id[each].tests.append(Test(key, "a query of its own", [words]))
            continue
        table = by_id.get(node["attached_node"] or "")
        if table is None:
            continue
        kind, arguments = generic["name"], generic["kwargs"]
        where = node["config"]["where"]
        holds = _held(arguments) + ([f"where {where}"] if where else [])
        table.tests.append(Test(key, kind.replace("_", " "), holds))
        for column, target in _leads(arguments).items():
            if column in table.columns:
                table.columns[column].leads_to.append(target)
        if where:
            continue
        if kind == "unique" and arguments["column_name"] in table.columns:
            table.columns[arguments["column_name"]].is_unique = True
        for column in arguments.get("not_null", []):
            if column in table.columns:
                table.columns[column].is_filled = True


def _leads(arguments: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Where the keys of a test lead to: a table and its column."""
    versions = {column: key["to"] for column, key in arguments.get("keys", {}).items()}
    targets = {**versions, **arguments.get("references", {}), **arguments.get("parents", {})}
    return {
        column: (target.partition(".")[0], target.partition(".")[2])
        for column, target in targets.items()
    }


def _held(arguments: dict[str, Any]) -> list[str]:
    """What a generic test holds, a line each."""
    words = [f"{column} → {table}.{key}" for column, (table, key) in _leads(arguments).items()]
    for name, value in arguments.items():
        if name in SAID_ELSEWHERE or not value:
            continue
        if name == "rules":
            words += map(str, value)
        elif isinstance(value, dict):
            words += [f"{key} = {each}" for key, each in value.items()]
        else:
            listed = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            words.append(f"{LABELS.get(name, '')}{listed}")
    return words


def _add_readers(manifest: dict[str, Any], by_id: dict[str, Table]) -> None:
    """Which questions, metrics and exposures read a table."""
    for node in manifest["nodes"].values():
        if node["resource_type"] == "analysis":
            for each in node["depends_on"]["nodes"]:
                if each in by_id:
                    by_id[each].questions.append(node["name"])
    models = {
        key: [each for each in node["depends_on"]["nodes"] if each in by_id]
        for key, node in manifest["semantic_models"].items()
    }
    for name, read in metric_sources(manifest).items():
        for each in read:
            for key in models.get(each, []):
                by_id[key].metrics.append(name)
    for exposure in manifest["exposures"].values():
        for each in exposure["depends_on"]["nodes"]:
            if each in by_id:
                by_id[each].exposures.append(exposure["name"])


def metric_sources(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """The semantic models that a metric reads, those of the metrics it is made of included."""
    found: dict[str, set[str]] = defaultdict(set)
    metrics = manifest["metrics"]

    def read(key: str) -> set[str]:
        above = metrics[key]["depends_on"]["nodes"]
        return {model for each in above for model in (read(each) if each in metrics else {each})}

    for key, metric in metrics.items():
        found[metric["name"]] = read(key)
    return {name: sorted(models) for name, models in sorted(found.items())}


def reach(tables: dict[str, Table], name: str, way: str) -> list[str]:
    """All that a table is made from, or all that is made from it, however far."""
    found: set[str] = set()
    wanted = list(getattr(tables[name], way))
    while wanted:
        each = wanted.pop()
        if each not in found:
            found.add(each)
            wanted += getattr(tables[each], way)
    return sorted(found)
