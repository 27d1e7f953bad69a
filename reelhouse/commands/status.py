"""make status: what the warehouse holds."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from reelhouse import knobs, paths, request, settings, warehouse_file
from reelhouse.commands import File
from reelhouse.display import display


def status(given: File = None) -> None:
    """Show what the warehouse holds.

    Days, rows per layer, what failed last, the quarantine and the size of the file.

    Example: make status DATABASE=other.duckdb
    """
    request.read(given or [], list(settings.ENGINE))
    display().is_the_result = True
    say, path = display().line, settings.database()
    if not path.exists():
        said = paths.missing(path)
        say(f"{said[0].upper()}{said[1:]}.")
        return
    with warehouse_file.look(path) as connection:
        report_days(connection)
        report_layers(connection)
        say(f"Last failure: {warehouse_file.last_failure(connection) or 'none'}")
        held = warehouse_file.quarantine(connection)
    say("Quarantine:" if held else "Quarantine: none")
    display().table([(table, reason, f"{rows:,} rows") for table, reason, rows in held])
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


def report_layers(connection: DuckDBPyConnection) -> None:
    """Tables and rows of each layer."""
    layers: dict[str, list[int]] = {}
    for table in warehouse_file.tables(connection):
        layers.setdefault(table.layer, []).append(table.rows)
    display().table(
        [(layer, f"{len(rows)} tables", f"{sum(rows):,} rows") for layer, rows in layers.items()],
        numbers=2,
    )
