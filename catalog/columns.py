"""Where each column comes from: the columns of other tables that its query names, one step back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from catalog.project import Table

Source = tuple[str, str]  # a table and one of its columns
Types = dict[str, dict[str, str]]  # of the columns of each table
DEEPEST = 40


def sources(tables: dict[str, Table], known: Types) -> dict[Source, list[Source]]:
    """The columns that each column of a model is computed from, its table's own rows aside."""
    schema: dict[str, Any] = {}
    for table in tables.values():
        if table.name in known:
            held = {name: _plain(kind) for name, kind in known[table.name].items()}
            schema.setdefault(table.schema, {})[table.name] = held
    found: dict[Source, list[Source]] = {}
    for table in tables.values():
        if table.is_compiled and table.path.endswith(".sql"):
            for column, read in of_query(table.code, schema).items():
                kept = sorted(each for each in read if each[0] in tables and each[0] != table.name)
                if column in table.columns and kept:
                    found[table.name, column] = kept
    return found


def of_query(code: str, schema: dict[str, Any]) -> dict[str, set[Source]]:
    """The columns of a query with those of tables that they are computed from.

    Nothing for a query that the parser doesn't know.
    """
    try:
        tree = qualify(
            parse_one(code, dialect="duckdb"),
            dialect="duckdb",
            schema=schema,
            validate_qualify_columns=False,
            identify=False,
            quote_identifiers=False,
        )
        scope = build_scope(tree)
    except (SqlglotError, RecursionError):
        return {}
    if scope is None:
        return {}
    seen: dict[tuple[int, str], set[Source]] = {}
    return {name: _trace(scope, name, seen, 0) for name in _names(scope)}


def _trace(
    scope: Scope, name: str, seen: dict[tuple[int, str], set[Source]], depth: int
) -> set[Source]:
    """The columns of tables behind one column of a scope."""
    known = (id(scope), name)
    if known in seen or depth > DEEPEST:
        return seen.get(known, set())
    seen[known] = set()
    found: set[Source] = set()
    if scope.set_operation_scopes:
        names = _names(scope)
        place = names.index(name) if name in names else -1
        for each in scope.set_operation_scopes:
            own = _names(each)
            if 0 <= place < len(own):
                found |= _trace(each, own[place], seen, depth + 1)
    else:
        selected = [each for each in _selects(scope) if each.alias_or_name == name]
        for select in selected:
            for column in select.find_all(exp.Column):
                source = scope.sources.get(column.table)
                if isinstance(source, exp.Table):
                    found.add((source.name, column.name))
                elif isinstance(source, Scope):
                    found |= _trace(source, column.name, seen, depth + 1)
    seen[known] = found
    return found


def _selects(scope: Scope) -> list[Any]:
    return list(scope.expression.selects) if isinstance(scope.expression, exp.Query) else []


def _names(scope: Scope) -> list[str]:
    return [each.alias_or_name for each in _selects(scope)]


def readers(found: dict[Source, list[Source]]) -> dict[Source, list[Source]]:
    """The columns that are computed from each column."""
    turned: dict[Source, list[Source]] = defaultdict(list)
    for column, read in found.items():
        for each in read:
            turned[each].append(column)
    return {column: sorted(read) for column, read in turned.items()}


def _plain(kind: str) -> str:
    """A type as the parser surely knows it; what a struct holds does not matter here."""
    return "VARCHAR" if kind.startswith(("STRUCT", "MAP", "UNION", "ENUM")) else kind
