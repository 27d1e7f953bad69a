"""The checks of the project in stages, some of them side by side: make test, check and lint."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reelhouse import request
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
    "SCHEMA_V2_FROM=2025-11-01",
]
SQL_FOLDERS = {  # by what renders them
    "dbt": ["python_models/raw", "models", "snapshots", "tests", "analyses"],
    "raw": ["dashboard"],
}
KEPT = "kept"  # the name of a folder with what make test has left for pytest
READ = "partial_parse.msgpack"  # the name of the file in which dbt keeps what it has read
BIN = Path(sys.executable).parent
DBT = [str(BIN / "dbt"), "--quiet"]
PYTEST = [str(BIN / "pytest"), "-q"]
SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadgroup", "--no-loadscope-reorder"]
RUFF = str(BIN / "ruff")
REELHOUSE = [sys.executable, "-m", "reelhouse"]
PROOFS = [sys.executable, "-m", "proofs"]
SQLFLUFF = [sys.executable, "-m", "reelhouse.sqlfluff"]
PYTHON_STYLE = [
    [RUFF, "check", "."],
    [RUFF, "format", "--check", "."],
    [str(BIN / "lint-imports"), "--no-logo"],
    [str(BIN / "mypy")],
]
WORKFLOW_STYLE = [
    [str(BIN / "zizmor"), "--offline", "--quiet", ".github"],
    [
        *(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"),
        *sorted(str(path) for path in (PROJECT / ".github" / "workflows").glob("*.yml")),
    ],
]

Stage = tuple[str, list[list[str]]]
Lane = list[Stage]


def test() -> int:
    """Check what the project does, on a small database of its own.

    It goes on after a failure, so that one run shows everything. make lint checks the style.

    Example: make test
    """
    # dbt reads the project once, for all stages. The replay goes on with the warehouse, so pytest
    # has a copy. What is quick in pytest needs neither, and fills what dbt leaves of the cores.
    with tempfile.TemporaryDirectory(prefix="reelhouse-test-") as folder:
        kept = f"{folder}/{KEPT}"
        parse = [[*DBT, "parse"], *copy(f"{folder}/target/{READ}", f"{folder}/target/{KEPT}")]
        build = [[*REELHOUSE, "build", *SMALL_WORLD], *copy(f"{folder}/warehouse.duckdb", kept)]
        unit_tests = [[*DBT, "test", "--select", "test_type:unit"]]
        replay = [[*PROOFS, "replay", "--short", f"--folder={folder}"]]
        slow_tests = [[*PYTEST, *SIDE_BY_SIDE, "-m", "slow and not long"]]
        rounds: list[list[Lane]] = [
            [packages()],
            [
                [
                    ("dbt parse", parse),
                    ("rules of the design", bouncer(folder)),
                    ("build of 9 days with all data tests", build),
                ],
                [quick_tests()],
            ],
            [
                [("unit tests of dbt", unit_tests), ("short replay and kill", replay)],
                [("slow part of pytest", slow_tests)],
            ],
        ]
        return run_stages(rounds, place(folder))


def test_long() -> int:
    """Run the tests that make test leaves out, since they take longer.

    Example: make test-long
    """
    with tempfile.TemporaryDirectory(prefix="reelhouse-test-") as folder:
        builds = [["build", *SMALL_WORLD], ["day"], ["day"]]
        warehouse = [
            ("build of 9 days and two more", [[*REELHOUSE, *each, "TESTS=no"] for each in builds]),
            ("dbt test, as typed by hand", [[*DBT, "test"]]),
            ("documentation", [[*REELHOUSE, "docs"]]),
            ("long tests of pytest", [[*PYTEST, *SIDE_BY_SIDE, "-m", "long"]]),
        ]
        return run_stages([[packages()], [warehouse]], place(folder))


def check() -> int:
    """Check within a minute what an edit is most likely to break.

    SQL is linted where it differs from the last commit, and pytest leaves out what is slow.

    Example: make check
    """
    folder = PROJECT / "target" / "check"  # what dbt has read the last time is read no more
    edited = [path for path in changed() if path.suffix == ".sql"]
    project = [
        ("style of Python", PYTHON_STYLE),
        ("workflows", WORKFLOW_STYLE),
        ("dbt parse", [[*DBT, "parse"]]),
        ("rules of the design", bouncer(folder)),
        ("style of the SQL that changed", sql_style(folder / "target", edited)),
    ]
    environment = place(folder) | {"REELHOUSE_DATABASE": ":memory:"}
    return run_stages([[project, [quick_tests()]]], environment)


def lint() -> int:
    """Check the style of SQL and Python, and the workflows.

    Example: make lint
    """
    quick = [("style of Python", PYTHON_STYLE), ("workflows", WORKFLOW_STYLE)]
    return run_stages([[packages()], [quick, [("style of SQL", sql_style())]]], dict(os.environ))


def format_code() -> int:
    """Put SQL and Python into that style.

    Example: make format
    """
    commands = [
        [RUFF, "check", "--quiet", "--fix", "."],
        [RUFF, "format", "--quiet", "."],
        *(
            [*SQLFLUFF, "fix", "--disable-progress-bar", "--templater", templater, *folders]
            for templater, folders in SQL_FOLDERS.items()
        ),
    ]
    environment = os.environ | {"REELHOUSE_DATABASE": ":memory:"}
    codes = [subprocess.run(each, cwd=PROJECT, env=environment).returncode for each in commands]
    return int(any(codes))


def place(folder: str | Path) -> dict[str, str]:
    """An environment with a warehouse, a target and logs in a folder, and without knobs."""
    request.read([], [])
    return os.environ | {
        "REELHOUSE_DATABASE": f"{folder}/warehouse.duckdb",
        "REELHOUSE_THREADS": str(os.cpu_count() or 1),
        "DBT_TARGET_PATH": f"{folder}/target",
        "DBT_LOG_PATH": f"{folder}/logs",
    }


def copy(path: str, folder: str) -> list[list[str]]:
    """Copy a file into a folder of its own."""
    return [["mkdir", folder], ["cp", path, folder]]


def packages() -> Lane:
    """The dbt packages, which all other stages need."""
    return [("packages", [[*REELHOUSE, "deps"]])]


def quick_tests() -> Stage:
    """What needs neither a warehouse nor a large world."""
    return ("quick part of pytest", [[*PYTEST, "-m", "not slow and not long"]])


def sql_style(target: str | Path = "", paths: Sequence[Path] | None = None) -> list[list[str]]:
    """SQLFluff renders through dbt, so it gets a database of its own: none; and a target."""
    own = ["REELHOUSE_DATABASE=:memory:", *([f"DBT_TARGET_PATH={target}"] if target else [])]
    options = ["--disable-progress-bar", "--processes", "0"]  # one for each core
    commands = []
    for templater, folders in SQL_FOLDERS.items():
        chosen = folders if paths is None else [str(one) for one in paths if within(one, folders)]
        if chosen:
            lint = [*SQLFLUFF, "lint", *options, "--templater", templater, *chosen]
            commands.append(["env", *own, *lint])
    return commands


def bouncer(folder: str | Path) -> list[list[str]]:
    """dbt-bouncer reads the manifest that dbt left in target/ of this folder."""
    return [["env", f"DBT_PROJECT_DIR={folder}", str(BIN / "dbt-bouncer"), "run"]]


def within(path: Path, folders: list[str]) -> bool:
    """Whether the file lies in one of the folders."""
    return any(path.is_relative_to(folder) for folder in folders)


def changed() -> list[Path]:
    """The files that differ from the last commit, new ones too."""
    edited = ["diff", "--name-only", "--diff-filter=d", "--relative", "HEAD", "-z"]
    new = ["ls-files", "--others", "--exclude-standard", "-z"]
    said = [
        subprocess.run(["git", *command], cwd=PROJECT, capture_output=True, text=True).stdout
        for command in (edited, new)
    ]
    return [Path(name) for name in "".join(said).split("\0") if name]


def run_stages(
    rounds: list[list[Lane]],
    environment: dict[str, str],
    say: Callable[[str], None] = print,
) -> int:
    """Run the rounds, the lanes of each side by side, and the stages of a lane one by one.

    Each stage is a line, with what pytest counts; its output is shown if it fails.
    """
    count = sum(len(lane) for lanes in rounds for lane in lanes)
    ended: list[str] = []
    failed: list[str] = []
    one_at_a_time = threading.Lock()

    def run_lane(lane: Lane) -> None:
        for name, commands in lane:
            started = time.monotonic()
            is_good, output = run_stage(commands, environment)
            seconds = time.monotonic() - started
            counted = re.search(r"^\d+ passed.*(?= in )", output, re.MULTILINE)
            with one_at_a_time:
                ended.append(name)
                say(
                    f"[{len(ended)}/{count}] {name}: {'ok' if is_good else 'FAILED'} "
                    f"in {seconds:.0f} s{f' ({counted[0]})' if counted else ''}"
                )
                if not is_good:
                    say(output.rstrip())
                    failed.append(name)
                sys.stdout.flush()

    for lanes in rounds:
        with ThreadPoolExecutor(len(lanes)) as pool:
            list(pool.map(run_lane, lanes))
    if failed:
        say(f"Failed: {', '.join(failed)}")
    if any(name.startswith("style") for name in failed):
        say("make format mends what a tool can mend of the style")
    say(f"{count - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def run_stage(commands: list[list[str]], environment: dict[str, str]) -> tuple[bool, str]:
    """Whether all commands pass, and the output of the last one that ran."""
    output = ""
    for command in commands:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        output = done.stdout
        if done.returncode:
            return False, output
    return True, output
