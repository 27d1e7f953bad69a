"""Days of calls to files or to a URL."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

from duckdb import DuckDBPyConnection

from reelhouse.customerio.payloads.calls import Call, bodies, calls
from reelhouse.customerio.payloads.ledger import Ledger
from reelhouse.customerio.payloads.send import Sender

EACH = ("batch", "call")
Refusal = tuple[Call, str]  # with the reason


class Done(NamedTuple):
    """What became of a day."""

    day: date
    calls: int
    bodies: int
    refused: list[Refusal]


def write(
    connection: DuckDBPyConnection, days: list[date], folder: Path, each: str
) -> Iterator[Done]:
    """A file for each day, a body a line; what is refused is told in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for day in days:
        refused: list[Refusal] = []
        counts = Counter[str]()
        with _whole(folder / f"{day}.ndjson") as lines:
            for body in bodies(_good(calls(connection, day), refused), each):
                lines.write(body.text + "\n")
                counts.update(calls=len(body.calls), bodies=1)
        with _whole(folder / f"{day}.refused.ndjson") as lines:
            for call, reason in refused:
                lines.write(json.dumps({"messageId": call.message_id, "reason": reason}) + "\n")
        yield Done(day, counts["calls"], counts["bodies"], refused)


def send(
    connection: DuckDBPyConnection, days: list[date], to: Sender, ledger: Ledger, each: str
) -> Iterator[Done]:
    """Each call that the ledger has not; a body counts as sent once the service has taken it."""
    for day in days:
        done, refused = ledger.done(day), list[Refusal]()
        counts = Counter[str]()
        new = (call for call in calls(connection, day) if call.message_id not in done)
        for body in bodies(_good(new, refused), each):
            to.send(body)
            ledger.sent(day, body.calls)
            counts.update(calls=len(body.calls), bodies=1)
        ledger.refused(day, refused)
        yield Done(day, counts["calls"], counts["bodies"], refused)


def _good(found: Iterable[Call], refused: list[Refusal]) -> Iterator[Call]:
    """The calls that Customer.IO takes; the others are refused."""
    for call in found:
        if fault := call.fault:
            refused.append((call, fault))
        else:
            yield call


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that is there once it is whole; none if it would be empty."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as lines:
        yield lines
    if part.stat().st_size:
        part.replace(path)
    else:
        part.unlink()
        path.unlink(missing_ok=True)
