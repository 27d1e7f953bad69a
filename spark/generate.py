"""Days of all raw tables, made on the executors of a cluster: `python -m spark.generate`.

A task makes one table of one day, as a process of `python -m messaging export` does, and writes the
same files. A task that is run again finds its part or makes it again, so a lost executor costs time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing import command
from customer_events.landing.parts import Part, land
from messaging.landing import TABLES
from spark import session
from spark.errors import SparkError

FOLDER = session.FOLDER / "generate"  # not that of a build, whose catalog one driver holds


def on_executors(running: Any, parts: Sequence[Part]) -> Iterator[None]:
    """Land the parts, each by a task of its own."""

    def make(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for place in batch.column(0).to_pylist():
                land(parts[place])
            yield batch

    places = running.range(0, len(parts), 1, len(parts))
    places.mapInArrow(make, "id long").collect()
    yield from (None for _ in parts)


def on_a_session(parts: Sequence[Part]) -> Iterator[None]:
    """The same on a session that starts for it, unless there is nothing to make."""
    if not parts:
        return
    running = session.start(FOLDER)
    try:
        landed = list(on_executors(running, parts))
    finally:
        running.stop()
    yield from landed


def main(arguments: list[str] | None = None) -> int:
    """Write the days that are asked for; the exit code is 0 only if it went well."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        command.run(words, TABLES, "python -m spark.generate", on_a_session)
    except (CustomerEventsError, SparkError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
