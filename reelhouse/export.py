"""The marts as Parquet files, described for whoever has neither dbt nor DuckDB.

datapackage.json is a Data Package of frictionlessdata.io, and croissant.json the JSON-LD of
MLCommons: the same files, columns and descriptions, in the words of two communities.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from reelhouse import warehouse_file
from reelhouse.knobs import similar
from reelhouse.settings import Refused
from reelhouse.version import __version__

MARTS = ["star", "creators", "customerio"]
ABOUT = (
    "A streaming-media warehouse with generated data: viewers, sessions, plays, subscriptions, "
    "recommendations, searches, creators and messages. No person in it exists."
)
# a type of DuckDB as the two formats call it, by how it begins
TYPES = {
    "UUID": ("string", "sc:Text"),
    "VARCHAR": ("string", "sc:Text"),
    "BOOLEAN": ("boolean", "sc:Boolean"),
    "DATE": ("date", "sc:Date"),
    "TIMESTAMP": ("datetime", "sc:DateTime"),
    "DECIMAL": ("number", "sc:Float"),
    "DOUBLE": ("number", "sc:Float"),
    "STRUCT": ("object", ""),
    "MAP": ("object", ""),
    "": ("integer", "sc:Integer"),
}


@dataclass
class Column:
    """A column as the warehouse describes it."""

    name: str
    type: str
    description: str

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.type.endswith("[]")

    @property
    def is_nested(self) -> bool:
        """Whether a value has fields of its own, which Croissant's reader can't take."""
        return self.type.startswith(("STRUCT", "MAP"))

    def called(self, place: int) -> str:
        """Its type in the words of a format."""
        return next(names[place] for start, names in TYPES.items() if self.type.startswith(start))


@dataclass
class Table:
    """A mart, and the file that holds it."""

    schema: str
    name: str
    description: str
    columns: list[Column]
    primary_key: list[str] = field(default_factory=list)
    foreign_keys: list[tuple[str, str, str, str]] = field(default_factory=list)
    digest: str = ""
    size: int = 0

    @property
    def resource(self) -> str:
        """What the descriptors call it."""
        return resource(self.schema, self.name)

    @property
    def path(self) -> str:
        """Where it lies in the folder."""
        return f"{self.schema}/{self.name}.parquet"


def schemas(text: str) -> list[str]:
    """The schemas of a text, in which commas stand between them."""
    names, known = [name.strip() for name in text.split(",") if name.strip()], warehouse_file.LAYERS
    for name in names or [text]:
        if name not in known:
            raise Refused(
                f"SCHEMA {name} is not there{similar(name, known)}; it takes {', '.join(known)}"
            )
    return names


def tables(connection: DuckDBPyConnection, schemas: list[str]) -> list[Table]:
    """The tables of some schemas with the descriptions that each build leaves in the warehouse."""
    columns: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for schema, table, *column in connection.execute(
        "select schema_name, table_name, column_name, data_type, coalesce(comment, '') "
        "from duckdb_columns() where database_name = current_database() "
        "order by schema_name, table_name, column_index"
    ).fetchall():
        columns[schema, table].append(Column(*column))
    found = connection.execute(
        "select schema_name, table_name, coalesce(comment, '') from duckdb_tables() "
        "where database_name = current_database() union all "
        "select schema_name, view_name, coalesce(comment, '') from duckdb_views() "
        "where database_name = current_database() and not internal order by all"
    ).fetchall()
    return [
        Table(schema, name, description, columns[schema, name])
        for wanted in schemas
        for schema, name, description in found
        if schema == wanted
    ]


def add_keys(found: list[Table], manifest: dict[str, Any]) -> None:
    """Give the tables the keys that their tests hold."""
    by_name = {table.name: table for table in found}
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    for test in tests:
        table = by_name.get((test.get("attached_node") or "").split(".")[-1])
        if table is None or not test.get("test_metadata"):
            continue
        kind, arguments = test["test_metadata"]["name"], test["test_metadata"]["kwargs"]
        if kind == "unique":
            table.primary_key = table.primary_key or [test["column_name"]]
        elif kind == "unique_combination_of_columns" and not table.primary_key:
            table.primary_key = list(arguments["combination_of_columns"])
        leads_to = dict(arguments.get("references", {}))
        if kind == "points_at_versions":
            leads_to = {column: key["to"] for column, key in arguments["keys"].items()}
        for column, key in leads_to.items():
            target, name = key.split(".")
            if target in by_name:
                table.foreign_keys.append((column, by_name[target].schema, target, name))


def write(connection: DuckDBPyConnection, table: Table, folder: Path) -> int:
    """Write a table as Parquet, and say how many rows it has.

    Ids become text, since few programs know the UUIDs of Parquet.
    """
    path = folder / table.path
    path.parent.mkdir(parents=True, exist_ok=True)
    source = f'"{table.schema}"."{table.name}"'
    target = str(path).replace("'", "''")
    columns = ", ".join(
        f'"{each.name}"::{each.type.replace("UUID", "VARCHAR")} as "{each.name}"'
        for each in table.columns
    )
    connection.execute(
        f"copy (select {columns} from {source}) to '{target}' (format parquet, compression zstd)"
    )
    held = path.read_bytes()
    table.digest, table.size = hashlib.sha256(held).hexdigest(), len(held)
    return int(connection.execute(f"select count(*) from {source}").fetchall()[0][0])


def data_package(found: list[Table]) -> dict[str, Any]:
    """The descriptor of the files as a Data Package."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "reelhouse",
        "title": "Reelhouse",
        "description": ABOUT,
        "version": __version__,
        "licenses": [{"name": "MIT"}],
        "resources": [
            {
                "name": table.resource,
                "path": table.path,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "description": table.description,
                "bytes": table.size,
                "hash": f"sha256:{table.digest}",
                "schema": _table_schema(table),
            }
            for table in found
        ],
    }


