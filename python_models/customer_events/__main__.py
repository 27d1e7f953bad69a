"""Samples on the command line: `python -m customer_events`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from customer_events import __version__
from customer_events.kit.errors import CustomerEventsError

try:
    from customer_events.generate_consumer import (
        TABLES,
        flat_schema,
        generate_consumer_event_data,
        nested_schema,
    )
    from customer_events.landing import command as landing
    from customer_events.samples.export import FORMATS, show, write
except CustomerEventsError as error:  # the rooms read seeds/behaviour.csv when they are imported
    sys.exit(f"error: {error}")

EVENTS = "consumer_events"  # the name of a file that holds whole events
EXAMPLES = """
examples:
  python -m customer_events                                    an event, as JSON
  python -m customer_events --n 5 --seed 42 --nested           five, nested, always the same
  python -m customer_events --n 5 --format csv --table user_actions
  python -m customer_events --n 5000 --format parquet --output samples
  python -m customer_events export --help                      whole days of all raw tables
"""

Tables = dict[str, list[dict[str, Any]]]


def main(arguments: list[str] | None = None) -> int:
    """Print or write samples; the exit code is 0 only if it went well."""
    words = sys.argv[1:] if arguments is None else arguments
    options = None if words[:1] == ["export"] else _options().parse_args(words)
    try:
        if options is None:
            landing.run(words[1:])
            return 0
        _settle(options)
        data = generate_consumer_event_data(
            options.n, seed=options.seed, start=options.start, nested=options.nested
        )
        _deliver(data, options)
        sys.stdout.flush()
    except CustomerEventsError as error:
        return _complain(str(error))
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = error.filename or (options.output if options else "the landing folder")
        return _complain(f"{where}: {error.strerror or error}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m customer_events",
        description="Print or write sample events of a made-up video platform.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--n", type=int, default=1, metavar="COUNT", help="how many events (default: 1)")
    add("--seed", type=int, help="which world (default: another person each time)")
    add("--start", type=int, default=0, metavar="POSITION",
        help="the first event's position in the seed's world (default: 0)")  # fmt: skip
    add("--format", choices=FORMATS, help="default: as the output's name ends, else json")
    add("--nested", action="store_true", help="nested events in place of flat tables")
    add("--table", choices=TABLES, help="this flat table alone")
    add("--output", type=Path, metavar="PATH",
        help="a file, or a folder for several tables (default: print)")  # fmt: skip
    add("--version", action="version", version=__version__)
    return parser


def _settle(options: argparse.Namespace) -> None:
    """Choose the format, and refuse what can't be delivered before anything is made."""
    output, table = options.output, options.table
    if options.format is None:
        ending = output.suffix.removeprefix(".") if output else ""
        options.format = ending if ending in FORMATS else "json"
    if options.nested and table:
        raise CustomerEventsError(f"--table {table} is a flat table; leave out --nested")
    if options.nested and options.format == "csv":
        raise CustomerEventsError("--format csv holds flat tables; use json or parquet, or leave out --nested")  # fmt: skip
    if output is None and options.format == "parquet":
        raise CustomerEventsError("--format parquet can't be printed; give a file or a folder with --output")  # fmt: skip
    if output is None and options.format == "csv" and not table:
        raise CustomerEventsError(f"--format csv prints one table; choose it with --table ({', '.join(TABLES)}), or give a folder with --output")  # fmt: skip
    if _is_folder(options) and output.suffix.removeprefix(".") in FORMATS:
        raise CustomerEventsError(f"--output is {output}; four tables take a folder, one a --table")
    if _is_folder(options) and output.exists() and not output.is_dir():
        raise CustomerEventsError(f"--output is {output}, a file; four tables take a folder")


def _is_folder(options: argparse.Namespace) -> bool:
    """Whether the output is several files."""
    several = not options.nested and not options.table and options.format != "json"
    return several and options.output is not None


def _deliver(data: Tables | list[dict[str, Any]], options: argparse.Namespace) -> None:
    kind, output = options.format, options.output
    if isinstance(data, dict) and _is_folder(options):
        output.mkdir(parents=True, exist_ok=True)
        for table, rows in data.items():
            write(rows, flat_schema(table), kind, output / f"{table}.{kind}")
        return
    content = data[options.table] if isinstance(data, dict) and options.table else data
    columns = flat_schema(options.table) if options.table else nested_schema()
    if output is None:
        show(content, columns, kind, sys.stdout)
        return
    name = f"{options.table or EVENTS}.{kind}"
    write(content, columns, kind, output / name if output.is_dir() else output)


def _complain(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
