"""make docs: the catalog, a site that opens from disk."""

from __future__ import annotations

import json
import os

import duckdb

from reelhouse import paths, runner, settings, warehouse_file
from reelhouse.commands import File
from reelhouse.display import note, show_page
from reelhouse.settings import Refused


def docs(given: File = None) -> None:
    """Write the catalog of tables, questions and metrics.

    A desktop opens it; elsewhere the path of its first page is printed. Without a warehouse it
    says what will be in one.

    Example: make docs
    """
    from catalog import contents, dbt_page, pages

    exists = settings.database().exists()
    if not exists:
        note(f"{paths.missing(settings.database())}; the catalog says what will be in it")
        os.environ["REELHOUSE_DATABASE"] = ":memory:"
    outcome = runner.dbt(["docs", "generate", "--exclude", "resource_type:test"])
    if not outcome.is_good:
        raise Refused(outcome.message or "no documentation was made; dbt docs generate says why")
    manifest = json.loads((settings.target() / "manifest.json").read_bytes())
    folder = settings.target() / "catalog"
    with warehouse_file.opened() if exists else duckdb.connect() as connection:
        pages.write(contents.read(manifest, connection), folder)
    dbt_page.write(manifest, settings.target() / "catalog.json", folder / "dbt.html")
    show_page(folder / "index.html")