def _table_schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": "array" if column.is_list else column.called(0),
                "description": column.description,
            }
            for column in table.columns
        ]
    }
    if table.primary_key:
        schema["primaryKey"] = table.primary_key
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource(where, to), "fields": [name]}}
            for column, where, to, name in sorted(table.foreign_keys)
        ]
    return schema


def croissant(found: list[Table]) -> dict[str, Any]:
    """The same as Croissant, version 1.0, but for columns of nested values."""
    return {
        "@context": {
            "@language": "en",
            "@vocab": "https://schema.org/",
            "cr": "http://mlcommons.org/croissant/",
            "sc": "https://schema.org/",
            "dct": "http://purl.org/dc/terms/",
            "conformsTo": "dct:conformsTo",
            "column": "cr:column",
            "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
            "extract": "cr:extract",
            "field": "cr:field",
            "fileObject": "cr:fileObject",
            "recordSet": "cr:recordSet",
            "repeated": "cr:repeated",
            "source": "cr:source",
        },
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "reelhouse",
        "description": ABOUT,
        "version": __version__,
        "license": "https://spdx.org/licenses/MIT.html",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": table.path,
                "name": table.path,
                "contentUrl": table.path,
                "encodingFormat": "application/x-parquet",
                "contentSize": f"{table.size} B",
                "sha256": table.digest,
            }
            for table in found
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": table.resource,
                "name": table.resource,
                "description": table.description,
                "field": [
                    _croissant_field(table, column)
                    for column in table.columns
                    if not column.is_nested
                ],
            }
            for table in found
        ],
    }


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.resource}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": column.called(1),
        "source": {"fileObject": {"@id": table.path}, "extract": {"column": column.name}},
    }
    return described | ({"repeated": True} if column.is_list else {})


def save(folder: Path, name: str, described: dict[str, Any]) -> None:
    """Write a descriptor beside the files."""
    text = json.dumps(described, indent=2, ensure_ascii=False)
    (folder / name).write_text(f"{text}\n", encoding="utf-8")


def resource(schema: str, table: str) -> str:
    """The name of a table as both formats allow it."""
    return f"{schema}-{table}".replace("_", "-")
