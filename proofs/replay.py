"""The long proofs: how days are cut into builds, or where a build died, leaves no trace.

Each proof builds small warehouses in a temporary folder and compares them.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from proofs.failing_project import project_with_failing_test
from proofs.throwaway import (
    WITHOUT_TESTS,
    ProofError,
    Warehouse,
    hold_equal,
    hold_tables_equal,
)
from reelhouse.display import display

SEEDS = ["42", "7", "20250101"]


def prove_equality(folder: Path, seed: str, days: int, **knobs: str) -> Warehouse:
    """One build of so many days = so many builds of a day; returns the latter."""
    knobs = knobs | {"SEED": seed}
    at_once = Warehouse(folder / f"at-once-{seed}", knobs | {"HISTORY_DAYS": str(days)})
    at_once.build()
    daily = Warehouse(folder / f"daily-{seed}", knobs | {"HISTORY_DAYS": "1"})
    for _ in range(days):
        daily.build()
    what = f"seed {seed}: {days} days at once are not the days one by one"
    hold_equal(at_once, daily, what, same_builds=False)
    return daily


def prove_models_refresh(daily: Warehouse) -> None:
    """Models that are made again from what is loaded are what the increments made."""
    before = daily.tables()
    daily.dbt("build", "--full-refresh", "--selector", "models", *WITHOUT_TESTS)
    hold_tables_equal(
        before, daily.tables(), "dbt build --full-refresh --selector models changes tables"
    )


def prove_kills(folder: Path, undisturbed: Warehouse, days: int) -> None:
    """Builds that are killed, each at a later moment, and resumed by the next."""
    killed = Warehouse(folder / "killed", undisturbed.knobs)
    for number in range(days):
        kill_and_resume(killed, number / days)
    hold_equal(killed, undisturbed, f"{days} killed and resumed builds are not the undisturbed")


def kill_and_resume(warehouse: Warehouse, share: float, *, with_tests: bool = False) -> str:
    """A build that is killed once it has made this share of its nodes, and what the next says."""
    warehouse.build_and_kill(share)
    is_open = not all(is_done for _, is_done in warehouse.clock())
    said = warehouse.build(TESTS="yes" if with_tests else "no")
    if is_open != ("Resuming" in said):
        raise ProofError(f"the build after a kill at {share:.0%} does not say what it resumes")
    return said


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
    fresh.build()
    for number, share in enumerate((0.0, 0.4, 0.8)):
        warehouse = Warehouse(folder / f"refreshed-{number}", fresh.knobs)
        warehouse.folder.mkdir()
        shutil.copy(fresh.database, warehouse.database)
        warehouse.build()
        warehouse.build_and_kill(share, "full-refresh")
        warehouse.build()
        hold_equal(warehouse, fresh, "a full refresh that was killed is not a first build")


def run(*, short: bool = False, folder: Path | None = None) -> None:
    """All proofs, or one short one of each kind on the warehouse of a folder."""
    started = time.monotonic()

    def say(text: str) -> None:
        display().line(f"{time.monotonic() - started:5.0f} s  {text}")

    scratch = Path(tempfile.mkdtemp(prefix="reelhouse-replay-"))
    try:
        if short:
            prove_in_short(folder or scratch, say)
        else:
            prove_all(scratch, say)
    except ProofError as error:
        raise ProofError(f"{error}\nThe databases are in {folder or scratch}") from None
    shutil.rmtree(scratch)


def prove_in_short(folder: Path, say: Callable[[str], None]) -> None:
    """A kill and a comparison on the warehouse of this folder, which is built if there is none.

    All that is built has the same path, so that dbt reads the project once.
    """
    daily = Warehouse(folder)
    if not daily.database.exists():
        daily.build(TESTS="yes")
    kill_and_resume(daily, 0.5, with_tests=True)
    say("a day was killed, and resumed with the tests that look at what it writes")
    days = len(daily.clock())
    expected = daily.tables(with_snapshots=False)
    aside = daily.database.rename(daily.database.with_stem("daily"))
    at_once = Warehouse(folder, {"HISTORY_DAYS": str(days)})
    at_once.build()
    what = f"{days} days at once are not the days in builds, of which one was killed"
    hold_tables_equal(at_once.tables(with_snapshots=False), expected, what)
    aside.replace(daily.database)
    say(f"{days} days at once = the days in builds, of which one was killed, in every table")


def prove_all(folder: Path, say: Callable[[str], None]) -> None:
    """Every proof, on up to thirteen days."""
    daily = prove_equality(folder, SEEDS[0], 13)
    say("seed 42: 13 days at once = day by day, in every table")
    prove_models_refresh(daily)
    say("models made again from what is loaded = models made by increments")
    for seed in SEEDS[1:]:
        prove_equality(folder, seed, 4)
        say(f"seed {seed}: 4 days at once = day by day, in every table")
    prove_equality(folder, "3", 9, LATE_DAYS="0", ORPHAN_RATE="1")
    say("seed 3: 9 days at once = day by day where profiles alone are late, a week at most")
    prove_kills(folder, daily, 13)
    say("13 builds killed at different moments and resumed = undisturbed")
    prove_clock_stands(folder)
    say("dbt run, --select, --empty and failing tests leave the clock alone")
    prove_full_refresh(folder)
    say("a full refresh that is killed ends as a first build")
