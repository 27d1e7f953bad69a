"""Writes the catalog: pages that open from disk, each of them allowed its own bytes alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard import inline

FOLDER = Path(__file__).parent / "templates"
LOOK = Path(__file__).parents[1] / "dashboard" / "page" / "style.css"
DOORS = {
    "index": "Catalog",
    "dashboard": "Dashboard",
    "questions": "Questions",
    "metrics": "Metrics",
    "star": "Star",
    "vault": "Vault",
    "lineage": "Lineage",
    "runs": "Runs and freshness",
    "knobs": "Knobs",
    "dbt": "dbt's own page",
}


class Site:
    """The folder of the site, and what all of its pages have in common."""

    def __init__(self, folder: Path, names: Iterable[str], span: str, without: set[str]) -> None:
        self.folder = folder
        self.names = set(names)
        self.style = _text(LOOK) + _text(FOLDER / "style.css")
        self.programs = {path.stem: inline.program([path]) for path in FOLDER.glob("*.js")}
        self.common: dict[str, Any] = {
            "span": span,
            "style": Markup(self.style),
            "doors": [(name, label) for name, label in DOORS.items() if name not in without],
            "has_dashboard": "dashboard" not in without,
        }
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, template: str, path: str, title: str, here: str = "", **values: Any) -> None:
        """Write one page."""
        root = "../" * path.count("/")
        program = self.programs.get(template, "")
        self.environment.filters["words"] = lambda text: self.words(text, f"{root}tables/")
        page = self.environment.get_template(f"{template}.html").render(
            **self.common,
            policy=inline.policy(self.style, *filter(None, [program])),
            program=Markup(program),
            root=root,
            title=title,
            here=here,
            **values,
        )
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")

    def words(self, text: str, to: str) -> Markup:
        """A description with its `code`, and with a link where it names a table."""
        marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text)))

        def link(found: re.Match[str]) -> str:
            name = found[0]
            return f'<a href="{to}{name}.html">{name}</a>' if name in self.names else name

        return Markup(re.sub(r"\b[a-z]+(?:_+[a-z0-9]+)+\b", link, marked))


def as_data(value: Any) -> Markup:
    """JSON as it may stand in a page."""
    return Markup(inline.data(value))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
