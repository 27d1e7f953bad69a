"""PostgreSQL: every landed file once, and the same tables as DuckDB has over the files."""

import os
import signal
import subprocess
import sys
import time

import duckdb
import pytest
from adbc_driver_postgresql import dbapi as postgresql

from feed import flat_views, load
from feed.errors import FeedError
from feed.proof import compare_postgres
from reelhouse.settings import PROJECT

TABLES = ("consumer_event", *flat_views.LISTS)


@pytest.fixture
def uri(running):
    """An empty database."""
    with postgresql.connect(running.postgres) as connection, connection.cursor() as cursor:
        cursor.execute("drop table if exists customer_events cascade")
        cursor.execute("drop table if exists landed_files")
        connection.commit()
    return running.postgres


@pytest.fixture
def landed(settings, send, land):
    send()
    land(batch_size=40)
    session = duckdb.connect()
    session.execute(flat_views.duckdb(settings.landing))
    return session


def ask(uri, query):
    with postgresql.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_files_are_loaded_once(settings, uri, landed):
    first = load.load(settings.landing, uri, settings.topic)
    again = load.load(settings.landing, uri, settings.topic)
    [(count,)] = landed.execute("select count(*) from landed_events").fetchall()
    assert (first.events, again.events, again.files) == (count, 0, 0)
    compare_postgres(uri, landed.sql("from landed_events").to_arrow_table())


@pytest.mark.parametrize("table", TABLES)
def test_the_flat_tables_are_those_of_duckdb(settings, uri, landed, table):
    load.load(settings.landing, uri, settings.topic)
    columns = [row[0] for row in landed.execute(f"describe {table}").fetchall()]
    kept = [f'"{each}"' for each in columns if each != "user_subscription_connected_services"]
    counts = ", ".join(f"count({each})" for each in kept)
    keys = "count(distinct event_id), max(load_date)::text"
    query = f"select count(*), {keys}, {counts} from {table}"
    assert [*map(tuple, ask(uri, query))] == landed.execute(query).fetchall()


def test_an_event_is_found_by_what_is_in_it(settings, uri, landed):
    load.load(settings.landing, uri, settings.topic)
    query = (
        """select count(*) from customer_events where event @> '{"device": {"type": "smartTV"}}'"""
    )
    wanted = "select count(*) from landed_events where device_type = 'smartTV'"
    assert [*map(tuple, ask(uri, query))] == landed.execute(wanted).fetchall()
    [(index,)] = ask(uri, "select count(*) from pg_indexes where indexdef like '%jsonb_path_ops%'")
    assert index == 1


def test_a_loader_that_is_killed_leaves_whole_files(settings, running, uri, landed):
    environment = os.environ | running.environment | {
        "KAFKA_TOPIC": settings.topic, "REELHOUSE_LANDING": str(settings.landing),
        "PYTHONPATH": f"{PROJECT / 'python_models'}:{PROJECT}",
    }  # fmt: skip
    load._make_tables(connection := postgresql.connect(uri))
    connection.close()
    killed = 0
    for _ in range(4):
        loader = subprocess.Popen([sys.executable, "-m", "feed", "load"], env=environment)
        before = ask(uri, "select count(*) from landed_files")
        while loader.poll() is None and ask(uri, "select count(*) from landed_files") == before:
            time.sleep(0.002)
        loader.kill()
        killed += loader.wait() == -signal.SIGKILL
        [(events, rows)] = ask(
            uri,
            "select (select coalesce(sum(events), 0) from landed_files), "
            "(select count(*) from customer_events)",
        )
        assert events == rows
    assert killed > 0
    load.load(settings.landing, uri, settings.topic)
    compare_postgres(uri, landed.sql("from landed_events").to_arrow_table())


def test_nobody_there_is_one_line(settings, landed):
    with pytest.raises(FeedError, match=r"^PostgreSQL says: .*whole files are in.*$"):
        load.load(settings.landing, "postgresql://nobody@127.0.0.1:1/none", settings.topic)
