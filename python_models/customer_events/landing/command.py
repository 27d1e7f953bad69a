"""`python -m customer_events export`: days of the raw tables, as files."""

from __future__ import annotations

import argparse
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing.export import TABLES, Way, by_processes, export, land_parts
from customer_events.landing.manifest import Manifest
from customer_events.landing.parts import Tables, complete, lacking
from customer_events.parameters import Parameters

EXAMPLES = """
examples:
  {program}                                  the first 30 days
  {program} --first 2025-03-01 --days 1      one day, any one
  {program} --days 30 --workers 4            by four processes
  {program} --tables users,content           these alone; whoever adds the last completes a day
  {program} --output small USERS=300 EVENTS_PER_DAY=300
"""
PARAMETERS = {each.name.upper(): each for each in fields(Parameters)}


def run(
    arguments: list[str],
    tables: Tables = TABLES,
    program: str = "python -m customer_events export",
    way: Way | None = None,
) -> None:
    """Write the days that are asked for; days that are there stay."""
    options = _options(tables, program).parse_args(arguments)
    way = way or by_processes(options.workers)
    parameters = Parameters(**dict(map(parameter, options.parameters)))
    first = options.first or parameters.start_date
    if first < parameters.start_date:
        raise CustomerEventsError(
            f"{first} is before the world's first day, {parameters.start_date}"
        )
    if options.tables is None:
        export(
            options.output, parameters, first, options.days, tables, way=way, report=_say
        )  # fmt: skip
        return
    days = [first + timedelta(each) for each in range(options.days)]
    chosen = {name: tables[name] for name in _names(options.tables, tables)}
    land_parts(options.output, parameters, days, chosen, way)
    for day in days:
        whole = complete(options.output, parameters, day, tables)
        if whole is not None:
            _say(whole)
        else:
            missing = ", ".join(lacking(options.output, day, tables))
            print(f"{day}: {', '.join(chosen)}; the day still lacks {missing}")


def _options(tables: Tables, program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description=f"Write days of {len(tables)} raw tables as Parquet, each day alone, with a manifest.",
        epilog=EXAMPLES.format(program=program),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--output", type=Path, default=Path("parquet_data"), metavar="FOLDER",
        help="the landing folder (default: parquet_data)")  # fmt: skip
    add("--first", type=date.fromisoformat, metavar="DATE",
        help="the first day to write (default: the world's first)")  # fmt: skip
    add("--days", type=int, default=30, metavar="N", help="how many days (default: 30)")
    add("--workers", type=int, default=1, metavar="N",
        help="how many processes make them (default: 1)")  # fmt: skip
    add("--tables", metavar="NAME,...", help=f"these alone, of {', '.join(tables)}")
    add("parameters", nargs="*", metavar="NAME=value", help=", ".join(PARAMETERS))
    return parser


def _names(text: str, tables: Tables) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in tables:
            raise CustomerEventsError(f"{name!r} is no table; it takes {', '.join(tables)}")
    return names


def _say(day: Manifest) -> None:
    rows = sum(table["rows"] for table in day.tables.values())
    print(f"{day.load_date}: {rows:,} rows of {len(day.tables)} tables", flush=True)


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
