"""The pages of the catalog: its start, questions, metrics, knobs, drawings and runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection
from markupsafe import Markup

from catalog import columns, drawing, project, results, table_page
from catalog.contents import Catalog
from catalog.project import Table
from catalog.site import DOORS, Site, as_data
from dashboard import page as dashboard_page
from reelhouse import analyses, knobs, warehouse_file
from reelhouse.settings import Refused

WEIGHTS = {"table": 6, "question": 5, "metric": 4, "knob": 3, "column": 1}
# those of a mart or the vault that come first
ROOMS = ["facts", "dimensions", "aggregates", "hubs", "links", "satellites", "business"]
SHOWN_FIRST = "agg_user_daily.watched_seconds"  # where nobody named a column
WAYS = {
    "dashboard": "What the warehouse holds, as charts",
    "questions": "What analysts ask, each with its SQL and its answer",
    "metrics": "Numbers by name, and the queries that are saved",
    "star": "Each fact with its dimensions, a drawing for each",
    "vault": "Hubs, links and satellites, a drawing for each",
    "lineage": "Which layer and which table reads which",
    "runs": "The last builds, what their tests said, and how fresh each source is",
    "knobs": "What a build can be given",
    "dbt": "The same as dbt shows it, with its graph",
}


def write(catalog: Catalog, folder: Path) -> None:
    """Write every page but dbt's own."""
    days = warehouse_file.days(catalog.connection)
    span = f"{days[0][0]} to {days[-1][0]}" if days else "No day is loaded yet"
    without = set() if _write_dashboard(catalog.connection, folder) else {"dashboard"}
    site = Site(folder, catalog.tables, span, without)
    asked = _questions(catalog)
    metrics = _metrics(catalog)
    dials = _knobs(catalog.connection)
    _write_start(site, catalog, asked, metrics, dials)
    readers = columns.readers(catalog.sources)
    for table in catalog.tables.values():
        table_page.write(site, catalog, table, readers)
    subjects = {
        subject: [each for each in asked if each["subject"] == subject]
        for subject in analyses.SUBJECTS
    }
    site.write(
        *("questions", "questions.html", "Questions", "questions"),
        subjects=subjects,
        first=asked[0]["name"] if asked else "name",
    )
    saved = [
        {
            "name": each["name"],
            "description": each["description"],
            "metrics": each["query_params"]["metrics"],
        }
        for each in catalog.manifest["saved_queries"].values()
    ]
    site.write(*("metrics", "metrics.html", "Metrics", "metrics"), metrics=metrics, saved=saved)
    site.write("knobs", "knobs.html", "Knobs", "knobs", knobs=dials)
    _write_drawings(site, catalog)
    _write_columns(site, catalog)
    _write_runs(site, catalog, days)


def _write_dashboard(connection: DuckDBPyConnection, folder: Path) -> bool:
    try:
        dashboard_page.write(connection, folder / "dashboard.html", "index.html")
    except duckdb.CatalogException:  # a warehouse that lacks a table has no dashboard
        return False
    return True


def _questions(catalog: Catalog) -> list[dict[str, Any]]:
    """Each question with its answer, its SQL and the tables that it reads."""
    asked = []
    for each in analyses.read().values():
        try:
            analyses.run(each, catalog.connection)
            said = analyses.sentence(each, catalog.connection)
            code = analyses.render(each, catalog.connection)
        except (Refused, duckdb.CatalogException):
            said = "This warehouse lacks a table that the answer needs."
            code = each.path.read_text(encoding="utf-8")
        asked.append(
            {
                "name": each.name,
                "subject": each.subject,
                "question": each.question,
                "said": said,
                "code": code.strip(),
                "tables": [
                    table.name for table in catalog.tables.values() if each.name in table.questions
                ],
            }
        )
    return asked


def _metrics(catalog: Catalog) -> list[dict[str, Any]]:
    models = catalog.manifest["semantic_models"]
    read = project.metric_sources(catalog.manifest)
    found = []
    for each in catalog.manifest["metrics"].values():
        parameters = each["type_params"]
        formula = parameters["expr"] or ""
        if parameters["numerator"]:
            formula = f"{parameters['numerator']['name']} / {parameters['denominator']['name']}"
        found.append(
            {
                "name": each["name"],
                "type": each["type"],
                "description": each["description"],
                "formula": formula,
                "tables": sorted(
                    {models[key]["node_relation"]["alias"] for key in read[each["name"]]}
                ),
            }
        )
    return sorted(found, key=lambda each: str(each["name"]))


def _knobs(connection: DuckDBPyConnection) -> list[dict[str, Any]]:
    held = warehouse_file.clock(connection).parameters
    return [
        {
            "name": name,
            "effect": each.metadata["says"],
            "here": held.get(name, ""),
            "default": "" if each.default is None else each.default,
            "range": knobs.allowed(name),
        }
        for name, each in knobs.KNOBS.items()
    ]


