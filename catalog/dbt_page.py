"""dbt's own documentation as one file, without the questions that have a known answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dbt.task.docs import DOCS_INDEX_FILE_PATH

from catalog import project
from dashboard import inline

# Its program needs eval and styles of its own; nothing in it may ask for anything outside.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'"
)
BACK = (
    '<a href="index.html" target="_self" style="position: fixed; left: 1rem; bottom: 1rem; '
    'z-index: 9; padding: .4rem .8rem; border-radius: 6px; background: #fff">← Catalog</a>'
)
# what the page would ask for before its program has named it, an icon that it lacks, and what it
# gets besides
REPLACED = {
    ' xlink:href="{{': ' ng-attr-xlink:href="{{',
    """<link rel="shortcut icon" href="${require('./assets/favicons/favicon.ico')}"/>""": "",
    "<head>": f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">',
    "<body>": f"<body>{BACK}",
}


def write(manifest: dict[str, Any], catalog: Path, path: Path) -> None:
    """Write dbt's page with what it shows inside."""
    page = Path(DOCS_INDEX_FILE_PATH).read_text(encoding="utf-8")
    for asked, instead in REPLACED.items():
        page = page.replace(asked, instead)
    described = json.loads(catalog.read_bytes())
    held = {"MANIFEST.JSON": project.without_exam(manifest), "CATALOG.JSON": described}
    for name, value in held.items():
        page = page.replace(f'"{name} INLINE DATA"', inline.data(value))
    path.write_text(page, encoding="utf-8")
