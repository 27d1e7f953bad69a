"""`python -m messaging export`: days of all raw tables, those of messages among them, as files."""

from __future__ import annotations

import sys

from customer_events.kit.errors import CustomerEventsError

try:
    from customer_events.landing import command
    from messaging.landing import TABLES
except CustomerEventsError as error:  # the rooms read seeds/behaviour.csv when they are imported
    sys.exit(f"error: {error}")

USAGE = "error: say what to do: python -m messaging export --help"


def main(arguments: list[str] | None = None) -> int:
    """Write what is asked for; the exit code is 0 only if it went well."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] != ["export"]:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        command.run(words[1:], TABLES, "python -m messaging export")
    except CustomerEventsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        where = error.filename or "the landing folder"
        print(f"error: {where}: {error.strerror or error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
