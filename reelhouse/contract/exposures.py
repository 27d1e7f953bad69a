"""The exposures that dbt knows: what the dashboard reads, and each question with what it reads."""

from __future__ import annotations

from textwrap import indent

from dashboard import data
from reelhouse import analyses
from reelhouse.analyses import Analysis


def dashboard() -> str:
    """The tables of the page of charts."""
    return _listed(data.reads())


def questions() -> str:
    """An exposure for each question, by name."""
    return "\n\n".join(_question(each) for _, each in sorted(analyses.read().items()))


def _question(each: Analysis) -> str:
    label = each.name.replace("_", " ").capitalize()
    return f"""\
- name: {each.name}
  label: {label}
  type: analysis
  maturity: high
  description: >
    {each.question}
  owner: {{name: The maintainers of Reelhouse}}
  depends_on:
{indent(_listed(each.reads), "    ")}"""


def _listed(tables: list[str]) -> str:
    return "\n".join(f"- ref('{table}')" for table in tables)
