"""What Spark would miss after minutes, or in thousands of lines: it is looked at before Java starts."""

from __future__ import annotations

import fcntl
import socket
import time
from pathlib import Path

from spark.errors import SparkError

SECONDS_TO_ANSWER = 10
SECONDS_TO_END = 5  # of the Java of a driver that is done


def cluster(master: str) -> None:
    """See that a standalone master listens, or one of several."""
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), SECONDS_TO_ANSWER).close()
        except (OSError, ValueError):
            continue
        return
    raise SparkError(
        f"nobody answers at SPARK_MASTER={master}: start that cluster, or unset SPARK_MASTER"
    )


def server(remote: str) -> None:
    """See that a Spark Connect server answers."""
    import grpc
    from pyspark.sql.connect.client import DefaultChannelBuilder

    with DefaultChannelBuilder(remote).toChannel() as channel:
        try:
            grpc.channel_ready_future(channel).result(SECONDS_TO_ANSWER)
        except grpc.FutureTimeoutError:
            raise SparkError(
                f"nobody answers at SPARK_REMOTE={remote}: start that server, or unset SPARK_REMOTE"
            ) from None


def catalog(folder: Path) -> None:
    """See that no other driver has a folder's catalog of tables open, which Derby locks."""
    lock = folder / "metastore" / "dbex.lck"
    until = time.monotonic() + SECONDS_TO_END
    while lock.exists() and is_locked(lock):
        if time.monotonic() > until:
            raise SparkError(
                f"another driver works in {folder}, and one at a time holds its catalog of tables: "
                "end that one, or name another --folder"
            )
        time.sleep(0.2)


def is_locked(file: Path) -> bool:
    """Whether another process has locked a file."""
    with file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
