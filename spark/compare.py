"""A DuckDB warehouse and a Spark warehouse of one world, row for row: `python -m spark.compare`.

Each table and view that the project makes is read from both, and what Spark holds is cast to the
types that DuckDB has. Which types differ by engine, and how, is in ENGINE_TYPES: any other pair is
a difference.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from reelhouse.warehouse_file import LAYERS, NOT_LAYERS
from spark import session
from spark.errors import SparkError

# DuckDB's type, and what holds the same values in Spark. An instant is UTC in both.
ENGINE_TYPES = {
    "varchar": "string",
    "uuid": "string",
    "json": "string",
    "time": "string",
    "blob": "binary",
    "integer": "int",
    "hugeint": "decimal(38,0)",
    "ubigint": "decimal(20,0)",
}
SAME_TYPES = ("boolean", "tinyint", "smallint", "bigint", "float", "double", "date", "timestamp")
LEFTOVER = "__dbt_tmp"  # in the name of what a build that was cut short has left
DIGITS = "'%.9e'"  # of fractions: the order in which an engine adds them up changes the last ones


@dataclass(frozen=True)
class Finding:
    """What the comparison says of one table."""

    table: str
    rows: int
    fault: str | None = None  # none where both hold the same rows
    rounded: bool = False  # whether fractions are equal in nine digits only
    types: tuple[tuple[str, str], ...] = ()  # pairs that differ by engine, but for those of structs
    ahead: tuple[str, ...] = ()  # columns of Spark alone, without a value yet


def spark_type(type_: str) -> str | None:
    """The type in which Spark holds what DuckDB holds in this one; none if it is not known."""
    type_ = type_.lower().strip()
    if type_.endswith("[]"):
        inner = spark_type(type_[:-2])
        return f"array<{inner}>" if inner else None
    if found := re.fullmatch(r"struct\((.*)\)", type_):
        fields = [field.split(" ", 1) for field in _split(found.group(1))]
        inside = [f"{name.strip(chr(34))}:{spark_type(inner)}" for name, inner in fields]
        return f"struct<{','.join(inside)}>"
    if found := re.fullmatch(r"map\((.*)\)", type_):
        return f"map<{','.join(str(spark_type(each)) for each in _split(found.group(1)))}>"
    if type_.startswith("decimal"):
        return type_.replace(" ", "")
    return type_ if type_ in SAME_TYPES else ENGINE_TYPES.get(type_)


def _split(text: str) -> list[str]:
    """The parts between the commas that no bracket encloses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "(<") - (letter in ")>")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [each.strip() for each in parts]


def compare_rows(
    connection: duckdb.DuckDBPyConnection, table: str, theirs: Any, types: dict[str, str]
) -> Finding:
    """A table of DuckDB, as schema.name, and an Arrow table of the same name from Spark."""
    connection.execute("set TimeZone = 'UTC'")
    described = connection.execute(f"describe {table}").fetchall()
    ours = {row[0]: row[1] for row in described}
    ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()
    ahead = tuple(sorted(set(types) - set(ours)))
    connection.register("theirs", theirs)
    try:
        filled = set(ours) - set(types) | with_a_value(connection, ahead)
        if filled:
            return Finding(table, rows, f"only one of the two has {', '.join(sorted(filled))}")
        return compare_columns(connection, table, rows, ours, types, ahead)
    finally:
        connection.unregister("theirs")