def _write_start(
    site: Site,
    catalog: Catalog,
    asked: list[dict[str, Any]],
    metrics: list[dict[str, Any]],
    dials: list[dict[str, Any]],
) -> None:
    layers: dict[str, dict[str, list[Table]]] = {}
    for table in sorted(catalog.tables.values(), key=_in_order):
        layers.setdefault(table.schema, {}).setdefault(table.room, []).append(table)
    columns_known = sum(len(table.columns) for table in catalog.tables.values())
    rows = sum(
        held.rows for name, held in catalog.profiles.items() if catalog.tables[name].kind != "view"
    )
    tests = {test.id for table in catalog.tables.values() for test in table.tests}
    last = [catalog.history.last(test) for test in tests]
    kept = [each for each in last if each]
    passed = sum(each in results.GOOD for each in kept)
    site.write(
        *("index", "index.html", "Catalog", "index"),
        figures=[
            ("Tables", f"{len(catalog.tables):,}", f"with {columns_known:,} columns"),
            ("Rows", f"{rows:,}", "in tables; views not counted"),
            (
                "Data tests",
                f"{len(tests):,}",
                f"{passed:,} of {len(kept):,} passed when they ran last" if kept else "not run yet",
            ),
            ("Questions", f"{len(asked):,}", f"and {len(metrics):,} metrics"),
        ],
        ways=[
            (name, DOORS[name], note)
            for name, note in WAYS.items()
            if (name, DOORS[name]) in site.common["doors"]
        ],
        layers={layer: layers[layer] for layer in project.LAYERS if layer in layers},
        said=project.LAYERS,
        data=as_data(entries(catalog, asked, metrics, dials)),
    )


def entries(
    catalog: Catalog,
    asked: Iterable[dict[str, Any]],
    metrics: Iterable[dict[str, Any]],
    dials: Iterable[dict[str, Any]],
) -> list[dict[str, Any]]:
    """What the search finds: a name, what it belongs to, what is said of it and where it leads."""
    found = []

    def add(kind: str, name: str, of: str, said: str, href: str, hidden: bool = False) -> None:
        entry = {"name": name, "of": of, "said": said, "href": href, "weight": WEIGHTS[kind]}
        found.append(entry | ({"hidden": True} if hidden else {}))

    for table in catalog.tables.values():
        said = f"{table.grain} {table.description}".strip()
        add("table", table.name, f"table of {table.schema}", said, table.page, not table.is_shown)
        for column in table.columns.values():
            href = f"{table.page}#{column.name}"
            of = f"column of {table.name}"
            add("column", column.name, of, column.description, href, not table.is_shown)
    for each in asked:
        name = each["name"]
        add(
            "question", each["question"], f"question {name}", each["said"], f"questions.html#{name}"
        )
    for each in metrics:
        name = each["name"]
        add("metric", name, "metric", each["description"], f"metrics.html#{name}")
    for each in dials:
        add("knob", each["name"].upper(), "knob", each["effect"], f"knobs.html#{each['name']}")
    return found


def _write_drawings(site: Site, catalog: Catalog) -> None:
    for name, words, kept in (
        ("star", "The facts, aggregates and dimensions of the star.", "star"),
        ("vault", "The hubs, links and satellites of the vault.", "vault"),
    ):
        drawn = [
            (
                table.name,
                Markup(drawing.keys(table, catalog.tables, lambda to: f"tables/{to}.html")),
            )
            for table in sorted(catalog.tables.values(), key=_in_order)
            if table.schema == kept and table.is_shown
        ]
        site.write(
            *("diagrams", f"{name}.html", f"The {name}, as diagrams", name),
            words=words,
            drawings=[(table, held) for table, held in drawn if held],
        )
    layers: dict[str, list[Table]] = {}
    for table in catalog.tables.values():
        layers.setdefault(table.schema, []).append(table)
    site.write(
        *("lineage", "lineage.html", "Lineage", "lineage"),
        drawing=Markup(drawing.layers(catalog.tables)),
        layers=layers,
    )


def _write_columns(site: Site, catalog: Catalog) -> None:
    tables = list(catalog.tables)
    held = [(table.name, name) for table in catalog.tables.values() for name in table.columns]
    place = {column: number for number, column in enumerate(held)}
    traced = {
        "tables": tables,
        "columns": [[tables.index(table), name] for table, name in held],
        "sources": [
            [place[each] for each in catalog.sources.get(column, []) if each in place]
            for column in held
        ],
    }
    site.write(
        *("columns", "columns.html", "Lineage of a column", "lineage"),
        first=SHOWN_FIRST,
        data=as_data(traced),
    )


def _in_order(table: Table) -> tuple[int, str, str]:
    first = ROOMS.index(table.room) if table.room in ROOMS else len(ROOMS)
    return first, table.room, table.name


def _write_runs(site: Site, catalog: Catalog, days: list[tuple[Any, bool]]) -> None:
    last = days[-1][0] if days else None
    runs = []
    for run in catalog.history.runs:
        said = [each[run.id][0] for each in catalog.history.results.values() if run.id in each]
        runs.append((run, sum(each in results.GOOD for each in said), len(said)))
    site.write(
        *("runs", "runs.html", "Runs and freshness", "runs"),
        clock=warehouse_file.describe_days(days),
        fresh=results.freshness(catalog.tables, catalog.profiles, last),
        runs=runs,
    )
