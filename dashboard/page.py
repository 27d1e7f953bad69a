"""One HTML file that opens from disk: style, program and data are in it, and nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from dashboard import data, inline

FOLDER = Path(__file__).parent
CHARTS = FOLDER / "echarts" / "echarts.js"
PAGES = [
    "overview",
    "viewing",
    "titles",
    "subscribers",
    "discovery",
    "creators",
    "messages",
    "quality",
]
PROGRAM = ["data", "draw", "parts", *[f"pages/{name}" for name in PAGES], "main"]


def write(connection: DuckDBPyConnection, path: Path, back: str = "") -> None:
    """Write the page of a warehouse; `back` is the page that it belongs to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html(data.tables(connection), back), encoding="utf-8")


def html(tables: dict[str, Any], back: str = "") -> str:
    """The page that shows these tables."""
    style = (FOLDER / "page" / "style.css").read_text(encoding="utf-8")
    charts = CHARTS.read_text(encoding="utf-8").strip()
    program = inline.program(FOLDER / "page" / f"{name}.js" for name in PROGRAM)
    parts = {
        "policy": inline.policy(style, charts, program),
        "style": style,
        "charts": charts,
        "program": program,
        "data": inline.data(tables),
        "back": f'<a href="{back}">← Catalog</a>' if back else "",
    }
    template = (FOLDER / "page" / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: parts[found[1]], template)
