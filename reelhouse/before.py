"""What a build is refused for before dbt starts, which needs seconds to read the project.

The same is asked by reelhouse/guard.py and macros/clock/, for those who call dbt themselves.
"""

from __future__ import annotations

import duckdb

from reelhouse import knobs, paths, settings, warehouse_file
from reelhouse.settings import Refused


def check(given: dict[str, str], *, starts_again: bool) -> None:
    """Raise Refused if this build can't do what it is asked for."""
    path = settings.database()
    clock = warehouse_file.Clock(None, False, {})
    if str(path) != ":memory:":
        paths.check_place(str(path))
        if path.exists():
            clock = read_clock()
    if clock.last_day and not starts_again:
        fault = knobs.other_world(given, clock.parameters)
        if fault:
            raise Refused(fault)
    fault = knobs.impossible_days(
        knobs.defaults() | clock.parameters | given,
        None if starts_again else clock.last_day,
        resumes=clock.is_open,
    )
    if fault:
        raise Refused(fault)


def read_clock() -> warehouse_file.Clock:
    """The clock of the warehouse; a Refused says why the file can't be opened."""
    path = settings.database()
    try:
        with warehouse_file.look(path) as connection:
            return warehouse_file.clock(connection)
    except duckdb.Error as error:
        raise Refused(paths.explain(str(path), str(error))) from None
