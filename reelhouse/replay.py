"""The long proofs: how days are cut into builds, or where a build died, leaves no trace.

Each proof builds small warehouses in a temporary folder and compares every table by its number
of rows and a hash that does not depend on their order. Which tables and columns there are, and
which may depend on the days of the builds (`meta: {history: snapshot}`), is read from the
catalogue and from dbt's manifest, so later layers are covered without a change here.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from reelhouse import contents
from reelhouse.settings import PROJECT

WORLD = {
    "USERS": "300",
    "CONTENTS": "100",
    "POSTS": "4000",
    "EVENTS_PER_DAY": "400",
    "LATE_RATE": "0.1",
    "DUPLICATE_RATE": "0.05",
    "INVALID_RATE": "0.02",
    "ORPHAN_RATE": "0.05",
    "POST_FAULT_RATE": "0.05",
    "SCHEMA_V2_FROM": "2025-01-03",
}
SEEDS = ["42", "7", "20250101"]
WITHOUT_TESTS = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
BUILD_SECONDS_AT_MOST = 600


class ProofError(AssertionError):
    """A promise is broken; the message says which and where."""


@dataclass
class Warehouse:
    """A database of its own, built by child processes."""

    folder: Path
    knobs: dict[str, str] = field(default_factory=dict)
    project: Path = PROJECT

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "warehouse.duckdb"

    def environment(self) -> dict[str, str]:
        """Nothing is shared with the real warehouse: file, target and logs are its own."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return os.environ | {
            "REELHOUSE_DATABASE": str(self.database),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
        }

    def command(self, *arguments: str, **knobs: str) -> list[str]:
        """The command line, with the world's knobs."""
        values = WORLD | self.knobs | knobs
        options = [f"{name}={value}" for name, value in values.items()]
        return [sys.executable, "-m", "reelhouse", *arguments, *options]

    def build(self, *arguments: str, **knobs: str) -> str:
        """A whole build that must pass."""
        return self._run(self.command("build", "--no-tests", *arguments, **knobs), expect_good=True)

    def dbt(self, *arguments: str, expect_good: bool = True, **knobs: str) -> str:
        """Plain dbt on the same database."""
        values = WORLD | self.knobs | knobs
        variables = json.dumps({name.lower(): value for name, value in values.items()})
        place = ["--project-dir", str(self.project), "--profiles-dir", str(self.project)]
        program = Path(sys.executable).with_name("dbt")
        return self._run(
            [str(program), "--quiet", *arguments, *place, "--vars", variables],
            expect_good=expect_good,
        )

    def _run(self, command: list[str], *, expect_good: bool) -> str:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=BUILD_SECONDS_AT_MOST,
        )
        if (done.returncode == 0) != expect_good:
            wanted = "pass" if expect_good else "fail"
            raise ProofError(
                f"this should {wanted}: {' '.join(command[1:])}\n{done.stdout}{done.stderr}"
            )
        return done.stdout + done.stderr

    def build_and_kill(self, share: float, working_seconds: float, *arguments: str) -> bool:
        """Start a build and kill its process group once that share of its work should be done.

        The work begins with the first line the build prints; False if it was over before.
        """
        process = subprocess.Popen(
            self.command("build", "--no-tests", *arguments),
            cwd=PROJECT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        process.stdout.readline()
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        time.sleep(share * working_seconds)
        was_running = process.poll() is None
        if was_running:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        reader.join(timeout=10)
        process.stdout.close()
        return was_running

    def working_seconds(self) -> float:
        """How long a build works, from its first line to its end."""
        process = subprocess.Popen(
            self.command("build", "--no-tests"),
            cwd=PROJECT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        process.stdout.readline()
        started = time.monotonic()
        process.communicate()
        if process.returncode:
            raise ProofError(f"the build of {self.folder.name} failed: see {self.folder}/logs")
        return time.monotonic() - started

    def snapshot_columns(self) -> dict[str, set[str] | None]:
        """Columns that see what a build sees, by table; None where the whole table does."""
        manifest = json.loads((self.folder / "target" / "manifest.json").read_text())
        found: dict[str, set[str] | None] = {}
        for node in manifest["nodes"].values():
            if node["resource_type"] not in ("model", "snapshot"):
                continue
            name = f"{node['schema']}.{node['alias']}"
            if node["resource_type"] == "snapshot" or _is_history(node["config"].get("meta")):
                found[name] = None
                continue
            columns = {
                column["name"] for column in node["columns"].values() if _is_history(_meta(column))
            }
            if columns:
                found[name] = columns
        return found

    def tables(self, *, log_derived_only: bool = False) -> dict[str, tuple]:
        """Every table with its rows and its hash.

        Where versions begin when builds saw them, there may be more or fewer rows: of the
        other columns each combination counts once.
        """
        left_out = self.snapshot_columns() if log_derived_only else {}
        with contents.look(self.database) as connection:
            found = {}
            for table in contents.tables(connection):
                name = f"{table.layer}.{table.name}"
                without = left_out.get(name, set())
                if without is not None:
                    found[name] = contents.content_hash(
                        connection,
                        table.layer,
                        table.name,
                        without=without,
                        distinct="valid_from" in without,
                    )
            return found

    def clock(self) -> list[tuple]:
        """The days and whether they are done."""
        with contents.look(self.database) as connection:
            return contents.days(connection)


def _meta(column: dict) -> dict | None:
    return column.get("meta") or (column.get("config") or {}).get("meta")


def _is_history(meta: dict | None) -> bool:
    return (meta or {}).get("history") == "snapshot"


def hold_equal(
    left: Warehouse, right: Warehouse, what: str, *, log_derived_only: bool = False
) -> None:
    """Fail with the names of the tables that differ."""
    hold_tables_equal(
        left.tables(log_derived_only=log_derived_only),
        right.tables(log_derived_only=log_derived_only),
        what,
    )


def hold_tables_equal(one: dict[str, tuple], other: dict[str, tuple], what: str) -> None:
    """The same for tables that are counted and hashed."""
    different = [
        f"{name}: {one.get(name)} and {other.get(name)}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]
    if different:
        raise ProofError(f"{what}:\n  " + "\n  ".join(different))
    if not any(rows for rows, *_ in one.values()):
        raise ProofError(f"{what}: there is nothing to compare")


def prove_equality(folder: Path, seed: str, days: int) -> tuple[Warehouse, float]:
    """One build of so many days = so many builds of a day.

    Returns the latter, and how many seconds its first build worked.
    """
    at_once = Warehouse(folder / f"at-once-{seed}", {"SEED": seed, "HISTORY_DAYS": str(days)})
    at_once.build()
    daily = Warehouse(folder / f"daily-{seed}", {"SEED": seed, "HISTORY_DAYS": "1"})
    work = daily.working_seconds()
    for _ in range(days - 1):
        daily.build()
    hold_equal(
        at_once, daily, f"seed {seed}: {days} days at once are not the days one by one",
        log_derived_only=True,
    )  # fmt: skip
    return daily, work


def prove_versions(daily: Warehouse) -> None:
    """Where each day had a build of its own, every change that raw reports made one version.

    So did the deletion of each row that was deleted when it was first seen.
    """
    dimensions = {
        "star.dim_user": ("raw_users", "snap_users", "user_id"),
        "star.dim_content": ("raw_content", "snap_contents", "content_id"),
        "creators.dim_post": ("raw_posts", "snap_posts", "post_id"),
    }
    with contents.look(daily.database) as connection:

        def count(query: str) -> int:
            return connection.execute(query).fetchall()[0][0]

        for dimension, (table, snapshot, key) in dimensions.items():
            changes = count(
                "select sum(rows_updated + rows_deleted) from raw.raw_ingestion_audit "
                f"where table_name = '{table}' "
                "and ingest_date > (select min(load_date) from raw.raw_clock)"
            )
            deletions = count(
                f"select count(*) from (select {key} from snapshots.{snapshot} "
                f"group by {key} having bool_and(is_deleted))"
            )
            versions = count(
                f"select count(*) from {dimension} where valid_from > date '1900-01-01'"
            )
            if versions != changes + deletions:
                raise ProofError(
                    f"{table} changed {changes} times and had {deletions} rows deleted when "
                    f"first seen, {dimension} changed {versions} times"
                )


def prove_models_refresh(daily: Warehouse) -> None:
    """Models that are made again from what is loaded are what the increments made."""
    before = daily.tables()
    daily.dbt("build", "--full-refresh", "--selector", "models", *WITHOUT_TESTS)
    hold_tables_equal(
        before, daily.tables(), "dbt build --full-refresh --selector models changes tables"
    )


def prove_kills(
    folder: Path, undisturbed: Warehouse, work: float, days: int, kills_wanted: int
) -> int:
    """Builds killed at later and later moments, each resumed by the next; returns the kills.

    A build may be over before its kill, so there are more days than kills to make.
    """
    killed = Warehouse(folder / "killed", undisturbed.knobs)
    kills = 0
    for day in range(1, days + 1):
        share = 0.9 * (kills + 0.5) / kills_wanted
        was_killed = kills < kills_wanted and killed.build_and_kill(share, work)
        kills += was_killed
        loaded = killed.clock() if killed.database.exists() else []
        if len(loaded) < day or not loaded[-1][1]:
            said = killed.build()
            if loaded and not loaded[-1][1] and "Resuming" not in said:
                raise ProofError(f"the build after kill {kills} does not say what it resumes")
    hold_equal(killed, undisturbed, f"{kills} killed and resumed builds are not the undisturbed")
    if kills < kills_wanted:
        raise ProofError(f"only {kills} of {kills_wanted} kills came before the build's end")
    return kills


def prove_clock_stands(folder: Path) -> None:
    """What is not a passed whole build never moves the clock."""
    warehouse = Warehouse(folder / "standing", {"HISTORY_DAYS": "2"})
    warehouse.dbt("build", "--empty")
    if warehouse.clock():
        raise ProofError("dbt build --empty on a fresh file opened a day")
    warehouse.build()
    before = warehouse.tables()
    for arguments in (
        ["run"],
        ["build", "--select", "raw_clock+", *WITHOUT_TESTS],
        ["build", "--exclude", "raw_users", *WITHOUT_TESTS],
        ["test"],
    ):
        warehouse.dbt(*arguments)
        if warehouse.tables() != before:
            raise ProofError(f"dbt {' '.join(arguments)} moved the clock or changed a table")
    days = warehouse.clock()
    warehouse.dbt("build", "--empty", *WITHOUT_TESTS)
    if warehouse.clock() != days:
        raise ProofError("dbt build --empty moved the clock")
    warehouse.dbt("run")
    if warehouse.tables() != before:
        raise ProofError("dbt run does not fill what dbt build --empty has emptied")
    failing = Warehouse(warehouse.folder, warehouse.knobs, project_with_failing_test(folder))
    failing.dbt("build", expect_good=False)
    days = warehouse.clock()
    failing.dbt("build", expect_good=False)
    if warehouse.clock() != days or days[-1][1] or len(days) != 3:
        raise ProofError(f"a failing test moved the clock: {days}")
    if "Resuming" not in warehouse.build():
        raise ProofError("the build after a failing test does not say what it resumes")
    undisturbed = Warehouse(folder / "undisturbed", warehouse.knobs)
    undisturbed.build()
    undisturbed.build()
    hold_equal(warehouse, undisturbed, "a build that failed and was resumed is not the undisturbed")


def prove_full_refresh(folder: Path) -> None:
    """A full refresh killed half-way, then a build: the same as a fresh first build."""
    fresh = Warehouse(folder / "fresh", {"HISTORY_DAYS": "2"})
    work = fresh.working_seconds()
    for number, share in enumerate((0.0, 0.4, 0.8)):
        warehouse = Warehouse(folder / f"refreshed-{number}", fresh.knobs)
        warehouse.folder.mkdir()
        shutil.copy(fresh.database, warehouse.database)
        warehouse.build()
        warehouse.build_and_kill(share, work, "--full-refresh")
        warehouse.build()
        if len(warehouse.clock()) > 2:  # the kill came too late
            continue
        hold_equal(warehouse, fresh, "a full refresh that was killed is not a first build")


def project_with_failing_test(folder: Path) -> Path:
    """The project, by links, with one more test that fails."""
    copy = folder / "project"
    copy.mkdir()
    for entry in PROJECT.iterdir():
        if entry.name not in ("tests", "target", "logs") and not entry.name.startswith("."):
            (copy / entry.name).symlink_to(entry)
    (copy / "tests").mkdir()
    for entry in (PROJECT / "tests").iterdir():
        (copy / "tests" / entry.name).symlink_to(entry)
    (copy / "tests" / "always_fails.sql").write_text("select 1 as one\n")
    return copy


def run(*, short: bool = False) -> int:
    """All proofs, or one short one of each kind; the exit code."""
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-replay-"))

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {text}", flush=True)

    try:
        if short:
            daily, work = prove_equality(folder, SEEDS[0], 3)
            say("seed 42: 3 days at once = day by day, in every table")
            prove_versions(daily)
            say("each change in raw made a version, and nothing else did")
            prove_models_refresh(daily)
            say("models made again from what is loaded = models made by increments")
            kills = prove_kills(folder, daily, work, 3, 1)
            say(f"{kills} killed and resumed build = undisturbed")
        else:
            daily, work = prove_equality(folder, SEEDS[0], 13)
            say("seed 42: 13 days at once = day by day, in every table")
            prove_versions(daily)
            say("each change in raw made a version, and nothing else did")
            prove_models_refresh(daily)
            say("models made again from what is loaded = models made by increments")
            for seed in SEEDS[1:]:
                prove_equality(folder, seed, 4)
                say(f"seed {seed}: 4 days at once = day by day, in every table")
            kills = prove_kills(folder, daily, work, 13, 10)
            say(f"{kills} builds killed at different moments and resumed = undisturbed")
            prove_clock_stands(folder)
            say("dbt run, --select, --empty and failing tests leave the clock alone")
            prove_full_refresh(folder)
            say("a full refresh that is killed ends as a first build")
    except ProofError as error:
        print(f"reelhouse: {error}\nThe databases are in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0
