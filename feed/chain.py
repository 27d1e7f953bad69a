"""Landed files form a chain for each partition, so that no row is lost or comes twice.

A file holds the messages of one partition from a first offset up to an end. Its name is a
function of topic, partition and first offset, and it is created only if that name is free. A
writer begins where the last file of the chain ends. So, by induction, the chain tiles the log:

1. Two files never share a first offset, since a name is taken once and a file never changes.
2. A writer begins at 0 or at the end of a file of the chain, so what it writes goes on from there.
3. If another writer was faster the name is taken: the writer drops its rows and hops on.
4. So the chain grows at its end alone, by one winner at a time, however its rows are cut.
5. A kill before the link leaves nothing that has the name; one after it leaves a whole file, and
   the next run hops over it. Offsets committed to Kafka are for the eyes: nothing depends on them.
6. What lies between two offsets is the log's, so any winner is right.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import pyarrow as pa
import pyarrow.parquet as pq

from customer_events.landing.files import At, create, nothing
from feed.errors import FeedError

NAMESPACE = UUID("2f0b7d0e-52c7-5f6b-8a31-66656564636e")  # of the names of landed files
META = b"feed"  # the key of a file's own words
JUDGED_BY = ("load_date", "kafka_partition", "kafka_offset")  # by which a reader skips a file


class Link(NamedTuple):
    """Where a chain stands: the next offset, and the last place in the world's sequence."""

    offset: int = 0
    place: int = -1


class DeadLetter(NamedTuple):
    """A message that holds no event, or one that came before, and why it is put aside."""

    offset: int
    reason: str
    key: bytes | None
    value: bytes | None

    def as_json(self) -> dict[str, Any]:
        """The message as a line of a file has it."""
        text = {
            name: None if held is None else base64.b64encode(held).decode()
            for name, held in (("key", self.key), ("value", self.value))
        }
        return {"offset": self.offset, "reason": self.reason, **text}


@dataclass(frozen=True)
class Piece:
    """What one file is to hold: rows of one load date, and the messages put aside among them."""

    rows: pa.Table
    day: date | None
    end: int
    place: int
    dead: tuple[DeadLetter, ...] = ()


@dataclass(frozen=True)
class Landed:
    """A file of a chain, as its own words describe it."""

    name: str
    partition: int
    first: int
    end: int
    place: int
    day: str | None
    rows: int
    dead: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """The file as a manifest has it."""
        offsets = {"partition": self.partition, "first_offset": self.first, "end_offset": self.end}
        return {"name": self.name, "rows": self.rows, **offsets}


@dataclass(frozen=True)
class Chain:
    """The files of one partition in a landing folder."""

    landing: Path
    topic: str
    partition: int

    def path(self, first: int) -> Path:
        """The file that begins at an offset."""
        name = uuid5(NAMESPACE, f"{self.topic}/{self.partition}/{first}")
        return self.landing / "data" / f"{name}.parquet"

    def files(self, start: Link) -> Iterator[Landed]:
        """The files from a link on, in order."""
        offset = start.offset
        while (found := self.read(offset)) is not None:
            yield found
            offset = found.end

    def end(self, start: Link) -> Link:
        """Where the chain stands now; on the way, dead letters are put beside the files."""
        for found in self.files(start):
            self._write_dead(found)
            start = Link(found.end, found.place)
        return start

    def read(self, first: int) -> Landed | None:
        """The file that begins at an offset, if there is one."""
        path = self.path(first)
        try:
            words = pq.read_metadata(path).metadata[META]
        except FileNotFoundError:
            return None
        except (OSError, KeyError, pa.ArrowInvalid) as error:
            raise FeedError(
                f"{path} is no landed file ({error}); remove it to land it again"
            ) from error
        held = json.loads(words)
        if (held["topic"], held["partition"], held["first"]) != (self.topic, self.partition, first):
            raise FeedError(f"{path} holds something else than its name says; remove it")
        return Landed(
            path.name, self.partition, first, held["end"], held["place"],
            held["day"], held["rows"], tuple(held["dead"]),
        )  # fmt: skip

    def land(self, link: Link, piece: Piece, at: At = nothing) -> bool:
        """Write the next file of the chain; False if another writer was faster."""
        words = {
            "topic": self.topic,
            "partition": self.partition,
            "first": link.offset,
            "end": piece.end,
            "place": piece.place,
            "day": None if piece.day is None else piece.day.isoformat(),
            "rows": len(piece.rows),
            "dead": [each.as_json() for each in piece.dead],
        }
        rows = piece.rows.replace_schema_metadata({META: json.dumps(words)})
        path, parquet = self.path(link.offset), _parquet(rows)
        try:
            is_new = create(path, lambda file: file.write(parquet), at)
        except OSError as error:
            raise FeedError(
                f"{path.parent} takes no more files ({error.strerror or error}); what has landed "
                "is whole: make room, and run the consumer again"
            ) from error
        if is_new and piece.dead:
            found = self.read(link.offset)
            if found is not None:
                self._write_dead(found)
        at("landed")
        return is_new

    def _write_dead(self, landed: Landed) -> None:
        """Put the dead letters of a file into a file of their own, which follows from it."""
        path = self.landing / "dead_letters" / Path(landed.name).with_suffix(".jsonl").name
        if not landed.dead or path.exists():
            return
        path.parent.mkdir(exist_ok=True)
        place = {"topic": self.topic, "partition": self.partition}
        text = "".join(json.dumps(place | each) + "\n" for each in landed.dead)
        create(path, lambda file: file.write(text.encode()))


def _parquet(rows: pa.Table) -> pa.Buffer:
    """Parquet, with pools for texts alone: an id or an instant hardly ever comes twice."""
    texts = [each.name for each in rows.schema if pa.types.is_string(each.type)]
    judged = [name for name in JUDGED_BY if name in rows.schema.names]
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd", use_dictionary=texts, write_statistics=judged)
    return sink.getvalue()