def with_a_value(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> set[str]:
    """Which columns of Spark's rows are not null in all of them."""
    found = set()
    for name in columns:
        ((values,),) = connection.execute(f'select count("{name}") from theirs').fetchall()
        if values:
            found.add(name)
    return found


def compare_columns(
    connection: duckdb.DuckDBPyConnection, table: str, rows: int,
    ours: dict[str, str], types: dict[str, str], ahead: tuple[str, ...],
) -> Finding:  # fmt: skip
    """Rows whose columns are the same but for those that Spark has ahead of DuckDB."""
    for name, type_ in ours.items():
        if spark_type(type_) != types[name].lower():  # fields of a struct keep their case
            return Finding(table, rows, f"{name} is {type_} in DuckDB and {types[name]} in Spark")
    pairs = {(type_.lower(), types[name]) for name, type_ in ours.items() if "(" not in type_}
    shown = tuple(sorted(pair for pair in pairs if pair[0].replace(" ", "") != pair[1]))
    for rounded in (False, True):
        one = ", ".join(_shown(name, type_, rounded) for name, type_ in ours.items())
        other = ", ".join(_shown(name, type_, rounded, cast=True) for name, type_ in ours.items())
        missing, extra = _differences(
            connection, f"select {one} from {table}", f"select {other} from theirs"
        )
        if not missing and not extra:
            return Finding(table, rows, None, rounded, shown, ahead)
    fault = f"{missing} rows of DuckDB are not in Spark, {extra} of Spark not in DuckDB"
    return Finding(table, rows, fault, types=shown)


def _shown(name: str, type_: str, rounded: bool, *, cast: bool = False) -> str:
    value = f'"{name}"::{type_}' if cast else f'"{name}"'
    if rounded and type_ in ("DOUBLE", "FLOAT"):
        value = f"printf({DIGITS}, {value})"
    return f'{value} as "{name}"'


def _differences(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> tuple[int, int]:
    counted = "select count(*) from (({}) except all ({}))"
    ((missing,),) = connection.execute(counted.format(one, other)).fetchall()
    ((extra,),) = connection.execute(counted.format(other, one)).fetchall()
    return missing, extra


def compare(
    connection: duckdb.DuckDBPyConnection, running: Any, layers: Sequence[str] = ()
) -> Iterator[Finding]:
    """Each table and view of either engine, layer by layer."""
    ours = in_duckdb(connection)
    theirs = in_spark(running, {*LAYERS, *(layer for layer, _ in ours)})
    for layer, name in sorted(ours | theirs):
        if layers and layer not in layers:
            continue
        table = f'"{layer}"."{name}"'
        if (layer, name) not in theirs:
            ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()
            yield Finding(table, rows, "Spark has no such table")
            continue
        found = running.table(f"{layer}.{name}")
        if (layer, name) not in ours:
            yield Finding(table, found.count(), "DuckDB has no such table")
            continue
        yield compare_rows(connection, table, found.toArrow(), dict(found.dtypes))


def in_duckdb(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """The layer and the name of each table and view of DuckDB."""
    tables = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_catalog = current_database()"
    ).fetchall()
    return {(layer, name) for layer, name in tables if is_compared(layer, name)}


def in_spark(running: Any, layers: Set[str]) -> set[tuple[str, str]]:
    """The same of Spark, whose catalog may hold schemas that are no layers."""
    schemas = {schema for (schema,) in running.sql("show schemas").collect()}
    return {
        (layer, name)
        for layer in layers & schemas
        for _, name, is_temporary in running.sql(f"show tables in {layer}").collect()
        if not is_temporary and is_compared(layer, name)
    }


def is_compared(layer: str, name: str) -> bool:
    """Whether a table is one that the project makes, on both engines."""
    return layer not in NOT_LAYERS and LEFTOVER not in name


def show(findings: Iterable[Finding], say: Callable[[str], None] = print) -> bool:
    """Say of each layer what was found as soon as it is, at last how; whether all is equal."""
    found: list[Finding] = []
    started = time.monotonic()
    for layer, tables in groupby(findings, key=lambda each: each.table.split(".")[0].strip('"')):
        of_layer = []
        for each in tables:
            of_layer.append(each)
            if each.fault:
                say(f"{each.table}: {each.fault}")
        say(f"{layer}: {counted(of_layer)}, {time.monotonic() - started:.0f} s")
        found += of_layer
        started = time.monotonic()
    for line in report(found):
        say(line)
    return bool(found) and not any(each.fault for each in found)


def counted(findings: Sequence[Finding]) -> str:
    """How many tables are equal, and how many rows those have."""
    equal = [each for each in findings if not each.fault]
    rows = sum(each.rows for each in equal)
    return f"{len(equal)} of {len(findings)} tables are equal, {rows:,} rows"


def report(findings: Sequence[Finding]) -> list[str]:
    """What was found of all tables, in lines: how many are equal and in which way."""
    rounded = [each.table for each in findings if each.rounded]
    types = sorted({pair for each in findings for pair in each.types})
    return [
        counted(findings),
        *([f"equal in nine digits, fractions of {', '.join(rounded)}"] if rounded else []),
        *(
            f"{each.table}: Spark has {', '.join(each.ahead)} already, without a value"
            for each in findings
            if each.ahead
        ),
        *(f"type: {ours} in DuckDB, {theirs} in Spark" for ours, theirs in types),
    ]


def main(arguments: list[str] | None = None) -> int:
    """Print what differs; the exit code is 0 only if nothing does."""
    parser = argparse.ArgumentParser(prog="python -m spark.compare", description=__doc__)
    parser.add_argument("--database", type=Path, required=True, help="the warehouse of DuckDB")
    parser.add_argument(
        "--layers", nargs="+", choices=LAYERS, metavar="LAYER", default=[],
        help=f"these alone, of {', '.join(LAYERS)} (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--folder", type=Path, default=session.FOLDER, help="the warehouse of Spark"
    )
    options = parser.parse_args(arguments)
    try:
        with opened(options.database) as connection:
            running = session.start(options.folder)
            try:
                equal = show(compare(connection, running, options.layers))
            finally:
                running.stop()
    except SparkError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if equal else 1


def opened(database: Path) -> duckdb.DuckDBPyConnection:
    """The warehouse of DuckDB, to read."""
    try:
        return duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise SparkError(f"--database {database} can't be opened: {said}") from error


if __name__ == "__main__":
    sys.exit(main())
