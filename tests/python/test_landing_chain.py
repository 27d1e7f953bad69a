"""Landed files form chains: whoever writes, and whoever is killed, each offset lands once."""

import errno
import signal
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from customer_events.landing import files
from feed.chain import Chain, DeadLetter, Link, Piece
from feed.errors import FeedError
from reelhouse import settings

DAY = date(2025, 1, 1)
WRITER = """
import os, signal, sys
from datetime import date
from pathlib import Path
import pyarrow as pa
from feed.chain import Chain, Link, Piece

folder, point, size, end = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
chain = Chain(folder, "events", 0)

def at(done):
    if done == point:
        os.kill(os.getpid(), signal.SIGKILL)

link = chain.end(Link())
while link.offset < end:
    until = min(link.offset + size, end)
    rows = pa.table({"kafka_offset": list(range(link.offset, until))})
    chain.land(link, Piece(rows, date(2025, 1, 1), until, until), at)
    link = chain.end(link)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path


def write(folder, point="", size=100, end=1_000):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), point, str(size), str(end)],
        env={"PYTHONPATH": f"{settings.PROJECT / 'python_models'}:{settings.PROJECT}"},
    )


def offsets(folder):
    """The offsets of all files, by the chain; every file must be in it."""
    found = list(Chain(folder, "events", 0).files(Link()))
    assert {each.name for each in found} == {path.name for path in folder.glob("data/*.parquet")}
    tables = [pq.read_table(folder / "data" / each.name) for each in found]
    return [offset for table in tables for offset in table["kafka_offset"].to_pylist()]


@pytest.mark.parametrize(
    ("point", "landed"), [("written", 0), ("synced", 0), ("linked", 100), ("landed", 100)]
)
def test_a_kill_leaves_a_whole_file_or_none(folder, point, landed):
    assert write(folder, point).wait() == -signal.SIGKILL
    assert offsets(folder) == list(range(landed))
    assert write(folder).wait() == 0
    assert offsets(folder) == list(range(1_000))


def test_writers_that_know_nothing_of_each_other_share_one_chain(folder):
    writers = [write(folder, size=size, end=2_000) for size in (7, 11, 13)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert offsets(folder) == list(range(2_000))


def test_a_name_is_taken_once(folder):
    chain = Chain(folder, "events", 0)
    first, second = (
        Piece(pa.table({"kafka_offset": list(range(end))}), DAY, end, end) for end in (3, 5)
    )
    assert chain.land(Link(), first)
    assert not chain.land(Link(), second)
    assert offsets(folder) == [0, 1, 2]
    assert chain.end(Link()) == (3, 3)


def test_a_full_disk_leaves_nothing_behind(folder):
    def write_much(file):
        file.write(b"the beginning")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        files.create(folder / "data" / "a.parquet", write_much)
    assert list(folder.glob("data/*")) == list(folder.glob("data/.*")) == []


def test_dead_letters_follow_from_the_file_that_has_them(folder):
    chain = Chain(folder, "events", 0)
    dead = (DeadLetter(1, "no Avro message", None, b"\xff\x00"),)
    chain.land(Link(), Piece(pa.table({"kafka_offset": [0]}), DAY, 2, 0, dead))
    (beside,) = folder.glob("dead_letters/*.jsonl")
    text = beside.read_text()
    assert '"offset": 1, "reason": "no Avro message", "key": null, "value": "/wA="' in text
    beside.unlink()  # as if the writer had been killed between the two
    chain.end(Link())
    assert beside.read_text() == text


def test_a_file_that_is_not_what_its_name_says_is_refused(folder):
    chain = Chain(folder, "events", 0)
    pq.write_table(pa.table({"a": [1]}), chain.path(0))
    with pytest.raises(FeedError, match="is no landed file"):
        chain.end(Link())
    chain.path(0).unlink()
    other = Chain(folder, "events", 1)
    other.land(Link(), Piece(pa.table({"kafka_offset": [0]}), DAY, 1, 0))
    other.path(0).rename(chain.path(0))
    with pytest.raises(FeedError, match="something else than its name says"):
        chain.end(Link())
