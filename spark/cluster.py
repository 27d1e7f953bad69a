"""A standalone cluster on this machine: `python -m spark.cluster`.

A master and workers, each a process of its own, that talk over loopback as those of many machines
talk over a network. Only what was started here is stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from spark import java, session
from spark.errors import SparkError

HOST = "127.0.0.1"
CORES, MEMORY = 1, "2g"  # of a worker
EXECUTOR_MEMORY = "1g"
SECONDS_TO_START = 120
LINES_OF_LOG = 3  # that tell why a process ended
FOLDER = Path("target/spark-cluster")


@dataclass
class Cluster:
    """The processes, and where the master listens."""

    folder: Path
    master_port: int
    page_port: int  # of the master's page, which also answers in JSON
    master: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What SPARK_MASTER takes."""
        return f"spark://{HOST}:{self.master_port}"

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What a driver is told that works here, with more settings of Spark."""
        settings = self.folder.resolve() / "settings"
        settings.mkdir(exist_ok=True)
        lines = (
            f"{name} {value}\n" for name, value in {**session.FEW_PARTS, **(more or {})}.items()
        )
        (settings / "spark-defaults.conf").write_text("".join(lines))
        return {
            "SPARK_MASTER": self.url,
            "SPARK_CONF_DIR": str(settings),
            "SPARK_EXECUTOR_MEMORY": EXECUTOR_MEMORY,
        }

    def add_worker(self) -> None:
        """Start one more worker, and wait until the master counts it."""
        number = len(self.workers) + 1
        place = self.folder / f"worker-{number}"
        arguments = [
            "--host", HOST, "--webui-port", "0", "--cores", str(CORES), "--memory", MEMORY,
            "--work-dir", str(place.resolve()), self.url,
        ]  # fmt: skip
        alive = self.alive()
        self.workers.append(_start(place.name, "worker.Worker", arguments, self.folder))
        log = _log(self.folder, place.name)
        _wait(lambda: self.alive() > alive, self.workers[-1], log)

    def freeze_worker(self, number: int) -> None:
        """Let a worker and its executors stand still."""
        os.killpg(self.workers[number].pid, signal.SIGSTOP)

    def kill_worker(self, number: int) -> None:
        """End a worker and its executors without a word, as a machine that loses its power."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def alive(self) -> int:
        """How many workers the master counts; -1 as long as it does not answer."""
        return int(self._state().get("aliveworkers", -1))

    def _state(self) -> dict[str, Any]:
        try:
            with urlopen(f"http://{HOST}:{self.page_port}/json/", timeout=5) as answer:
                return dict(json.load(answer))
        except (URLError, OSError):
            return {}

    def stop(self) -> None:
        """End what is left of it, the workers first."""
        for process in (*self.workers, self.master):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()


@contextmanager
def cluster(folder: Path = FOLDER, workers: int = 2) -> Iterator[Cluster]:
    """A master and so many workers, for as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    master_port, page_port = _free_ports(2)
    arguments = ["--host", HOST, "--port", str(master_port), "--webui-port", str(page_port)]
    running = Cluster(
        folder, master_port, page_port, _start("master", "master.Master", arguments, folder)
    )
    try:
        _wait(lambda: running.alive() == 0, running.master, _log(folder, "master"))
        for _ in range(workers):
            running.add_worker()
        yield running
    finally:
        running.stop()


def _start(
    name: str, class_: str, arguments: Sequence[str], folder: Path
) -> subprocess.Popen[bytes]:
    """A Java process in a group of its own, which the executors of a worker join."""
    spark = session.installed()
    home = java.home(folder / "java")
    environment = os.environ | {
        "SPARK_HOME": str(spark),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str((folder / "scratch" / name).resolve()),
        "SPARK_DAEMON_MEMORY": "512m",
        **({"JAVA_HOME": home} if home else {}),
    }
    program = str(spark / "bin" / "spark-class")
    command = [program, f"org.apache.spark.deploy.{class_}", *arguments]
    with _log(folder, name).open("wb") as log:
        return subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )


def _log(folder: Path, name: str) -> Path:
    """Where a process says what it does."""
    return folder / f"{name}.log"


def _wait(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a process, unless it dies."""
    until = time.monotonic() + SECONDS_TO_START
    while not ready():
        if process.poll() is not None:
            raise SparkError(
                f"{log.stem} of the cluster ended with {process.returncode}: {_end(log)}"
            )
        if time.monotonic() > until:
            raise SparkError(
                f"{log.stem} of the cluster does not answer after {SECONDS_TO_START} s: see {log}"
            )
        time.sleep(0.2)


def _end(log: Path) -> str:
    """The last lines of a log in one, without those of Java's stack."""
    lines = (line.strip() for line in log.read_text(errors="replace").splitlines())
    said = [line for line in lines if line and not line.startswith(("at ", "... "))]
    return " / ".join(said[-LINES_OF_LOG:]) or "it said nothing"


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    listening = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(each.getsockname()[1]) for each in listening]
    for each in listening:
        each.close()
    return ports


def main(arguments: list[str] | None = None) -> int:
    """Keep a cluster until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m spark.cluster", description=__doc__)
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="(default: 2)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"(default: {FOLDER})")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with cluster(options.folder, options.workers) as running:
            told = (f"{name}={shlex.quote(value)}" for name, value in running.environment().items())
            print("export", *told, flush=True)
            print("Ctrl-C stops it.", file=sys.stderr)
            running.master.wait()
    except KeyboardInterrupt:
        return 0
    except SparkError as error:
        print(error, file=sys.stderr)
        return 2
    return 1


if __name__ == "__main__":
    sys.exit(main())
