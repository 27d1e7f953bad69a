"""The page of a table: its figures, columns, tests, rows and neighbors."""

from __future__ import annotations

from markupsafe import Markup

from catalog import columns, drawing, profile, project, results
from catalog.contents import Catalog
from catalog.profile import Profile
from catalog.project import Table
from catalog.site import Site


def write(
    site: Site,
    catalog: Catalog,
    table: Table,
    readers: dict[columns.Source, list[columns.Source]],
) -> None:
    """Write its page."""
    held = catalog.profiles.get(table.name)
    tests = [_told(catalog.history, test) for test in table.tests]
    site.write(
        *("table", table.page, table.name),
        table=table,
        profile=held,
        unmeasured=_why_not(table),
        figures=_figures(table, held, [last for _, last, _ in tests]),
        bars=Markup(drawing.bars(held.days)) if held else "",
        keys=Markup(drawing.keys(table, catalog.tables, lambda name: f"{name}.html")),
        columns=[
            {
                **vars(column),
                "leads_to": [each for each in column.leads_to if each[0] in catalog.tables],
                "sources": catalog.sources.get((table.name, column.name), []),
                "readers": readers.get((table.name, column.name), []),
            }
            for column in table.columns.values()
        ],
        tests=tests,
        neighbors=Markup(drawing.neighbors(table, lambda name: f"{name}.html")),
        reach=[
            (f"All {len(names)} tables that it is made from", names)
            if way == "parents"
            else (f"All {len(names)} tables that are made from it", names)
            for way in ("parents", "children")
            for names in [project.reach(catalog.tables, table.name, way)]
        ],
        language="Python" if table.path.endswith(".py") else "SQL",
        share=share,
        estimate=estimate,
    )


def _why_not(table: Table) -> str:
    if not profile.is_measured(table):
        return "A stage is a view for the loads of the vault, and is not measured."
    return "This warehouse does not hold it."


def _figures(
    table: Table, held: Profile | None, last: list[dict[str, str]]
) -> list[tuple[str, str, str]]:
    kept = [each for each in last if each["status"]]
    passed = sum(each["status"] in results.GOOD for each in kept)
    days = [day for day in (held.days if held else {}) if day is not None]
    return [
        (
            "Rows",
            f"{held.rows:,}" if held else "–",
            f"in a {'view' if table.kind == 'view' else 'table'}",
        ),
        ("Columns", f"{len(table.columns)}", ""),
        (
            "Tests",
            f"{len(last)}",
            f"{passed} of {len(kept)} passed when they ran last" if kept else "no result is kept",
        ),
        (
            "Days",
            f"{len(days):,}" if days else "–",
            f"{min(days)} to {max(days)}" if days else "no day of a row is told",
        ),
    ]


def _told(history: results.History, test: project.Test) -> tuple[project.Test, dict[str, str], str]:
    """A test, its last result, and those before it."""
    said = history.of(test.id)
    if not said:
        return test, {"status": "", "words": ""}, ""
    run, status, failures = said[0]
    words = f"{status} on {run.started}" + (f", {failures:,} rows" if failures else "")
    return test, {"status": status, "words": words}, ", ".join(each for _, each, _ in said[1:])


def share(part: int, whole: int) -> str:
    """A share in percent; a part is never shown as nothing, nor as all."""
    if not part:
        return "0"
    percent = 100 * part / whole
    if percent < 0.1:
        return "<0.1%"
    return "all" if part == whole else f"{min(percent, 99.9):.1f}%"


def estimate(number: int) -> str:
    """A count of values: up to a hundred as it is, beyond estimated, by its first two digits."""
    if number <= 100:
        return f"{number}"
    unit = 10 ** (len(str(number)) - 2)
    return f"~{round(number / unit) * unit:,}"
