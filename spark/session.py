"""A Spark session with Delta: in this process, on a cluster, or on a Spark Connect server."""

from __future__ import annotations

import logging
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spark import java, ready
from spark.errors import SparkError

FOLDER = Path("target/spark")
MASTER = "SPARK_MASTER"  # of a cluster, such as spark://host:7077
REMOTE = "SPARK_REMOTE"  # of a Spark Connect server, such as sc://host:15002
MEMORY = "SPARK_DRIVER_MEMORY"
LOCAL = ("local", "spark://127.", "spark://localhost")  # how the names of masters here begin

# What both sides of a comparison must agree on; a server takes these, too.
RUNTIME = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.sources.default": "delta",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.databricks.delta.replaceWhere.constraintCheck.enabled": "true",
}
# Where the cores are those of one machine; on a cluster spark-defaults.conf says how many.
FEW_PARTS = {
    "spark.sql.shuffle.partitions": "4",
    "spark.databricks.delta.snapshotPartitions": "1",
}
DELTA = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
}


def configuration(folder: Path) -> dict[str, str]:
    """Everything that must be said before Spark starts."""
    place = folder.resolve()
    log = shlex.quote(f"-Dderby.stream.error.file={place / 'derby.log'}")
    return {
        **RUNTIME,
        **(FEW_PARTS if is_here() else {}),
        **DELTA,
        "spark.jars": ",".join(java.delta_jars(folder)),
        "spark.driver.memory": os.environ.get(MEMORY) or "4g",
        "spark.driver.extraJavaOptions": f"-Duser.timezone=UTC {log}",
        "spark.executor.extraJavaOptions": "-Duser.timezone=UTC",
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.sql.catalogImplementation": "hive",
        "spark.hadoop.javax.jdo.option.ConnectionURL": (
            f"jdbc:derby:;databaseName={place / 'metastore'};create=true"
        ),
        # Delta keeps the columns of a table itself; Hive would call others of a table made anew a fault
        "spark.hadoop.hive.metastore.disallow.incompatible.col.type.changes": "false",
        "spark.ui.enabled": "false",
        # what pages of statements would show, were there any
        "spark.sql.ui.retainedExecutions": "1",
        "spark.ui.retainedJobs": "1",
        "spark.ui.retainedStages": "1",
        "spark.ui.retainedTasks": "100",
        "spark.sql.ui.explainMode": "simple",
        "spark.sql.maxPlanStringLength": "1000",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }


def master() -> str:
    """The cluster that is named, else all cores of this machine."""
    return os.environ.get(MASTER) or f"local[{os.cpu_count() or 1}]"


def is_here() -> bool:
    """Whether Spark works in its driver's process, and not on a cluster."""
    return master().startswith("local")


def installed() -> Path:
    """The folder of pyspark."""
    try:
        import pyspark
    except ImportError:
        raise SparkError(
            f"{sys.executable} has no pyspark: take .venv-spark/bin/python, which make spark-test makes"
        ) from None
    return Path(pyspark.__file__).parent


def prepare(folder: Path) -> None:
    """Make the folder, and tell Spark's own scripts which Java and which Python to take."""
    from pyspark import SparkContext

    ready.cluster(master())
    if SparkContext._gateway is None:  # else Java of this process may hold the catalog itself
        ready.catalog(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if home := java.home(folder / "java"):
        os.environ["JAVA_HOME"] = home
    if master().startswith(LOCAL):  # a cluster elsewhere must reach this machine by its name
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # of the executors


def start(folder: Path = FOLDER, more: Mapping[str, str] | None = None) -> Any:
    """The session, with more settings of Spark; it is also what pyspark hands out from now on."""
    installed()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    remote = os.environ.get(REMOTE)
    try:
        return on_server(remote) if remote else on_master(folder, more or {})
    except (PySparkException, Py4JError) as error:
        said = str(getattr(error, "java_exception", error)).strip().splitlines()[0]
        asked = f"{REMOTE}={remote}" if remote else f"{MASTER}={master()}"
        raise SparkError(f"Spark does not start with {asked}: {said}") from error


def on_server(remote: str) -> Any:
    """The session of a Spark Connect server."""
    from pyspark.sql import SparkSession

    ready.server(remote)
    session = SparkSession.builder.remote(remote).getOrCreate()
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # dbt says it, too
    for name, value in RUNTIME.items():
        session.conf.set(name, value)
    return session


def on_master(folder: Path, more: Mapping[str, str]) -> Any:
    """The session of this process, or of a cluster that it drives."""
    from pyspark.sql import SparkSession

    prepare(folder)
    builder = SparkSession.builder.appName("reelhouse").master(master())
    for name, value in {**configuration(folder), **more}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
