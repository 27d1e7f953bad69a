"""A Spark Connect server with the settings of spark/session.py: `python -m spark.connect_server`.

Extensions, catalog and metastore are settled when a server starts, so one that was started otherwise
must have been given the same. What a session may set, each client sets itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from spark import session
from spark.errors import SparkError

HOST, PORT = "127.0.0.1", 15002
CLASS = "org.apache.spark.sql.connect.service.SparkConnectServer"


def command(folder: Path, host: str = HOST, port: int = PORT) -> list[str]:
    """What starts it."""
    program = session.installed() / "bin" / "spark-submit"
    settings = session.configuration(folder) | {
        "spark.connect.grpc.binding.address": host,
        "spark.connect.grpc.binding.port": str(port),
    }
    confs = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    return [str(program), "--master", session.master(), "--class", CLASS, *confs]


def main(arguments: list[str] | None = None) -> int:
    """Become the server."""
    parser = argparse.ArgumentParser(
        prog="python -m spark.connect_server", description=__doc__,
        epilog="SPARK_MASTER names the cluster that it works on; without it, it works alone.",
    )  # fmt: skip
    parser.add_argument("--folder", type=Path, default=session.FOLDER, help="as of python -m spark")
    parser.add_argument("--host", default=HOST, help=f"where it listens (default: {HOST})")
    parser.add_argument("--port", type=int, default=PORT, help=f"(default: {PORT})")
    options = parser.parse_args(arguments)
    try:
        become(options)
    except SparkError as error:
        print(error, file=sys.stderr)
    return 2


def become(options: argparse.Namespace) -> NoReturn:
    """Put the server in the place of this process."""
    words = command(options.folder, options.host, options.port)
    session.prepare(options.folder)
    print(f"export SPARK_REMOTE=sc://{options.host}:{options.port}", flush=True)
    os.execv(words[0], words)


if __name__ == "__main__":
    sys.exit(main())
