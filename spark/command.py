"""The command line: what dbt does, on a Spark session."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from spark import project, session
from spark.errors import SparkError

COMMANDS = ("build", "run", "test", "seed", "snapshot", "compile", "parse", "show")
NEED_NO_SESSION = {"parse"}
READ_LANDING = {"build", "run"}
ACCOUNT = ("DATABRICKS_HOST", "DATABRICKS_HTTP_PATH", "DATABRICKS_TOKEN")
# A unit test's rows are written as DuckDB's literals; it tests the logic, which is the same here.
WITHOUT_UNIT_TESTS = ["--exclude-resource-type", "unit_test"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is dbt's."""
    parser = argparse.ArgumentParser(
        prog="python -m spark",
        description="Run dbt on Spark with Delta. What follows the command goes to dbt.",
        epilog="SPARK_MASTER names a cluster, SPARK_REMOTE a Spark Connect server; without them "
        "Spark runs in this process. Knobs are those of docs/knobs.md, in --vars '{users: 400}' or "
        """as JSON in REELHOUSE_GIVEN, such as {"users": 400}.""",
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--target", choices=("spark", "databricks"), default="spark")
    parser.add_argument(
        "--folder", type=Path, default=session.FOLDER, metavar="FOLDER",
        help=f"where the warehouse and its metastore lie (default: {session.FOLDER})",
    )  # fmt: skip
    options, rest = parser.parse_known_args(arguments)
    started = time.monotonic()
    try:
        passed = run(options, rest)
    except SparkError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"dbt {options.command} on {options.target}: {time.monotonic() - started:.0f} s")
    return 0 if passed else 1


def run(options: argparse.Namespace, rest: list[str]) -> bool:
    """Start Spark where the command needs it, and dbt on it."""
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    missing = [name for name in ACCOUNT if not os.environ.get(name)]
    if options.target == "databricks" and missing:
        raise SparkError(f"the target databricks needs {', '.join(missing)} in the environment")
    is_here = session.is_here() and not os.environ.get(session.REMOTE)
    if options.target == "spark" and is_here and options.command in READ_LANDING:
        see_landing(os.environ.get("REELHOUSE_LANDING", ""))
    project.say_knobs(project.variables(rest))
    project.install_packages()
    more = WITHOUT_UNIT_TESTS if options.command in ("build", "test") else []
    started = None
    if options.target == "spark" and options.command not in NEED_NO_SESSION:
        started = session.start(options.folder)
    try:
        return project.run(
            [options.command, *more, *rest],
            target=options.target, folder=options.folder, session=started,
        )  # fmt: skip
    finally:
        if started is not None:
            started.stop()


def see_landing(landing: str) -> None:
    """See that a folder of this machine is one of landed days; elsewhere it is Spark that looks."""
    if not landing or ":/" in landing:
        return
    if not Path(landing).is_dir():
        raise SparkError(f"REELHOUSE_LANDING is {landing}, which is no folder")
    if not (Path(landing) / "days").is_dir():
        raise SparkError(
            f"REELHOUSE_LANDING is {landing}, which has no days/: "
            "let the feed or an export write days there, then build"
        )
