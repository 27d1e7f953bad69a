"""What the catalog tells: what dbt knows of the project, and what the warehouse holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from catalog import columns, profile, project, results
from catalog.profile import Profile
from catalog.project import Table


@dataclass
class Catalog:
    """All that the pages tell."""

    manifest: dict[str, Any]
    tables: dict[str, Table]
    profiles: dict[str, Profile]
    history: results.History
    sources: dict[columns.Source, list[columns.Source]]
    connection: DuckDBPyConnection


def read(manifest: dict[str, Any], connection: DuckDBPyConnection) -> Catalog:
    """What there is to tell; a table that the warehouse lacks has no profile."""
    manifest = project.without_exam(manifest)
    tables = project.tables(manifest)
    types = profile.columns(connection)
    profiles = {
        name: profile.measure(connection, table, types[table.schema, name])
        for name, table in tables.items()
        if (table.schema, name) in types and profile.is_measured(table)
    }
    known = {name: held for (_, name), held in types.items() if name in tables}
    for name, table in tables.items():
        for column, kind in known.get(name, {}).items():
            table.columns.setdefault(column, project.Column(column, kind, "", False))
            table.columns[column].type = kind.lower()
    return Catalog(
        manifest,
        tables,
        profiles,
        results.read(connection),
        columns.sources(tables, known),
        connection,
    )
