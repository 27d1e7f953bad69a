"""Days that executors land, and the raw tables of both engines that are made from them."""

import json
from fnmatch import fnmatch
from functools import partial

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from customer_events.landing import manifest
from customer_events.landing.export import export
from customer_events.landing.read import landed
from customer_events.parameters import Parameters
from customer_events.world.schedule import Schedule
from messaging.landing import TABLES
from reelhouse import settings
from spark import project
from spark.compare import compare_rows
from spark.generate import on_executors

WORLD = {
    "users": 150, "titles": 60, "posts": 400, "events_per_day": 120, "history_days": 2,
    "late_days": 1, "late_rate": 0.2, "duplicate_rate": 0.1, "invalid_rate": 0.2, "untidy_rate": 0.2,
    "schema_v2_from": "2025-01-02",
}  # fmt: skip
PARAMETERS = Parameters(**{name: value for name, value in WORLD.items() if name != "history_days"})
DAYS = 3
# Of the tables that a build makes, one of each layout: partitions, and clusters in place of them.
LAYOUT = {
    "raw.raw_consumer_events": (["load_date"], []),
    "raw.raw_users": ([], []),
    "intermediate.int_events__in_session": (["viewing_date"], []),
    "vault.hub_event": ([], ["load_datetime"]),
}


@pytest.fixture(scope="module")
def running(spark, tmp_path_factory):
    """The session, and a place of its own for what dbt writes."""
    folder = tmp_path_factory.mktemp("dbt")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(settings.PROJECT)
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
        patch.setenv("REELHOUSE_THREADS", "2")
        yield spark


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """What the command writes."""
    folder = tmp_path_factory.mktemp("exported")
    export(folder, PARAMETERS, PARAMETERS.start_date, DAYS, TABLES)
    return folder


@pytest.fixture(scope="module")
def read(running):
    """The project as Spark runs it, with raw tables, those of LAYOUT, and what they are made from."""
    project.translate_while_compiling("spark")
    project.take(running)
    found = dbtRunner().invoke(["--quiet", "parse", "--target", "spark"])
    assert found.success, found.exception
    nodes, kept = found.result.nodes, set()
    wanted = [key for key, each in nodes.items() if fnmatch(each.name, "raw_*")]
    wanted += [key for key, each in nodes.items() if fnmatch(each.name, "truth_*")]
    wanted += [key for key, each in nodes.items() if f"{each.schema}.{each.name}" in LAYOUT]
    while wanted:
        key = wanted.pop()
        if key not in kept and nodes[key].resource_type != "test":
            kept.add(key)
            wanted += nodes[key].depends_on_nodes
    found.result.nodes = {
        key: each for key, each in nodes.items() if key in kept or each.resource_type == "operation"
    }
    for beyond in ("unit_tests", "exposures", "semantic_models", "metrics", "saved_queries"):
        setattr(found.result, beyond, {})
    found.result.build_flat_graph()
    project.translate_types(found.result, "spark")
    return found.result


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_executors_write_the_files_of_the_command(running, exported, tmp_path):
    way = partial(on_executors, running)
    export(tmp_path, PARAMETERS, PARAMETERS.start_date, DAYS, TABLES, way=way)
    assert contents(tmp_path) == contents(exported)


def build(read, monkeypatch, folder, given):
    monkeypatch.setenv("REELHOUSE_LANDING", str(folder))
    monkeypatch.setenv("REELHOUSE_GIVEN", json.dumps(given))
    project.say_knobs()
    return dbtRunner(manifest=read).invoke(["--quiet", "build", "--target", "spark"])


@pytest.fixture(scope="module")
def built(running, read, exported):
    """The session after a history and one more day."""
    for given in (WORLD, {}):
        with pytest.MonkeyPatch.context() as patch:
            outcome = build(read, patch, exported, given)
        assert outcome.success, outcome.exception or outcome.result
    return running


def test_raw_tables_hold_what_has_landed(built, exported):
    """Each is what DuckDB reads from the same files."""
    days = manifest.days(exported)
    schedule = Schedule(dict.fromkeys(days, PARAMETERS), days)
    with duckdb.connect() as session:
        for table in TABLES:
            rows = landed(table, schedule, exported, TABLES).read_all()
            session.register("rows", rows)
            session.execute("create or replace table landed_rows as from rows")
            layer = "truth" if table.startswith("truth") else "raw"
            name = table if layer == "truth" else f"raw_{table}"
            found = built.table(f"{layer}.{name}")
            finding = compare_rows(session, "landed_rows", found.toArrow(), dict(found.dtypes))
            assert (finding.fault, finding.rounded) == (None, False), name
            assert finding.rows, name


@pytest.mark.parametrize("table", LAYOUT)
def test_files_are_laid_out_by_day(built, table):
    (detail,) = built.sql(f"describe detail {table}").collect()
    assert (detail.partitionColumns, detail.clusteringColumns) == LAYOUT[table]


def test_an_increment_replaces_the_files_of_its_days_alone(built):
    """The last day of the history and the new one, each in one file; the day before stays as it is."""
    (last, first) = built.sql("describe history intermediate.int_events__in_session").collect()
    days = last.operationParameters["predicate"].count("DATE '")
    metrics = last.operationMetrics
    assert (first.operationMetrics["numFiles"], days) == ("2", 2)
    assert (metrics["numFiles"], metrics["numRemovedFiles"]) == ("2", "1")
    assert metrics["numCopiedRows"] == "0"


def opened(running):
    exists = running.catalog.tableExists("raw.raw_clock")
    return running.table("raw.raw_clock").count() if exists else 0


def test_a_day_that_has_not_landed_is_not_opened(running, read, exported, monkeypatch):
    """The fourth day, whether it is one of a history or the next one."""
    before = opened(running)
    outcome = build(read, monkeypatch, exported, {**WORLD, "history_days": DAYS + 1})
    assert not outcome.success
    assert "2025-01-04 is not complete in" in str(outcome.exception)
    assert opened(running) == before
