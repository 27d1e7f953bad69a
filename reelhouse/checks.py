"""make test: every check of the project, one stage after the other, and make lint."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reelhouse.settings import PROJECT

# A small world with every dial turned up, so that rare things happen in it.
SMALL_WORLD = [
    "USERS=400",
    "CONTENTS=150",
    "POSTS=4000",
    "EVENTS_PER_DAY=400",
    "HISTORY_DAYS=10",
    "LATE_RATE=0.1",
    "DUPLICATE_RATE=0.05",
    "INVALID_RATE=0.03",
    "ORPHAN_RATE=0.05",
    "POST_FAULT_RATE=0.05",
    "SCHEMA_V2_FROM=2025-01-11",
]
SQL_FOLDERS = ["python_models/raw", "models", "snapshots", "tests", "analyses"]
BIN = Path(sys.executable).parent
REELHOUSE = [sys.executable, "-m", "reelhouse"]


def run() -> int:
    """All stages; goes on after a failure, so that one run shows everything."""
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-test-"))
    environment = os.environ | {
        "REELHOUSE_DATABASE": str(folder / "test.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    try:
        return run_stages(
            [
                ("packages", [[*REELHOUSE, "deps"]]),
                ("style of Python", python_style()),
                ("style of SQL", sql_style()),
                (
                    "build of 10 days, then of one more, with all dbt tests",
                    [[*REELHOUSE, "build", *SMALL_WORLD], [*REELHOUSE, "day", *SMALL_WORLD]],
                ),
                ("dbt test, as typed by hand", [[str(BIN / "dbt"), "--quiet", "test"]]),
                ("documentation", [[*REELHOUSE, "docs", *SMALL_WORLD]]),
                ("entity diagram", [[*REELHOUSE, "diagram", "--check"]]),
                ("rules of the design", bouncer(folder)),
                ("pytest", [[str(BIN / "pytest"), "-q", "-n", "auto", "--dist", "loadfile"]]),
                ("short replay and kill", [[*REELHOUSE, "replay", "--short"]]),
            ],
            environment,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lint() -> int:
    """The style of Python and SQL."""
    return run_stages(
        [("style of Python", python_style()), ("style of SQL", sql_style())],
        os.environ | {"REELHOUSE_DATABASE": ":memory:"},
    )


def format_code() -> int:
    """Let the linters mend what they can."""
    commands = [
        [str(BIN / "ruff"), "check", "--quiet", "--fix", "."],
        [str(BIN / "ruff"), "format", "--quiet", "."],
        [str(BIN / "sqlfluff"), "fix", "--disable-progress-bar", *sql_folders()],
    ]
    environment = os.environ | {"REELHOUSE_DATABASE": ":memory:"}
    codes = [subprocess.run(each, cwd=PROJECT, env=environment).returncode for each in commands]
    return int(any(codes))


def python_style() -> list[list[str]]:
    """Ruff, twice."""
    return [[str(BIN / "ruff"), "check", "."], [str(BIN / "ruff"), "format", "--check", "."]]


def sql_style() -> list[list[str]]:
    """SQLFluff renders through dbt, so it gets a database of its own: none."""
    command = [str(BIN / "sqlfluff"), "lint", "--disable-progress-bar", *sql_folders()]
    return [["env", "REELHOUSE_DATABASE=:memory:", *command]]


def sql_folders() -> list[str]:
    """The folders that hold SQL."""
    return [each for each in SQL_FOLDERS if any((PROJECT / each).rglob("*.sql"))]


def bouncer(folder: Path) -> list[list[str]]:
    """dbt-bouncer reads the manifest that the build left in target/ of this folder."""
    return [["env", f"DBT_PROJECT_DIR={folder}", str(BIN / "dbt-bouncer"), "run"]]


def run_stages(
    stages: list[tuple[str, list[list[str]]]],
    environment: dict[str, str],
    say: Callable[[str], None] = print,
) -> int:
    """Run the stages, a line for each; the output of a stage is shown if it fails."""
    failed = []
    for number, (name, commands) in enumerate(stages, 1):
        started = time.monotonic()
        output = first_failure(commands, environment)
        seconds = time.monotonic() - started
        verdict = "ok" if output is None else "FAILED"
        say(f"[{number}/{len(stages)}] {name}: {verdict} in {seconds:.0f} s")
        sys.stdout.flush()
        if output is not None:
            say(output.rstrip())
            failed.append(name)
    passed = len(stages) - len(failed)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    say(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


def first_failure(commands: list[list[str]], environment: dict[str, str]) -> str | None:
    """The output of the first command that fails; none if all pass."""
    for command in commands:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            return done.stdout
    return None
