"""make dashboard: what the warehouse holds, as a page of charts that needs no server."""

from __future__ import annotations

import duckdb

from reelhouse import settings, warehouse_file
from reelhouse.commands import File
from reelhouse.display import show_page
from reelhouse.settings import Refused


def dashboard(given: File = None) -> None:
    """Write the dashboard as one page.

    A desktop opens it; elsewhere its path is printed.

    Example: make dashboard DATABASE=other.duckdb
    """
    from dashboard import page

    path = settings.target() / "dashboard.html"
    with warehouse_file.opened() as connection:
        try:
            page.write(connection, path)
        except duckdb.CatalogException as error:
            said, build = str(error).splitlines()[0].rstrip("."), settings.command("build")
            raise Refused(f"{settings.database()} is not whole: {said}; run {build}") from None
    show_page(path)
