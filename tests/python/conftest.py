"""What several test files look at, made once: raw tables of worlds, a whole warehouse, the project."""

import gc
import os
import pickle
import shutil
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

import pytest
import small_catalog
import small_vaults
import worlds
from dbt.cli.main import dbtRunner

from reelhouse import runner, settings
from reelhouse.checks import KEPT
from reelhouse.commands.build import WITHOUT_TESTS

SMALL_WAREHOUSE = {
    "users": "300",
    "titles": "100",
    "posts": "1000",
    "events_per_day": "300",
    "history_days": "6",
}
# dbt writes the name of the database into whatever it reads, so all of them have the same one
DATABASE = Path(os.environ.get("REELHOUSE_DATABASE", "warehouse.duckdb")).name
# What takes seconds, by what a test needs and by its file; make check leaves it out.
SLOW_FIXTURES = {"built", "dbt_at", "made", "project"}
SLOW_FILES = (
    *("test_api", "test_automate_dv", "test_conformance", "test_engine", "test_landing"),
    *("test_message", "test_packages", "test_wheel"),
)


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in its own hook of this name
def pytest_collection_modifyitems(items):
    """Mark as slow what builds warehouses or large worlds, and keep together what shares them.

    A file stays on one worker, and so does everything that looks at the same worlds or vaults.
    What has slow tests comes first, so that at the end no worker waits long for the other.
    """
    slow = set()
    for item in items:
        shared = [each for each in ("made", "ours", "manifest") if each in item.fixturenames]
        item.group = [*shared, item.path.stem][0]
        item.add_marker(pytest.mark.xdist_group(item.group))
        if item.path.stem.startswith(SLOW_FILES) or SLOW_FIXTURES.intersection(item.fixturenames):
            item.add_marker("slow")
            slow.add(item.group)
    items.sort(key=lambda item: item.group not in slow)


def pytest_collection_finish(session):
    """See that xdist has the groups: without them each worker makes every world for itself."""
    if getattr(session.config.option, "loadgroup", False):
        named = all(item.nodeid.endswith(f"@{item.group}") for item in session.items)
        assert named, "xdist sees no groups: install the pytest of requirements.txt"


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The manifest of the project, read once by each worker, as bytes: each run takes a copy.

    Reading takes twenty seconds, or two where the build of make test has left what it read.
    """
    folder = tmp_path_factory.mktemp("project")
    given = os.environ.get("REELHOUSE_DATABASE", folder / DATABASE)
    already_read = kept(settings.target() / "partial_parse.msgpack")
    with surroundings(folder, given):
        if already_read.exists():
            settings.target().mkdir()
            shutil.copy(already_read, settings.target())
        place = ["--project-dir", str(settings.PROJECT), "--profiles-dir", str(settings.PROJECT)]
        read = dbtRunner().invoke(["--log-level", "none", "parse", *place])
    assert read.success, read.exception
    # dbt pickles its look-ups into each other's places; it makes them again when they are missing
    for each in [name for name in vars(read.result) if name.endswith("_lookup")]:
        setattr(read.result, each, None)
    return pickle.dumps(read.result)


@pytest.fixture(scope="session")
def dbt_at(project):
    """What lets dbt run in this process on a database of a folder, without reading the project.

    Where nodes are named, with * for any letters, the project has these alone, and what they are
    made from: a test of the clock builds twenty tables and not two hundred.
    """

    @contextmanager
    def at(folder, *names):
        read = pickle.dumps(excerpt(pickle.loads(project), names)) if names else project

        def informed(**options):
            return dbtRunner(manifest=pickle.loads(read), **options)

        with surroundings(folder, folder / DATABASE) as patch:
            patch.setattr("dbt.cli.main.dbtRunner", informed)
            # nobody reads what it would tell of the project
            patch.setenv("DBT_WRITE_JSON", "false")
            # what has been imported and read lives on: no run need look for garbage in it
            gc.collect()
            gc.freeze()
            for name in ("freeze", "unfreeze"):
                patch.setattr(gc, name, lambda: None)
            yield folder / DATABASE

    return at


def excerpt(manifest, names):
    """The project without unit tests and metrics, with no other nodes than these and those before them."""
    nodes, kept = manifest.nodes, set()
    wanted = [key for key, node in nodes.items() if any(fnmatch(node.name, each) for each in names)]
    while wanted:
        key = wanted.pop()
        if key not in kept:
            kept.add(key)
            wanted += nodes[key].depends_on_nodes
    manifest.nodes = {
        key: node for key, node in nodes.items() if key in kept or node.resource_type == "operation"
    }
    for beyond in ("unit_tests", "exposures", "semantic_models", "metrics", "saved_queries"):
        setattr(manifest, beyond, {})
    manifest.build_flat_graph()
    return manifest


def kept(path):
    """A file, or the copy of it that make test keeps while its replay changes the file itself."""
    copy = path.parent / KEPT / path.name
    return copy if copy.is_file() else path


@contextmanager
def surroundings(folder, database):
    """A database, a target and logs of one's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELHOUSE_DATABASE", str(database))
        patch.setenv("REELHOUSE_THREADS", str(os.cpu_count() or 1))
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
        yield patch


@pytest.fixture(scope="session")
def built(request, tmp_path_factory):
    """The database that make test has built; without one, a smaller one made here.

    Workers share it, so it is only read: what needs dbt takes a copy.
    """
    given = kept(Path(os.environ.get("REELHOUSE_DATABASE", "")))
    if given.is_file():
        return given
    with request.getfixturevalue("dbt_at")(tmp_path_factory.mktemp("built")) as database:
        outcome = runner.dbt(["build", *WITHOUT_TESTS], SMALL_WAREHOUSE)
        assert outcome.is_good, outcome
        return database


@pytest.fixture(scope="session")
def manifest(project):
    """The same as the catalog reads it."""
    return small_catalog.read_manifest(project)


@pytest.fixture(scope="session")
def site(manifest, built, tmp_path_factory):
    """The catalog of that database."""
    folder = tmp_path_factory.mktemp("catalog")
    small_catalog.write(manifest, built, folder)
    return folder


@pytest.fixture(scope="session")
def ours():
    """A small vault with the SQL of packages/automate_dv_duckdb."""
    return small_vaults.ours()


@pytest.fixture(scope="session")
def theirs():
    """The same with AutomateDV's own."""
    return small_vaults.theirs()


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
