"""make status: what the warehouse holds."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from reelhouse import knobs, paths, settings, warehouse_file
from reelhouse.commands import File
from reelhouse.display import display


def status(given: File = None) -> None:
    """Show what the warehouse holds.

    Days, rows per layer, what failed last, the quarantine and the size of the file.

    Example: make status DATABASE=other.duckdb
    """
    say, path = display().line, settings.database()
    if not path.exists():
        said = paths.missing(path)
        say(f"{said[0].upper()}{said[1:]}.")
        return
    with warehouse_file.look(path) as connection:
        report_days(connection)
        held = [
            (layer, f"{tables} tables", f"{views} views", f"{rows:,} rows")
            for layer, tables, views, rows in warehouse_file.layers(connection)
        ]
        display().table(held, numbers=3)
        say(f"Last failure: {warehouse_file.last_failure(connection) or 'none'}")
        bad = warehouse_file.quarantine(connection)
    say("Quarantine:" if bad else "Quarantine: none")
    display().table([(table, reason, f"{rows:,} rows") for table, reason, rows in bad])
    say(f"{path}: {warehouse_file.size(path)}")


def report_days(connection: DuckDBPyConnection) -> None:
    """The days, and what is not the default about them."""
    display().line(warehouse_file.describe_days(warehouse_file.days(connection)))
    kept, defaults = warehouse_file.clock(connection).parameters, knobs.defaults()
    others = {
        name.upper(): value
        for name, value in kept.items()
        if knobs.typed(name, value) != knobs.typed(name, defaults[name])
    }
    if others:
        words = " ".join(settings.assignments(others))
        display().line(f"  made with {words}, as further days will be")
