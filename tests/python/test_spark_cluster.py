"""What a driver on a cluster is told. No Java runs here."""

import subprocess
from pathlib import Path

from spark import session
from spark.cluster import Cluster


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
