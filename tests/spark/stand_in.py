"""What stands in for Databricks: it writes down each statement of dbt-databricks and answers its questions.

No statement is run but those on the clock and the table of invocations, by DuckDB, whose rows
decide which days a build opens. All other tables are empty, and their columns are those of the
manifest. What the catalog is asked is answered in the form that Databricks documents.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow.parquet as pq
import sqlglot
from sqlglot import exp

KEPT = ("raw_clock", "invocations")  # tables that have rows
TEMPORARY = "__dbt_tmp"
CREATED = re.compile(
    r"create\s+(?:or replace\s+)?(temporary\s+)?(table|view)\s+(?:if not exists\s+)?(\S+)", re.I
)
READ_FILES = re.compile(
    r"create or replace temporary view (\w+) as select \* from read_files\('([^']+)'(.*)\)",
    re.I | re.S,
)
WRITTEN = re.compile(
    r"(?:create (?:or replace )?(?:temporary )?(?:table|view)(?: if not exists)?|insert into|update) (\S+)",
    re.I,
)
CHECK = re.compile(r"alter table (\S+) add constraint `?(\w+)`? check \((.*)\)", re.I | re.S)
EMPTY = re.compile(r"where false\s+limit 0\s*$", re.I)
DAYS_OF_INCREMENT = re.compile(r"select distinct \w+ as day from \S+ order by 1", re.I)
INCREMENT = ("2025-01-02", "2025-01-03")  # of every table that days are replaced in
COMMENT = re.compile(r"^\s*/\*.*?\*/", re.S)
INFORMATION_SCHEMA = re.compile(r"information_schema`?\.`?(\w+)", re.I)
SCHEMA = re.compile(r"table_schema = '(\w+)'", re.I)


class Answer(NamedTuple):
    """The rows of a statement, and their columns with a type each."""

    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]


NOTHING = Answer([], [])


def named(names: list[str], rows: list[tuple[Any, ...]]) -> Answer:
    """An answer whose columns are texts."""
    return Answer([(name, "string") for name in names], rows)


class Name(NamedTuple):
    """A relation by its schema and its name."""

    schema: str
    table: str


def name_of(text: str) -> Name:
    """A name as a statement has it: with a catalog in front or without, in backticks or bare."""
    parts = [part.strip("`") for part in text.lower().rstrip(";").split(".")]
    return Name(parts[-2] if len(parts) > 1 else "", parts[-1])


class Made:
    """What the create and the alters of a table have said of it."""

    def __init__(self, statement: str) -> None:
        tree = sqlglot.parse_one(statement, read="databricks")
        self.comments: dict[str, str] = {}
        self.present: list[str] = []
        for column in tree.find_all(exp.ColumnDef):
            for constraint in column.constraints:
                if isinstance(constraint.kind, exp.CommentColumnConstraint):
                    self.comments[column.name] = constraint.kind.this.name
                elif isinstance(constraint.kind, exp.NotNullColumnConstraint):
                    self.present.append(column.name)
        comment = tree.find(exp.SchemaCommentProperty)
        self.comment = comment.this.name if comment else ""
        self.properties = {
            each.name: each.args["value"].name
            for each in tree.find_all(exp.Property)
            if type(each) is exp.Property
        }
        if clusters := tree.find(exp.ClusterProperty):
            named = [f'["{each.name}"]' for each in clusters.expressions]
            self.properties["clusteringColumns"] = f"[{','.join(named)}]"


class Warehouse:
    """Databricks, as far as a build sees it."""

    def __init__(self, catalog: str, volume: str, landing: Path) -> None:
        self.catalog, self.volume, self.landing = catalog, volume, landing
        self.statements: list[str] = []
        self.relations: dict[Name, str] = {}
        self.made: dict[Name, Made] = {}
        self.filled: set[Name] = set()
        self.schemas: set[str] = {"default", "information_schema"}
        self.columns: dict[str, dict[str, str]] = {}
        self.files: dict[str, list[str]] = {}
        self.rows = duckdb.connect()

    def know(self, manifest: Any) -> None:
        """Take the columns of each table from the manifest, with their types in DuckDB."""
        for node in manifest.nodes.values():
            if node.resource_type in ("model", "snapshot", "seed"):
                self.columns[node.name.lower()] = {
                    name: each.data_type or guessed(name) for name, each in node.columns.items()
                }

    def answer(self, statement: str) -> Answer:
        """Write a statement down and answer it."""
        sql = COMMENT.sub("", statement).strip()
        self.statements.append(sql)
        first = sql.split(None, 1)[0].lower()
        if first in ("show", "describe"):
            return self.described(sql)
        if found := INFORMATION_SCHEMA.search(sql):
            return self.listed(sql, found[1].lower())
        if found := READ_FILES.match(sql):
            self.files[found[1]] = [found[2], found[3]]
            return NOTHING
        if first == "create":
            self.create(sql)
        elif found := CHECK.match(sql):
            self.made[name_of(found[1])].properties[f"delta.constraints.{found[2]}"] = found[3]
        elif first == "drop":
            self.relations.pop(name_of(sql.split()[-1]), None)
        if (written := WRITTEN.match(sql)) and has_rows(name_of(written[1]).table):
            return self.run(sql)
        if first == "insert":
            self.filled.add(name_of(sql.split()[2]))
        if first not in ("select", "with"):
            return NOTHING
        if EMPTY.search(sql):
            node = re.search(r'"node_id": "[\w.-]+\.(\w+)"', statement)
            assert node, sql
            return Answer(list(self.columns_of(Name("", node[1])).items()), [])
        return self.asked(sql)

    def create(self, sql: str) -> None:
        """Note a schema, a table or a view that is made."""
        if found := CREATED.match(sql):
            if not found[1]:
                name = name_of(found[3])
                self.relations[name] = found[2].lower()
                self.made[name] = Made(sql)
        elif found := re.match(r"create schema (?:if not exists )?(\S+)", sql, re.I):
            self.schemas.add(name_of(found[1]).table)

    def described(self, sql: str) -> Answer:
        """What `show` and `describe` say."""
        text = sql.lower()
        like = re.search(r"like '(\w+)'", text)
        if text.startswith("show schemas"):
            return named(
                ["databaseName"],
                [(each,) for each in sorted(self.schemas) if not like or each == like[1]],
            )
        if text.startswith("show tables"):
            schema = name_of(text.split()[3]).table
            return named(
                ["database", "tableName", "isTemporary"],
                [
                    (schema, each.table, False)
                    for each in self.relations
                    if each.schema == schema and (not like or each.table == like[1])
                ],
            )
        if text.startswith("show tblproperties"):
            return named(
                ["key", "value"], list(self.made[name_of(text.split()[-1])].properties.items())
            )
        if text.startswith(("describe query", "describe detail")):
            raise AssertionError(f"no answer to {sql}")
        words = text.split()
        name = name_of(words[-3] if text.endswith("as json") else words[-1])
        columns = self.columns_of(name)
        if text.endswith("as json"):
            listed = [{"name": each, "type": json_type(type_)} for each, type_ in columns.items()]
            return named(["json_metadata"], [(json.dumps({"columns": listed}),)])
        made = self.made.get(name)
        comments = made.comments if made else {}
        rows = [(each, type_, comments.get(each)) for each, type_ in columns.items()]
        if made and "extended" in text:
            about = {
                "Type": "MANAGED",
                "Provider": "delta",
                "Owner": "owner",
                "Comment": made.comment,
            }
            rows += [("", "", ""), ("# Detailed Table Information", "", "")]
            rows += [(each, value, "") for each, value in about.items()]
        return named(["col_name", "data_type", "comment"], rows)

    def listed(self, sql: str, view: str) -> Answer:
        """What the information schema has: tables; nothing of tags, keys or masks, which there are none of."""
        if view == "tables":
            schema = SCHEMA.search(sql)
            assert schema, sql
            rows = [
                (
                    each.table,
                    kind,
                    "delta" if kind == "table" else None,
                    "owner",
                    "managed" if kind == "table" else None,
                )
                for each, kind in self.relations.items()
                if each.schema == schema[1]
            ]
            return named(
                ["table_name", "table_type", "file_format", "table_owner", "databricks_table_type"],
                rows,
            )
        if view == "columns":
            table = re.search(r"table_schema = '(\w+)'\s+and table_name = '(\w+)'", sql, re.I)
            assert table, sql
            return named(
                ["column_name"], [(each,) for each in self.made[Name(*table.groups())].present]
            )
        tree = sqlglot.parse_one(sql, read="databricks")
        return named(tree.named_selects, [])

    def columns_of(self, name: Name) -> dict[str, str]:
        """The columns of a relation with Databricks' types."""
        known = self.columns[name.table.replace(TEMPORARY, "")]
        return {each: self.translated(type_) for each, type_ in known.items()}

    def translated(self, type_: str) -> str:
        """A type of the manifest in Databricks' words."""
        from spark.dialect import translate_type

        return translate_type(type_, "databricks")

    def run(self, sql: str) -> Answer:
        """Let DuckDB run a statement. Tables that have no rows are made as they are asked for."""
        tree = sqlglot.parse_one(sql.replace("struct(clock.*)", "clock"), read="databricks")
        if isinstance(tree, exp.Create):
            tree.set("properties", None)
            for column in tree.find_all(exp.ColumnDef):
                column.set("constraints", None)
        for numbers in list(tree.find_all(exp.Explode)):  # whole numbers are bigint in DuckDB
            numbers.replace(exp.cast(numbers.copy(), "int"))
        for table in tree.find_all(exp.Table):
            table.set("catalog", None)
            if table.db:
                self.rows.execute(f"create schema if not exists {table.db}")
                if not has_rows(table.name):
                    self.make_empty(Name(table.db, table.name))
        found = self.rows.execute(tree.sql(dialect="duckdb"))
        if not isinstance(tree, exp.Query):
            return NOTHING
        return Answer([(each[0], "string") for each in found.description], found.fetchall())

    def make_empty(self, name: Name) -> None:
        """A table without a row, in DuckDB."""
        columns = ", ".join(f'"{each}" {type_}' for each, type_ in self.columns[name.table].items())
        self.rows.execute(f'create table if not exists "{name.schema}"."{name.table}" ({columns})')

    def asked(self, sql: str) -> Answer:
        """The answer to a question about rows."""
        if found := re.fullmatch(r"select value from (\w+)", sql, re.I):
            return named(["value"], [(text,) for text in self.texts(found[1])])
        if found := re.fullmatch(r"select count\(\*\) as found from (\w+)", sql, re.I):
            return named(["found"], [(self.rows_of_files(found[1]),)])
        if found := re.fullmatch(r"select 1 from (\S+) limit 1", sql, re.I):
            return named(["1"], [(1,)] if name_of(found[1]) in self.filled else [])
        if DAYS_OF_INCREMENT.fullmatch(sql):
            return named(["day"], [(day,) for day in INCREMENT])
        return self.run(sql)

    def rows_of_files(self, view: str) -> int:
        """How many rows lie in the files of a view."""
        folder, names = self.files[view][0].split("/{")
        place = self.landing / Path(folder).relative_to(self.volume)
        files = [place / f"{each}.parquet" for each in names.removesuffix("}.parquet").split(",")]
        return sum(pq.read_metadata(each).num_rows for each in files)

    def texts(self, view: str) -> list[str]:
        """The files that a view lies over, each as one text."""
        path, options = self.files[view]
        pattern = re.search(r"pathGlobFilter => '\{(.*)\}\.json'", options)
        assert pattern, options
        folder = self.landing / Path(path).relative_to(self.volume)
        files = [folder / f"{each}.json" for each in pattern[1].split(",")]
        return [each.read_text() for each in files if each.exists()]


