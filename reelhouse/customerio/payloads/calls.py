"""The calls of the warehouse as bodies that Customer.IO takes, and the batches they go in.

Customer.IO answers 200 to a call above its limit and drops it in silence, so whatever is too
large is held back here, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from duckdb import CatalogException, DuckDBPyConnection

from reelhouse import settings
from reelhouse.settings import Refused

MOST_BYTES_OF_A_CALL = 32 * 1024
# Customer.IO takes 500 KB; like its own client, we leave room for what is added on the way.
MOST_BYTES_OF_A_BATCH = 475_000
AROUND_CALLS = ('{"batch":[', "]}")
AT_ONCE = 10_000


class Call(NamedTuple):
    """A call with its body, and when the warehouse hands it on."""

    message_id: str
    call_type: str
    body: str
    size: int
    sent_at: datetime

    @property
    def fault(self) -> str | None:
        """Why Customer.IO would not take it."""
        if self.size > MOST_BYTES_OF_A_CALL:
            return f"{self.size:,} bytes are more than {MOST_BYTES_OF_A_CALL:,}"
        return None


class Body(NamedTuple):
    """What is sent at once: the path of the API, the text, and the calls in it."""

    path: str
    text: str
    calls: tuple[Call, ...]


def days(connection: DuckDBPyConnection, day: str | None = None) -> list[date]:
    """The load days that have calls, or the one that is asked for."""
    try:
        found = connection.execute(
            "select distinct load_date from intermediate.int_customerio__calls order by load_date"
        ).fetchall()
    except CatalogException:
        raise Refused(
            f"{settings.database()} holds no calls: run {settings.command('build')} first"
        ) from None
    known = [load_date for (load_date,) in found]
    if day is None:
        return known
    asked = [each for each in known if each.isoformat() == day]
    if not asked:
        span = f"{known[0]} to {known[-1]}" if known else "none"
        raise Refused(f'DAY is "{day}"; the days that have calls are {span}')
    return asked


def calls(connection: DuckDBPyConnection, day: date) -> Iterator[Call]:
    """The calls of a load day in the order in which they are handed on."""
    found = connection.execute(
        """
        select message_id::varchar, call_type, body, sent_at
        from intermediate.int_customerio__calls
        where load_date = ?
        order by sent_at, event_timestamp, message_id
        """,
        [day],
    )
    while rows := found.fetchmany(AT_ONCE):
        for message_id, call_type, body, sent_at in rows:
            yield Call(message_id, call_type, body, len(body.encode()), sent_at)


def bodies(taken: Iterable[Call], each: str) -> Iterator[Body]:
    """A body for each batch, or for each call."""
    if each == "call":
        for call in taken:
            yield Body(call.call_type, call.body, (call,))
        return
    for batch in batches(taken):
        text = ",".join(call.body for call in batch).join(AROUND_CALLS)
        yield Body("batch", text, tuple(batch))


def batches(taken: Iterable[Call]) -> Iterator[list[Call]]:
    """The calls of each sync, as many together as Customer.IO takes."""
    around = sum(map(len, AROUND_CALLS)) - 1  # a comma less than there are calls
    for _, of_sync in groupby(taken, attrgetter("sent_at")):
        batch: list[Call] = []
        size = around
        for call in of_sync:
            if batch and size + call.size + 1 > MOST_BYTES_OF_A_BATCH:
                yield batch
                batch, size = [], around
            batch.append(call)
            size += call.size + 1
        yield batch
