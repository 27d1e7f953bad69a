"""Raw tables of some days, written into a landing folder without a broker, by many processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from customer_events.landing.manifest import Manifest
from customer_events.landing.parts import Maker, Part, Tables, complete, land, present
from customer_events.parameters import Parameters
from customer_events.tables import TABLES as EVENTS
from customer_events.truth import TABLES as CAUSES

TABLES: dict[str, Maker] = {**EVENTS, **CAUSES}

Report = Callable[[Manifest], None]
Way = Callable[[Sequence[Part]], Iterator[None]]  # lands the parts, in order


def by_processes(workers: int) -> Way:
    """So many processes of this machine."""
    return partial(_landed, workers=workers)


def export(
    landing: Path,
    parameters: Parameters,
    first: date,
    count: int,
    tables: Tables = TABLES,
    *,
    way: Way | None = None,
    report: Report = lambda _: None,
) -> list[Manifest]:
    """Write the days with all of these tables, each day alone: none needs the one before."""
    days = [first + timedelta(each) for each in range(count)]
    parts = parts_to_make(landing, parameters, days, tables)
    landed, found = (way or by_processes(1))(parts), []
    for day in days:
        for _ in range(sum(part.day == day for part in parts)):
            next(landed)
        whole = complete(landing, parameters, day, tables)
        if whole is not None:
            found.append(whole)
            report(whole)
    return found


def land_parts(
    landing: Path,
    parameters: Parameters,
    days: Sequence[date],
    tables: Tables,
    way: Way | None = None,
) -> None:
    """Write these tables of the days, and complete none."""
    for _ in (way or by_processes(1))(parts_to_make(landing, parameters, days, tables)):
        pass


def parts_to_make(
    landing: Path, parameters: Parameters, days: Sequence[date], tables: Tables
) -> list[Part]:
    """The parts of the days that are not complete; a day of another world is refused."""
    return [
        Part(landing, parameters, day, table, make)
        for day in days
        if present(landing, parameters, day, tables) is None
        for table, make in tables.items()
    ]


def _landed(parts: Sequence[Part], workers: int) -> Iterator[None]:
    """One after the other, in order, as they land."""
    if workers <= 1 or len(parts) <= 1:
        yield from map(land, parts)
        return
    with ProcessPoolExecutor(min(workers, len(parts)), get_context("spawn")) as pool:
        yield from pool.map(land, parts)
