"""The checks of the project in stages, some of them side by side: make test, check and lint."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reelhouse import unit_tests
from reelhouse.settings import PROJECT

# A small world with every dial turned up, so that rare things happen in it. Its days hold the
# nights in which clocks are set back, in Europe and in America; the first build ends with a
# month, of which the next one has but a few hours.
SMALL_WORLD = [
    "START_DATE=2025-10-23",
    "USERS=400",
    "TITLES=150",
    "POSTS=4000",
    "EVENTS_PER_DAY=400",
    "HISTORY_DAYS=9",
    "LATE_RATE=0.1",
    "DUPLICATE_RATE=0.05",
    "INVALID_RATE=0.03",
    "ORPHAN_RATE=0.05",
    "UNTIDY_RATE=0.05",
    "POST_FAULT_RATE=0.05",
    "REPEAT_VIEW_RATE=0.1",
    "SCHEMA_V2_FROM=2025-11-02",
]
SQL_FOLDERS = ["python_models/raw", "models", "snapshots", "tests", "analyses"]
BIN = Path(sys.executable).parent
DBT = str(BIN / "dbt")
PYTEST = [str(BIN / "pytest"), "-q"]
REELHOUSE = [sys.executable, "-m", "reelhouse"]
PROOFS = [sys.executable, "-m", "proofs"]
SQLFLUFF = [sys.executable, "-m", "reelhouse.sqlfluff"]

Stage = tuple[str, list[list[str]]]
Lane = list[Stage]


def run() -> int:
    """All stages; goes on after a failure, so that one run shows everything.

    What needs the warehouse and what does not run side by side. The style of SQL is the last of
    its lane, with a process for each core: it takes those that are free by then.
    """
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-test-"))
    environment = os.environ | {
        "REELHOUSE_DATABASE": str(folder / "warehouse.duckdb"),
        "REELHOUSE_THREADS": str(os.cpu_count() or 1),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    warehouse = [
        (
            "build of 9 days, then of two more, with all dbt tests",
            [
                [*REELHOUSE, "build", *SMALL_WORLD],
                [*REELHOUSE, "day", "TESTS=no"],
                [*REELHOUSE, "day"],
            ],
        ),
        ("documentation", [[*REELHOUSE, "docs"]]),
        # on all days; the first build has run the unit tests, which look at no day
        ("dbt test, as typed by hand", [[DBT, "--quiet", "test", *unit_tests.LEFT_OUT]]),
        ("entity diagram", [[*REELHOUSE, "diagram", "--check"]]),
        ("rules of the design", bouncer(folder)),
    ]
    others = [
        ("style of Python", python_style()),
        ("short replay and kill", [[*PROOFS, "replay", "--short"]]),
        ("style of SQL", sql_style(folder / "style")),
    ]
    try:
        return run_stages(
            [
                [[("packages", [[*REELHOUSE, "deps"]])]],
                [warehouse, others],
                [[("pytest", [[*PYTEST, "-n", "auto", "--dist", "loadfile"]])]],
            ],
            environment,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check() -> int:
    """What tells most within a minute: the loop of an edit.

    SQL is linted where it differs from the last commit, and pytest leaves out what is slow.
    """
    folder = PROJECT / "target" / "check"  # what dbt has read the last time is read no more
    environment = os.environ | {
        "REELHOUSE_DATABASE": ":memory:",
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    edited = [path for path in changed() if path.suffix == ".sql" and within(path, SQL_FOLDERS)]
    project = [
        ("dbt parse", [[DBT, "--quiet", "parse"]]),
        ("rules of the design", bouncer(folder)),
        ("style of the SQL that changed", sql_style(folder / "target", edited) if edited else []),
    ]
    python = [
        ("style of Python", python_style()),
        ("quick part of pytest", [[*PYTEST, "-m", "not slow"]]),
    ]
    return run_stages([[project, python]], environment)


def lint() -> int:
    """The style of Python and SQL."""
    return run_stages(
        [[[("style of Python", python_style()), ("style of SQL", sql_style())]]], dict(os.environ)
    )


def format_code() -> int:
    """Let the linters mend what they can."""
    commands = [
        [str(BIN / "ruff"), "check", "--quiet", "--fix", "."],
        [str(BIN / "ruff"), "format", "--quiet", "."],
        [*SQLFLUFF, "fix", "--disable-progress-bar", *sql_folders()],
    ]
    environment = os.environ | {"REELHOUSE_DATABASE": ":memory:"}
    codes = [subprocess.run(each, cwd=PROJECT, env=environment).returncode for each in commands]
    return int(any(codes))


def python_style() -> list[list[str]]:
    """Ruff, twice, who may import whom, and the types."""
    return [
        [str(BIN / "ruff"), "check", "."],
        [str(BIN / "ruff"), "format", "--check", "."],
        [str(BIN / "lint-imports"), "--no-logo"],
        [str(BIN / "mypy")],
    ]


def sql_style(target: Path | None = None, paths: Sequence[Path] = ()) -> list[list[str]]:
    """SQLFluff renders through dbt, so it gets a database of its own: none; and a target."""
    own = ["REELHOUSE_DATABASE=:memory:", *([f"DBT_TARGET_PATH={target}"] if target else [])]
    options = ["--disable-progress-bar", "--processes", "0"]  # one for each core
    return [
        ["env", *own, *SQLFLUFF, "lint", *options, *(map(str, paths) if paths else sql_folders())]
    ]


def sql_folders() -> list[str]:
    """The folders that hold SQL."""
    return [each for each in SQL_FOLDERS if any((PROJECT / each).rglob("*.sql"))]


def within(path: Path, folders: list[str]) -> bool:
    """Whether the file lies in one of the folders."""
    return any(path.is_relative_to(folder) for folder in folders)


def changed() -> list[Path]:
    """The files that differ from the last commit, new ones too."""
    said = [
        subprocess.run(
            ["git", *command, "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
        ).stdout
        for command in (
            ["diff", "--name-only", "--diff-filter=d", "--relative", "HEAD"],
            ["ls-files", "--others", "--exclude-standard"],
        )
    ]
    return [Path(name) for name in "".join(said).split("\0") if name]


def bouncer(folder: Path) -> list[list[str]]:
    """dbt-bouncer reads the manifest that the build left in target/ of this folder."""
    return [["env", f"DBT_PROJECT_DIR={folder}", str(BIN / "dbt-bouncer"), "run"]]


def run_stages(
    rounds: list[list[Lane]],
    environment: dict[str, str],
    say: Callable[[str], None] = print,
) -> int:
    """Run the rounds, the lanes of each side by side, and the stages of a lane one by one.

    Each stage is a line; its output is shown if it fails.
    """
    count = sum(len(lane) for lanes in rounds for lane in lanes)
    ended: list[str] = []
    failed: list[str] = []
    one_at_a_time = threading.Lock()

    def run_lane(lane: Lane) -> None:
        for name, commands in lane:
            started = time.monotonic()
            output = first_failure(commands, environment)
            seconds = time.monotonic() - started
            verdict = "ok" if output is None else "FAILED"
            with one_at_a_time:
                ended.append(name)
                say(f"[{len(ended)}/{count}] {name}: {verdict} in {seconds:.0f} s")
                if output is not None:
                    say(output.rstrip())
                    failed.append(name)
                sys.stdout.flush()

    for lanes in rounds:
        with ThreadPoolExecutor(len(lanes)) as pool:
            list(pool.map(run_lane, lanes))
    if failed:
        say(f"Failed: {', '.join(failed)}")
    say(f"{count - len(failed)} passed, {len(failed)} failed")
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
