"""`python -m customer_events export`: whole days of all raw tables, as files."""

from __future__ import annotations

import argparse
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing.export import export
from customer_events.parameters import Parameters

EXAMPLES = """
examples:
  python -m customer_events export                                  the first 30 days
  python -m customer_events export --first 2025-03-01 --days 1      one day, any one
  python -m customer_events export --output small USERS=300 EVENTS_PER_DAY=300
"""
PARAMETERS = {each.name.upper(): each for each in fields(Parameters)}


def run(arguments: list[str]) -> None:
    """Write the days that are asked for; days that are there stay."""
    parser = argparse.ArgumentParser(
        prog="python -m customer_events export",
        description="Write days of all raw tables as Parquet, each day alone, with a manifest.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--output", type=Path, default=Path("parquet_data"), metavar="FOLDER",
        help="the landing folder (default: parquet_data)")  # fmt: skip
    add("--first", type=date.fromisoformat, metavar="DATE",
        help="the first day to write (default: the world's first)")  # fmt: skip
    add("--days", type=int, default=30, metavar="N", help="how many days (default: 30)")
    add("parameters", nargs="*", metavar="NAME=value", help=", ".join(PARAMETERS))
    options = parser.parse_args(arguments)
    parameters = Parameters(**dict(map(parameter, options.parameters)))
    first = options.first or parameters.start_date
    if first < parameters.start_date:
        raise CustomerEventsError(
            f"{first} is before the world's first day, {parameters.start_date}"
        )
    for day in export(options.output, parameters, first, options.days):
        rows = sum(table["rows"] for table in day.tables.values())
        print(f"{day.load_date}: {rows:,} rows of {len(day.tables)} tables")


def parameter(text: str) -> tuple[str, Any]:
    """A parameter of a day, by its name, in the type that it takes."""
    name, equals, value = text.partition("=")
    if not equals or name not in PARAMETERS:
        raise CustomerEventsError(
            f"{text!r} is no parameter; write NAME=value with one of {', '.join(PARAMETERS)}"
        )
    return PARAMETERS[name].name, _typed(value)


def _typed(text: str) -> Any:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None
