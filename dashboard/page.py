"""One HTML file that opens from disk: style, program and data are in it, and nothing is fetched.

Its policy allows those very bytes of style and program, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from dashboard import data

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


def write(connection: DuckDBPyConnection, path: Path) -> None:
    """Write the page of a warehouse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html(data.tables(connection)), encoding="utf-8")


def html(tables: dict[str, Any]) -> str:
    """The page that shows these tables."""
    style = (FOLDER / "page" / "style.css").read_text(encoding="utf-8")
    charts = CHARTS.read_text(encoding="utf-8").strip()
    program = "".join(
        (FOLDER / "page" / f"{name}.js").read_text(encoding="utf-8") for name in PROGRAM
    )
    program = f'"use strict";\n(() => {{\n{program}}})();'
    policy = (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{digest(style)}'; script-src '{digest(charts)}' '{digest(program)}'"
    )
    parts = {
        "policy": policy,
        "style": style,
        "charts": charts,
        "program": program,
        "data": json.dumps(tables, ensure_ascii=False, separators=(",", ":")).replace(
            "<", "\\u003c"
        ),
    }
    template = (FOLDER / "page" / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: parts[found[1]], template)


def digest(text: str) -> str:
    """What a policy calls a text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
