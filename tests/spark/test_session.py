"""A session that can't be, in a line, and one that is there already."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reelhouse.settings import PROJECT
from spark import session


def refused(folder, **more):
    """What the command line says that does not start Spark."""
    done = subprocess.run(
        [sys.executable, "-m", "spark", "compile", "--folder", str(folder)],
        cwd=PROJECT, env=os.environ | more, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SPARK_MASTER", "spark://127.0.0.1:1"),
        ("SPARK_REMOTE", "sc://127.0.0.1:1"),
        ("SPARK_REMOTE", "http://127.0.0.1:1"),
        ("JAVA_HOME", "/no/java"),
    ],
)
def test_what_is_not_there_is_named_with_its_variable(variable, value, tmp_path):
    assert f"{variable}={value}" in refused(tmp_path, **{variable: value})


@pytest.fixture
def folder(spark):
    """That of the session, whose catalog is open."""
    spark.sql("show schemas").collect()
    return Path(spark.conf.get("spark.sql.warehouse.dir").removeprefix("file:")).parent


def test_one_driver_at_a_time_holds_the_catalog(folder):
    assert refused(folder).startswith(f"another driver works in {folder}, and one at a time holds")


def test_a_process_may_ask_for_its_session_again(spark, folder):
    assert session.start(folder) is spark
