"""What the raw models share: which simulated days are still to load.

The clock is read with plain queries: a relation of DuckDB 2.0 runs again at every use.
"""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from customer_events.landing.read import landed
from customer_events.parameters import Parameters
from customer_events.world.schedule import Schedule
from messaging.landing import TABLES
from reelhouse.display import display, generation

__all__ = [
    "days_to_append",
    "days_to_upsert",
    "refuse_another_layout",
    "report",
    "rows_of",
    "threads",
]

PARAMETERS = [field.name for field in fields(Parameters)]


def days_to_append(dbt: Any, session: Any) -> Schedule:
    """The days between this table's own last day and the clock's."""
    loaded = None
    if dbt.is_incremental:
        loaded = session.execute(f"select max(load_date) from {dbt.this}").fetchall()[0][0]
    clock = read_clock(dbt, session)
    return schedule(clock, [day for day in clock if loaded is None or day > loaded])


def days_to_upsert(dbt: Any, session: Any) -> Schedule:
    """The days that are not done yet; all of them if the table is rebuilt."""
    clock = read_clock(dbt, session)
    if dbt.is_incremental and session.execute(f"from {dbt.this} limit 1").fetchall():
        return schedule(clock, [day for day, (_, is_done) in clock.items() if not is_done])
    return schedule(clock, list(clock))


def refuse_another_layout(dbt: Any, session: Any, schema: pa.Schema) -> None:
    """Stop before rows of another type: DuckDB would drop the fields that a struct lacks."""
    if not dbt.is_incremental:
        return
    session.register("rows_to_append", pa.RecordBatchReader.from_batches(schema, []))
    described = "select column_name, column_type from (describe {})"
    new = dict(session.execute(described.format("rows_to_append")).fetchall())
    session.unregister("rows_to_append")
    for name, type_ in session.execute(described.format(dbt.this)).fetchall():
        if name in new and new[name] != type_:
            raise ValueError(
                f"{dbt.this.identifier}.{name} holds other fields than the contract of an event "
                "now has: start again with make full-refresh"
            )


def rows_of(table: str, schedule: Schedule, **options: Any) -> pa.RecordBatchReader:
    """A table's rows of the schedule's days: as they landed, or else as the generator makes them.

    They are the same rows. A folder that lacks a table, as one of the feed lacks all but the
    events, leaves it to the generator.
    """
    landing = os.environ.get("REELHOUSE_LANDING")
    found = landed(table, schedule, Path(landing), TABLES) if landing else None
    return TABLES[table](schedule, **options) if found is None else found


def read_clock(dbt: Any, session: Any) -> dict[date, tuple[Parameters, bool]]:
    """Every day that was ever opened, with its parameters and whether it is done."""
    found = session.execute(f"from {neighbor(dbt, 'raw_clock')} order by load_date")
    names = [column[0] for column in found.description]
    days = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {day["load_date"]: (parameters_of(day), day["is_done"]) for day in days}


def parameters_of(day: dict[str, Any]) -> Parameters:
    """The parameters of a row of the clock; days older than a parameter have its default."""
    return Parameters(**{name: day[name] for name in PARAMETERS if day.get(name) is not None})


def schedule(clock: dict[date, tuple[Parameters, bool]], load: list[date]) -> Schedule:
    """What the generator needs: the parameters of all days, and the days to produce.

    Before the first day, in an empty build, any world has the right columns.
    """
    parameters = {day: parameters for day, (parameters, _) in clock.items()}
    return Schedule(parameters or {Parameters().start_date: Parameters()}, load)


def neighbor(dbt: Any, table: str) -> str:
    """The name of a table of the raw layer, from there or from the schema of the truth."""
    schema = dbt.this.schema.removesuffix("truth")
    schema = dbt.this.schema if schema == dbt.this.schema else f"{schema}raw"
    return f'"{dbt.this.database}"."{schema}"."{table}"'


def threads(session: Any) -> int:
    """As many as DuckDB has."""
    [[threads]] = session.execute("select current_setting('threads')::integer").fetchall()
    return int(threads)


def report(dbt: Any) -> Any:
    """Where the generator says how far it is."""
    return generation(dbt.this.identifier, display())
