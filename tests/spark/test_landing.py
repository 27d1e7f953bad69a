"""Days that executors land, and the raw tables of both engines that are made from them."""

import json
from datetime import timedelta
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
from spark import part, project
from spark.compare import compare_rows
from spark.generate import on_executors
from spark.proof import hold_same_files

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
    nodes = found.result.nodes
    wanted = [key for key, each in nodes.items() if fnmatch(each.name, "raw_*")]
    wanted += [key for key, each in nodes.items() if fnmatch(each.name, "truth_*")]
    wanted += [key for key, each in nodes.items() if f"{each.schema}.{each.name}" in LAYOUT]
    part.keep(found.result, wanted)
    project.translate_types(found.result, "spark")
    return found.result


def test_executors_write_the_files_of_the_command(running, exported, tmp_path):
    way = partial(on_executors, running)
    export(tmp_path, PARAMETERS, PARAMETERS.start_date, DAYS, TABLES, way=way)
    hold_same_files(tmp_path, exported)


def build(read, monkeypatch, folder, given, *options):
    monkeypatch.setenv("REELHOUSE_LANDING", str(folder))
    monkeypatch.setenv("REELHOUSE_GIVEN", json.dumps(given))
    project.say_knobs()
    return dbtRunner(manifest=read).invoke(["--quiet", "build", "--target", "spark", *options])


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
    """The days of the clock, and whether each is done."""
    return {str(day): is_done for day, is_done in running.sql(
        "select load_date, is_done from raw.raw_clock"
    ).collect()}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "option", "why"),
    [
        ({}, [], "2025-01-04 is not complete in"),
        ({**WORLD, "history_days": 4}, ["--full-refresh"], "2025-01-04 is not complete in"),
        ({**WORLD, "users": 151}, ["--full-refresh"], "users is 150 there and 151 here; build with"),
        ({"users": "151"}, [], "users is 150 in the warehouse and 151 here: leave that out"),
        ({"late_rate": 0.1}, [], "late_rate is 0.2 there and 0.1 here; build with"),
    ],
)  # fmt: skip
def test_a_build_that_can_t_be_made_is_refused_before_it_opens_a_day(
    built, read, exported, tmp_path, monkeypatch, given, option, why
):
    landing = exported
    if why.startswith("late_rate"):  # it may change from one day to the next
        landing = tmp_path / "landing"
        export(landing, PARAMETERS, PARAMETERS.start_date, DAYS + 1, TABLES)
    outcome = build(read, monkeypatch, landing, given, *option)
    assert not outcome.success
    assert why in str(outcome.exception)
    assert opened(built) == {"2025-01-01": True, "2025-01-02": True, "2025-01-03": True}


def test_a_missing_file_is_noticed_and_the_days_are_resumed_once_it_is_there(
    built, read, tmp_path, monkeypatch
):
    export(tmp_path, PARAMETERS, PARAMETERS.start_date, DAYS + 2, TABLES)
    last = manifest.read(tmp_path, PARAMETERS.start_date + timedelta(DAYS + 1))
    content = last.tables["consumer_events"]
    missing = manifest.table_folder(tmp_path, "consumer_events") / content["files"][0]["name"]
    aside = missing.rename(tmp_path / "aside")
    outcome = build(read, monkeypatch, tmp_path, {"increment_days": 2})
    (fault,) = [each.message for each in outcome.result if each.status == "error"]
    assert "rows of consumer_events where its manifests count" in fault
    assert [opened(built)[day] for day in ("2025-01-04", "2025-01-05")] == [False, False]
    aside.rename(missing)
    later_days = {"late_rate": 0.1}  # which open ones don't take
    outcome = build(read, monkeypatch, tmp_path, later_days)
    assert outcome.success, outcome.exception or outcome.result
    assert all(opened(built).values())
    assert len(opened(built)) == DAYS + 2
    events = built.table("raw.raw_consumer_events").where("load_date = '2025-01-05'")
    assert events.count() == content["rows"] > 0
