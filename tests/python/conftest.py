"""What several test files look at, made once: raw tables of worlds, and a whole warehouse."""

import os
from pathlib import Path

import pytest
import worlds

from reelhouse import runner

SMALL_WAREHOUSE = {
    "users": "300",
    "titles": "100",
    "posts": "1000",
    "events_per_day": "300",
    "history_days": "6",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The database that make test has built; without one, a smaller one made here.

    Workers share it, so it is only read: what needs dbt takes a copy.
    """
    folder = tmp_path_factory.mktemp("built")
    database = Path(os.environ.get("REELHOUSE_DATABASE", folder / "built.duckdb"))
    if not database.exists():
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REELHOUSE_DATABASE", str(database))
            patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
            patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
            without_tests = ["--exclude-resource-type", "test", "unit_test"]
            outcome = runner.dbt(["build", *without_tests], SMALL_WAREHOUSE)
            assert outcome.is_good, outcome
    return database


@pytest.fixture(scope="session")
def made():
    """The raw tables of worlds that have been asked for."""
    return {}


@pytest.fixture(params=worlds.WORLDS)
def raw(request, made):
    """The raw tables of each of the worlds."""
    return _made(made, request.param)


@pytest.fixture
def spring(made):
    """The world with every dial on."""
    return _made(made, "spring")


@pytest.fixture
def tiny(made):
    """The world in which what is rare elsewhere happens every day."""
    return _made(made, "tiny")


@pytest.fixture
def autumn(made):
    """The world without faults."""
    return _made(made, "autumn")


def _made(made, name):
    if name not in made:
        made[name] = worlds.raw_tables(worlds.WORLDS[name])
    return made[name]
