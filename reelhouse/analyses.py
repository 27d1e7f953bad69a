"""The analysts' questions: what each asks, its SQL, and its answer in a sentence.

dbt takes seconds to read the project. An analysis needs little of it, the names of the tables and
what differs between engines, so it is rendered here; a test holds that dbt renders the same.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from duckdb import DuckDBPyConnection

from reelhouse import answers
from reelhouse.settings import PROJECT, Refused

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = PROJECT / "analyses"
PORTABLE = PROJECT / "macros" / "portable"
SUBJECTS = [
    "Viewing",
    "Subscriptions",
    "Recommendations, searches and titles",
    "The creator feed",
    "Messages",
]
PAGE = PROJECT / "docs" / "questions.md"
HEAD = """# Questions

`make ask` lists them, and `make ask Q=viewers_by_day` answers one from the warehouse: its whole
table, and a sentence that is computed from it. `make ask Q=viewers_by_day CSV=viewers.csv` writes
the table to a file, too. Each question is a query in analyses/ with a yml beside it, which says the
question and how the sentence follows from the table. The answers below are those of the default
world; `make questions` writes this page again.
"""
TOO_LITTLE = "This world holds too little to tell."


@dataclass
class Analysis:
    """A question, and how it is answered."""

    path: Path
    subject: str
    question: str
    answer: str
    figures: str

    @property
    def name(self) -> str:
        """What it is called by."""
        return self.path.stem

    @property
    def reads(self) -> list[str]:
        """The tables that its SQL refers to."""
        return sorted(set(re.findall(r"\bref\('(\w+)'\)", self.path.read_text(encoding="utf-8"))))


def read() -> dict[str, Analysis]:
    """Every analysis by its name, a subject after the other."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.sql"))]
    return {
        each.name: each for each in sorted(found, key=lambda each: SUBJECTS.index(each.subject))
    }


def find(name: str) -> Analysis:
    """The analysis of a name; a Refused says which ones come near, by name or by question."""
    found = read()
    if name in found:
        return found[name]
    near = difflib.get_close_matches(name, found, 3) or [
        each.name for each in found.values() if name.lower() in f"{each.name} {each.question}"
    ]
    hint = f" (did you mean {' or '.join(near[:3])}?)" if near else ""
    raise Refused(f"no question is called {name}{hint}; make ask lists them")


def _read(path: Path) -> Analysis:
    [said] = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["analyses"]
    meta = said["config"]["meta"]
    return Analysis(
        path, meta["subject"], said["description"].strip(), meta["answer"].strip(), meta["figures"]
    )


def render(analysis: Analysis, connection: DuckDBPyConnection) -> str:
    """Its SQL, with the tables of this warehouse."""
    from jinja2 import TemplateError

    text = analysis.path.read_text(encoding="utf-8")
    macros = "".join(macro for name, macro in portable().items() if f"{name}(" in text)
    try:
        return rendered(macros + text, places(analysis.name, connection))
    except TemplateError as error:
        raise Refused(
            f"{analysis.name} can't be rendered: {error}; it may use ref and macros/portable"
        ) from None


def rendered(text: str, ref: Callable[[str], str]) -> str:
    """SQL as dbt would render it; ref says where a table is."""
    return _template(text).render(ref=ref)


@lru_cache
def _template(text: str) -> Template:
    """A text that is asked of many warehouses is compiled once."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(text)


def places(reader: str, connection: DuckDBPyConnection) -> Callable[[str], str]:
    """Where each table of this warehouse is, for somebody who reads it."""
    schemas = dict(
        connection.execute(
            "select distinct table_name, schema_name from duckdb_columns() "
            "where database_name = current_database() "
            "and schema_name not in ('main', 'snapshots', 'information_schema')"
        ).fetchall()
    )

    def ref(name: str) -> str:
        if name not in schemas:
            raise Refused(f"{reader} reads {name}, which is not in the warehouse")
        return f"{schemas[name]}.{name}"

    return ref


@lru_cache(maxsize=1)
def portable() -> dict[str, str]:
    """The macros that differ between engines, in DuckDB's form, by the name that others call."""
    pattern = r"\{% macro duckdb__(\w+)(\(.*?\{%-? endmacro -?%\})"
    found = "".join(path.read_text(encoding="utf-8") for path in sorted(PORTABLE.glob("*.sql")))
    return {name: f"{{% macro {name}{rest}" for name, rest in re.findall(pattern, found, re.DOTALL)}


def run(analysis: Analysis, connection: DuckDBPyConnection) -> tuple[list[str], list[Any]]:
    """The columns and rows of its table, which stays as `answer` for the sentence."""
    query = render(analysis, connection)
    connection.execute(f"create or replace temporary table answer as {query}")
    done = connection.execute("from answer")
    return [name for name, *_ in done.description], done.fetchall()


def sentence(analysis: Analysis, connection: DuckDBPyConnection) -> str:
    """Its answer in a sentence, from the table that ran last."""
    done = connection.execute(analysis.figures)
    names = [name for name, *_ in done.description]
    rows = done.fetchall()
    if len(rows) != 1 or any(map(answers.is_missing, rows[0])):
        return TOO_LITTLE
    return analysis.answer.format(**dict(zip(names, map(answers.shown, rows[0]), strict=True)))


def told(analysis: Analysis, connection: DuckDBPyConnection) -> tuple[list[str], list[Any], str]:
    """Its table, and the sentence that follows from it."""
    names, rows = run(analysis, connection)
    return names, rows, sentence(analysis, connection)


def page(found: dict[str, Analysis], said: dict[str, str]) -> str:
    """docs/questions.md: each question with its answer."""
    text = HEAD
    for subject in SUBJECTS:
        text += f"\n## {subject}\n\n| question | answer | query |\n|---|---|---|\n"
        for each in found.values():
            if each.subject == subject:
                link = f"[{each.name}](../analyses/{each.name}.sql)"
                text += f"| {each.question} | {said[each.name]} | {link} |\n"
    return text
