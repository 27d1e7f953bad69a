"""Mutants: errors injected into a column, in a few of a table's rows.

What is changed to depends on the type alone: a number is off by one, an instant by a second, a
flag is turned, everything else gets another value that the column holds. So a wrong value looks
like a right one, and only a test that knows which is right will see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SHARE = 100  # one row in so many
ROWS_AT_LEAST = 5

_SHIFTS = {
    "BOOLEAN": "not {column}",
    "DATE": "{column} + 1",
    "TIMESTAMP": "{column} + interval 1 second",
    "TIMESTAMP WITH TIME ZONE": "{column} + interval 1 second",
    "TIME": "{column} + interval 1 second",
}
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")
# what no column holds, for columns with one value or none
_STRANGERS = {
    "BOOLEAN": "true",
    "DATE": "date '2001-01-01'",
    "TIMESTAMP": "timestamp '2001-01-01'",
    "UUID": "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid",
    "BLOB": "'stranger'::blob",
    "VARCHAR": "'stranger'",
    "VARCHAR[]": "['stranger']",
}


@dataclass(frozen=True)
class Mutant:
    """A column of a table, and one way to make some of its values wrong."""

    table: str
    column: str
    kind: str  # changed or lost
    statement: str

    @property
    def name(self) -> str:
        """As docs/checks.md names it."""
        return f"{self.table}.{self.column} {self.kind}"


def of_table(connection: Any, table: str) -> list[Mutant]:
    """Two for each column: values changed, and values lost where null is allowed.

    A table without rows has none.
    """
    schema, name = table.split(".")
    columns = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() "
        "where database_name = current_database() and schema_name = ? and table_name = ? "
        "order by column_index",
        [schema, name],
    ).fetchall()
    found = []
    ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()
    for column, type_name, is_nullable in columns if rows else []:
        values, distinct = connection.execute(
            f'select count("{column}"), count(distinct "{column}") from {table}'
        ).fetchall()[0]
        change = _change(table, column, type_name, distinct)
        if change:
            found.append(Mutant(table, column, "changed", change))
        if is_nullable and values:
            lost = f'update {table} set "{column}" = null where {_chosen(table, column)}'
            found.append(Mutant(table, column, "lost", lost))
    return found


def _change(table: str, column: str, type_name: str, distinct: int) -> str | None:
    quoted = f'"{column}"'
    base = type_name.split("(")[0]
    if distinct == 0:
        stranger = "1" if base in _NUMBERS else _STRANGERS.get(type_name)
        return stranger and (
            f"update {table} set {quoted} = {stranger} where {_chosen(table, column, 'null')}"
        )
    if base in _NUMBERS or type_name in _SHIFTS:
        shifted = _SHIFTS.get(type_name, "{column} + 1").format(column=quoted)
        return f"update {table} set {quoted} = {shifted} where {_chosen(table, column)}"
    if distinct == 1:
        stranger = _STRANGERS.get(type_name)
        return stranger and (
            f"update {table} set {quoted} = {stranger} where {_chosen(table, column)}"
        )
    return (
        f"update {table} as mutated set {quoted} = others.other from ("
        "select own, coalesce(lead(own) over (order by own), min(own) over ()) as other from ("
        f"select distinct {quoted} as own from {table} where {quoted} is not null)) as others "
        f"where mutated.{quoted} = others.own and mutated.{_chosen(table, column)}"
    )


def _chosen(table: str, column: str, state: str = "not null") -> str:
    """The rows, the same in every run and other ones for every column; of a few, not all.

    If all values of a set of five change places, it is the same set.
    """
    return (
        f'rowid in (select rowid from {table} where "{column}" is {state} '
        f"order by hash(rowid, '{column}') limit (select greatest("
        f"ceil(count(*) / {SHARE}), least({ROWS_AT_LEAST}, ceil(count(*) / 2)))::bigint "
        f"from {table}))"
    )
