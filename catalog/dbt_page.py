"""dbt's own documentation as one file, without the questions that have a known answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dbt.task.docs import DOCS_INDEX_FILE_PATH

from catalog import project

# Its program needs eval and styles of its own; nothing in it may ask for anything outside.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'"
)
# what the page would ask for before its program has named it, and an icon that it lacks
UNANSWERED = {
    ' xlink:href="{{': ' ng-attr-xlink:href="{{',
    """<link rel="shortcut icon" href="${require('./assets/favicons/favicon.ico')}"/>""": "",
    "<head>": f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">',
}


def write(manifest: dict[str, Any], catalog: Path, path: Path) -> None:
    """Write dbt's page with what it shows inside."""
    page = Path(DOCS_INDEX_FILE_PATH).read_text(encoding="utf-8")
    held = {"MANIFEST.JSON": project.without_exam(manifest), "CATALOG.JSON": _read(catalog)}
    for name, value in held.items():
        text = json.dumps(value, separators=(",", ":")).replace("</", "<\\/")
        page = page.replace(f'"{name} INLINE DATA"', text)
    for asked, instead in UNANSWERED.items():
        page = page.replace(asked, instead)
    path.write_text(page, encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())
