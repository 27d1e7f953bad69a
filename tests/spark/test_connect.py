"""A Spark Connect server with the session's settings, and what goes through it."""

import os
import socket
import subprocess
import sys
import time

import pytest

from reelhouse.settings import PROJECT
from spark.proof import hold_same_files

SECONDS = 300
WORLD = ["--days", "1", "USERS=150", "TITLES=60", "POSTS=400", "EVENTS_PER_DAY=120"]
ASKED = """
from spark import session

running = session.start()
running.sql("create schema if not exists raw")
running.sql("create table raw.kept using delta as select timestamp '2025-03-30 01:30:00' as at")
running.sql("create or replace temporary view shown as select unhex('ff') as bytes")
assert running.catalog.tableExists("raw.kept") and not running.catalog.tableExists("raw.other")
assert running.sql("describe detail raw.kept").collect()[0]["format"] == "delta"
print(running.table("raw.kept").toArrow().to_pylist(), running.sql("select * from shown").collect())
running.stop()
"""


@pytest.fixture(scope="module")
def remote(tmp_path_factory):
    """The environment of a client."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [sys.executable, "-m", "spark.connect_server", "--folder", str(folder)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*command, "--port", str(port)], cwd=PROJECT, stdout=log, stderr=log
        ) as server,
    ):
        until = time.monotonic() + SECONDS
        while server.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.5)
        yield os.environ | {"SPARK_REMOTE": f"sc://127.0.0.1:{port}"}
        server.terminate()


def run(environment, *words):
    done = subprocess.run(
        [sys.executable, *words], cwd=PROJECT, env=environment, capture_output=True, text=True,
        timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_client_finds_delta_utc_and_the_catalog(remote):
    said = run(remote, "-c", ASKED)
    assert "2025, 3, 30, 1, 30" in said
    assert r"\xff" in said


def test_its_executors_write_the_files_of_the_command(remote, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    run(remote, "-m", "messaging", "export", "--output", str(here), *WORLD)
    run(remote, "-m", "spark.generate", "--output", str(there), *WORLD)
    hold_same_files(here, there)
