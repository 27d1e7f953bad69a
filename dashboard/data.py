"""What the page shows: the answers of queries/, in a form that takes little room.

The texts and dates of a column come to stand once each, in the order in which they first appear,
and a row holds their place. Nothing is rounded: amounts are cents, and times seconds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

FOLDER = Path(__file__).parent

Table = dict[str, Any]


def tables(connection: DuckDBPyConnection) -> dict[str, Table]:
    """The answer of every query, by its name."""
    prepare(connection)
    queries = sorted((FOLDER / "queries").glob("*.sql"))
    return {path.stem: compact(*answer(connection, path)) for path in queries}


def reads() -> list[str]:
    """The tables of dbt that the queries read; those of runs are none of them."""
    queries = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.sql"))
    found = re.findall(r"\b(?:from|join)\s+(\w+)\.(\w+)", queries)
    return sorted({table for schema, table in found if schema != "runs"})


def prepare(connection: DuckDBPyConnection) -> None:
    """Make what several queries read, shared/, as temporary tables; the file stays as it is."""
    for path in sorted((FOLDER / "shared").glob("*.sql")):
        name = path.stem.partition("_")[2]
        query = path.read_text(encoding="utf-8")
        connection.execute(f"create or replace temporary table {name} as {query}")


def answer(connection: DuckDBPyConnection, path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and the rows of a query."""
    done = connection.execute(path.read_text(encoding="utf-8"))
    return [name for name, *_ in done.description], done.fetchall()


def compact(names: list[str], rows: list[tuple[Any, ...]]) -> Table:
    """The columns of an answer by name: numbers as they are, all else as places in a list."""
    found: Table = {}
    for place, name in enumerate(names):
        values = [row[place] for row in rows]
        if all(isinstance(value, int) for value in values):
            found[name] = values
        else:
            texts = [None if value is None else str(value) for value in values]
            words = {text: number for number, text in enumerate(dict.fromkeys(texts))}
            found[name] = {"words": list(words), "places": [words[text] for text in texts]}
    return found
