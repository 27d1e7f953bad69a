"""A cluster whose Java does not start, and what a driver on one is told. No Java runs here."""

import subprocess
import time
from pathlib import Path

import pytest

from spark import java, session
from spark.cluster import Cluster, cluster
from spark.errors import SparkError

DIES = """#!/bin/sh
cat <<LOG
starting the master
Exception in thread "main" java.net.BindException: it is in use
\tat java.base/sun.nio.ch.Net.bind0(Native Method)
\t... 12 more
\tat org.apache.spark.deploy.master.Master.main(Master.scala)
LOG
exit 3
"""


def test_a_master_that_dies_is_told_with_the_end_of_its_log(tmp_path, monkeypatch):
    program = tmp_path / "bin" / "spark-class"
    program.parent.mkdir()
    program.write_text(DIES)
    program.chmod(0o755)
    monkeypatch.setattr(session, "installed", lambda: tmp_path)
    monkeypatch.setattr(java, "home", lambda folder: "")
    started = time.monotonic()
    with pytest.raises(SparkError) as refused, cluster(tmp_path):
        pass
    assert str(refused.value) == (
        "master of the cluster ended with 3: starting the master / "
        'Exception in thread "main" java.net.BindException: it is in use'
    )
    assert time.monotonic() - started < 60


def test_a_driver_is_told_how_few_cores_there_are(tmp_path):
    with subprocess.Popen(["true"]) as master:
        running = Cluster(tmp_path, 7077, 8080, master)
    told = running.environment({"spark.eventLog.enabled": "true"})
    assert told["SPARK_MASTER"] == "spark://127.0.0.1:7077"
    settings = Path(told["SPARK_CONF_DIR"], "spark-defaults.conf").read_text().splitlines()
    assert dict(each.split(" ", 1) for each in settings) == {
        **session.FEW_PARTS,
        "spark.eventLog.enabled": "true",
    }