def has_rows(table: str) -> bool:
    """Whether the rows of a table, or of what is to go into it, are kept."""
    return table.removesuffix(TEMPORARY) in KEPT


def guessed(name: str) -> str:
    """The type of a column that the manifest gives none."""
    if name.endswith("_date"):
        return "date"
    if name.endswith("_number"):
        return "bigint"
    return "timestamp" if name.endswith(("_at", "_datetime", "_from", "_to")) else "varchar"


def json_type(type_: str) -> dict[str, Any]:
    """A type as `describe ... as json` has it."""
    tree = exp.DataType.build(type_, dialect="databricks")
    return spelled(tree)


def spelled(tree: Any) -> dict[str, Any]:
    if tree.is_type("array"):
        return {
            "name": "array",
            "element_type": spelled(tree.expressions[0]),
            "element_nullable": True,
        }
    if tree.is_type("map"):
        return {
            "name": "map",
            "key_type": spelled(tree.expressions[0]),
            "value_type": spelled(tree.expressions[1]),
            "value_nullable": True,
        }
    if tree.is_type("struct"):
        return {
            "name": "struct",
            "fields": [
                {"name": each.name, "type": spelled(each.args["kind"]), "nullable": True}
                for each in tree.expressions
            ],
        }
    if tree.is_type("decimal"):
        precision, scale = (int(each.name) for each in tree.expressions)
        return {"name": "decimal", "precision": precision, "scale": scale}
    return {"name": tree.sql(dialect="databricks").lower()}


class Cursor:
    """A cursor of the SQL connector."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.query_id, self.description, self.left = "0", None, []
        self.connection = Connection(warehouse)

    def execute(self, sql: str, bindings: Any = None) -> Cursor:
        assert not bindings, "a statement with parameters, whose text alone would be written down"
        columns, self.left = self.warehouse.answer(sql)
        self.description = [(*each, None, None, None, None, None) for each in columns]
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows, self.left = self.left, []
        return rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self.left.pop(0) if self.left else None

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        rows, self.left = self.left[:size], self.left[size:]
        return rows

    def close(self) -> None:
        pass

    cancel = close


class Connection:
    """A connection of the SQL connector."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse

    def cursor(self) -> Cursor:
        return Cursor(self.warehouse)

    def get_session_id_hex(self) -> str:
        return "0"

    def close(self) -> None:
        pass
