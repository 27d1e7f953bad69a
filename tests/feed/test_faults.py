"""What goes away, or is full, in the middle: one line says so, and nothing is lost."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import duckdb
import pytest
from adbc_driver_postgresql import dbapi as postgresql
from confluent_kafka.admin import AdminClient
from worlds_landed import is_the_worlds

from customer_events.landing import manifest
from feed import consume, flat_views, load
from feed.errors import FeedError
from feed.proof import compare_postgres
from reelhouse.settings import PROJECT

SECONDS = 60


def until(is_so):
    """Wait for it."""
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def start(running, settings):
    """Start a command of the feed as a process of its own."""
    environment = os.environ | replace(running, settings=settings).environment | {
        "PYTHONPATH": f"{PROJECT / 'python_models'}:{PROJECT}",
    }  # fmt: skip

    def run(*command, **options):
        return subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, **options,
        )  # fmt: skip

    return run


def test_a_full_disk_is_one_line_and_the_next_run_lands_the_rest(settings, send, land, start):
    """The system's limit on a file's size stands for the disk: the write fails in its middle."""
    send()
    limit = 20_000
    consumer = start(
        "feed.run_consumer", "--group", settings.topic, "--idle-seconds", "0.3",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    _, said = consumer.communicate(timeout=SECONDS)
    errors = [line for line in said.splitlines() if line.startswith("error: ")]
    assert consumer.returncode == 1
    assert errors == [said.splitlines()[-1]]
    assert "takes no more files (File too large); what has landed is whole" in errors[0]
    assert "Traceback" not in said
    left = sorted((settings.landing / "data").iterdir())
    assert all(path.suffix == ".parquet" for path in left)
    land(batch_size=100)
    assert is_the_worlds(settings)


def test_a_topic_that_is_deleted_is_one_line(settings, send, land, monkeypatch):
    send(days=1)
    monkeypatch.setattr(consume, "GONE_SECONDS", 0.1)
    said = []

    def run():
        try:
            consume.consume(settings, consume.Options(settings.topic, idle_seconds=0.3))
        except FeedError as error:
            said.append(str(error))

    consumer = threading.Thread(target=run, daemon=True)
    consumer.start()
    until(lambda: manifest.days(settings.landing))
    admin = AdminClient({"bootstrap.servers": settings.broker})
    for future in admin.delete_topics([settings.topic]).values():
        future.result(10)
    consumer.join(SECONDS)
    assert [each.split(";")[0] for each in said] == [
        f"topic {settings.topic} has gone from the broker at {settings.broker}"
    ]
    send()
    land()
    assert is_the_worlds(settings)


def test_a_topic_that_nobody_makes_is_one_line(settings, monkeypatch):
    monkeypatch.setattr(consume, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(FeedError, match=f"^topic {settings.topic} is not on the broker at .*"):
        consume.consume(settings, consume.Options(settings.topic))


def test_a_folder_with_another_world_of_the_topic_is_refused(settings, send, land):
    send(days=1)
    land(days=1)
    [day] = manifest.days(settings.landing)
    found = manifest.read(settings.landing, day)
    other = replace(found, parameters=replace(found.parameters, users=301))
    manifest.path_of(settings.landing, day).unlink()
    manifest.write(settings.landing, other)
    with pytest.raises(FeedError, match="of another world than the topic: users is"):
        land(days=2)


def test_postgres_that_dies_in_the_middle_is_one_line(settings, running, send, land, start):
    send()
    land(batch_size=20)
    with postgresql.connect(running.postgres) as connection, connection.cursor() as cursor:
        cursor.execute("drop table if exists customer_events cascade")
        cursor.execute("drop table if exists landed_files")
        connection.commit()
    loader = start("feed", "load")
    with (
        postgresql.connect(running.postgres, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        until(lambda: _ledger(cursor) > 0)
        process = _loaders_process(cursor)
        if "PostgreSQL" in running.started:
            os.kill(process, signal.SIGKILL)  # all of the server starts anew
        else:
            cursor.execute(f"select pg_terminate_backend({process})")
    _, said = loader.communicate(timeout=SECONDS)
    assert loader.returncode == 1
    assert said.splitlines()[-1].startswith("error: PostgreSQL says: ")
    assert sum(line.startswith("error: ") for line in said.splitlines()) == 1
    assert "Traceback" not in said
    until(lambda: _answers(running.postgres))
    load.load(settings.landing, running.postgres, settings.topic)
    session = duckdb.connect()
    session.execute(flat_views.duckdb(settings.landing))
    compare_postgres(running.postgres, session.sql("from landed_events").to_arrow_table())


def _ledger(cursor):
    cursor.execute("select to_regclass('landed_files') is not null")
    if not cursor.fetchone()[0]:
        return 0
    cursor.execute("select count(*) from landed_files")
    return cursor.fetchone()[0]


def _loaders_process(cursor):
    """The server's process that works for the loader."""
    cursor.execute(
        "select pid from pg_stat_activity where backend_type = 'client backend' "
        "and pid <> pg_backend_pid() order by backend_start desc limit 1"
    )
    return cursor.fetchone()[0]


def _answers(uri):
    try:
        with postgresql.connect(uri):
            return True
    except postgresql.Error:
        return False


KILLED = """
import os, signal, sys
from feed import settings
from feed.consume import Options, consume

def at(done):
    if done == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

consume(settings.read(), Options(sys.argv[1], "one", batch_size=100, idle_seconds=0.3, at=at))
"""


def test_a_consumer_that_is_killed_while_it_lands_loses_and_doubles_nothing(
    settings, running, send, land
):
    """One run for each point: after the file is written, synced and linked, and before Kafka
    is told."""
    send()
    environment = os.environ | replace(running, settings=settings).environment | {
        "PYTHONPATH": f"{PROJECT / 'python_models'}:{PROJECT}",
    }  # fmt: skip
    files = []
    for point in ("written", "synced", "linked", "landed"):
        command = [sys.executable, "-c", KILLED, settings.topic, point]
        done = subprocess.run(command, env=environment, timeout=SECONDS)
        assert done.returncode == -signal.SIGKILL
        files.append(len(list((settings.landing / "data").glob("*.parquet"))))
    assert files == [0, 0, 1, 2]
    land(name="one")
    assert is_the_worlds(settings)
