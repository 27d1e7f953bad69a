"""What was sent where, so that a call is handed on once however often a run is cut short."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID

from reelhouse.customerio.payloads.calls import Call
from reelhouse.settings import Refused

TABLES = """
create table if not exists sent (
    url text, load_date text, message_id blob, primary key (url, load_date, message_id)
) without rowid;
create table if not exists refused (
    url text, load_date text, message_id blob, reason text,
    primary key (url, load_date, message_id)
) without rowid;
"""


class Ledger:
    """The ledger of one URL."""

    def __init__(self, connection: sqlite3.Connection, url: str) -> None:
        self._connection, self._url = connection, url

    def done(self, day: date) -> set[str]:
        """The messages of a day that were sent or refused."""
        found = self._connection.execute(
            "select message_id from sent where (url, load_date) = (?1, ?2) "
            "union all select message_id from refused where (url, load_date) = (?1, ?2)",
            (self._url, day.isoformat()),
        )
        return {str(UUID(bytes=message_id)) for (message_id,) in found}

    def sent(self, day: date, calls: Iterable[Call]) -> None:
        """Write down that Customer.IO has taken these."""
        rows = [(self._url, day.isoformat(), UUID(call.message_id).bytes) for call in calls]
        with self._connection:
            self._connection.executemany("insert into sent values (?, ?, ?)", rows)

    def refused(self, day: date, refusals: Iterable[tuple[Call, str]]) -> None:
        """Write down that these are never sent, and why."""
        rows = [
            (self._url, day.isoformat(), UUID(call.message_id).bytes, reason)
            for call, reason in refusals
        ]
        with self._connection:
            self._connection.executemany("insert into refused values (?, ?, ?, ?)", rows)


@contextmanager
def ledger(path: Path, url: str) -> Iterator[Ledger]:
    """The ledger of this URL, which one program writes at a time."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.executescript(TABLES)
            yield Ledger(connection, url)
    except sqlite3.Error as error:
        raise Refused(f"the ledger {path} can't be used ({error})") from None
