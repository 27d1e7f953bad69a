"""Simulated time, on a warehouse of raw, a snapshot and a dimension that dbt really builds."""

import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import alone
import duckdb
import pytest
from conftest import WITHOUT_TESTS
from dbt.cli.main import dbtRunner

from customer_events.kit.days import number
from customer_events.parameters import Parameters
from customer_events.world.schedule import Schedule
from proofs.throwaway import content_hash
from reelhouse import app, runner, warehouse_file

# of the messages one table: all are made in the same way, and take half the time of a build
NODES = ["raw_[!c]*", "raw_c[!i]*", "raw_cio_reviews", "snap_users", "dim_plan", "unique_dim_plan*"]
WORLD = {
    "users": "200",
    "titles": "80",
    "posts": "100",
    "events_per_day": "150",
    "history_days": "2",
    "schema_v2_from": "2025-01-03",
}


@pytest.fixture(scope="module", autouse=True)
def place(dbt_at, tmp_path_factory):
    """A database, a target and logs of its own for this module."""
    with dbt_at(tmp_path_factory.mktemp("clock"), *NODES) as database:
        yield database


@pytest.fixture(scope="module")
def warehouse(place):
    """Two days of history and one more, which is the first of schema version 2.

    The knobs are given once: whatever comes after the first build works without.
    """
    for given in (WORLD, {}):
        outcome = dbt("build", *WITHOUT_TESTS, **given)
        assert outcome.is_good, outcome
    return place


@pytest.fixture
def free_place(place):
    """The path of the warehouse with nothing there; what was there comes back."""
    aside = place.with_name("aside.duckdb")
    if place.exists():
        place.rename(aside)
    yield place
    place.unlink(missing_ok=True)
    if aside.exists():
        aside.rename(place)


@pytest.fixture
def copy(warehouse, free_place):
    """The warehouse once more, to be changed."""
    shutil.copy(free_place.with_name("aside.duckdb"), free_place)
    return free_place


def dbt(*arguments, **given):
    return runner.dbt(list(arguments), given)


def everything(path):
    with warehouse_file.look(path) as connection:
        return {
            table: content_hash(connection, table.layer, table.name)
            for table in warehouse_file.tables(connection)
        }


def query(path, text):
    with warehouse_file.look(path) as connection:
        return connection.execute(text).fetchall()


def change(path, text):
    connection = duckdb.connect(str(path))
    connection.execute(text)
    connection.close()


def test_a_first_build_loads_the_history_and_the_next_one_day(warehouse):
    days = query(warehouse, "select load_date::varchar, is_done from raw.raw_clock order by 1")
    assert days == [("2025-01-01", True), ("2025-01-02", True), ("2025-01-03", True)]
    loaded = query(warehouse, "select distinct load_date::varchar from raw.raw_consumer_events")
    assert sorted(loaded) == [("2025-01-01",), ("2025-01-02",), ("2025-01-03",)]


def test_columns_of_schema_version_2_come_with_its_first_day(warehouse):
    rows = query(
        warehouse,
        "select schema_version, count(playback_session) > 0, count(experiment_group) = count(*) "
        "from raw.raw_consumer_events group by 1 order by 1",
    )
    assert rows == [(1, False, False), (2, True, True)]


def test_the_audit_has_a_row_for_each_table_and_day(warehouse):
    rows = query(
        warehouse,
        "select count(*), count(distinct table_name), min(loaded_at)::varchar "
        "from raw.raw_ingestion_audit",
    )
    assert rows == [(30, 10, "2025-01-02 16:00:00")]


@pytest.mark.parametrize("name", alone.TABLES)
def test_raw_has_the_rows_that_the_generator_gives_for_each_day_alone(warehouse, name):
    """Counted without the table, so that what never reached it is missed."""
    knobs = [field.name for field in fields(Parameters)]
    rows = query(warehouse, f"select load_date, {', '.join(knobs)} from raw.raw_clock order by 1")
    clock = {day: Parameters(**dict(zip(knobs, values, strict=True))) for day, *values in rows}
    given = {}
    for day in clock:
        batches = alone.TABLES[name](Schedule(clock, []), number(day))
        given[day] = sum(batch["load_date"].to_pylist().count(day) for batch in batches)
    found = query(warehouse, f"select load_date, count(*) from raw.raw_{name} group by 1")
    assert dict(found) == {day: count for day, count in given.items() if count}


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--select", "path:python_models/raw"],
        ["build", "--select", "raw_clock", "raw_users", "stg_platform__users", *WITHOUT_TESTS],
        pytest.param(
            ["build", "--exclude", "path:models/marts", *WITHOUT_TESTS], marks=pytest.mark.long
        ),
        ["run", "--full-refresh", "--select", "raw_users raw_post_events"],
    ],
    ids=" ".join,
)
def test_only_a_whole_build_moves_the_clock(warehouse, arguments):
    before = everything(warehouse)
    outcome = dbt(*arguments)
    assert outcome.is_good, outcome
    assert everything(warehouse) == before


@pytest.mark.long
def test_an_empty_build_leaves_the_raw_layer_and_a_run_heals_the_rest(warehouse):
    def raw(tables):
        return {table: rows for table, rows in tables.items() if table.layer == "raw"}

    before = everything(warehouse)
    assert dbt("build", "--empty", *WITHOUT_TESTS).is_good
    assert raw(everything(warehouse)) == raw(before)
    assert dbt("run").is_good
    assert everything(warehouse) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"userz": "5", "contents": "80", "users": "-5", "late_rate": "1.5"},
            [
                "unknown var 'userz' (did you mean users?); the vars are seed, start_date",
                "unknown var 'contents' (it is called titles now); the vars are",
                'users is "-5"; it takes a whole number from 100 to 5000000',
                'late_rate is "1.5"; it takes a number from 0 to 1',
            ],
        ),
        (
            {"seed": "7", "start_date": "2024-01-01", "late_days": "5"},
            [
                "seed is 42 in the database and 7 here; "
                "start_date is 2025-01-01 in the database and 2024-01-01 here; "
                "late_days is 3 in the database and 5 here: leave that out to go on with the world "
                "of the database, or start another with make full-refresh SEED=7"
            ],
        ),
        ({"events_per_day": "40000"}, ["events_per_day is 40000; "]),
    ],
    ids=["values", "another world", "too many events"],
)
def test_a_false_parameter_is_refused_in_a_line_and_nothing_changes(warehouse, changes, said):
    before = everything(warehouse)
    outcome = dbt("build", *WITHOUT_TESTS, **changes)
    assert not outcome.is_good
    assert [part for part in said if part not in outcome.message] == []
    assert "\n" not in outcome.message
    assert everything(warehouse) == before


def test_a_build_that_died_is_resumed_and_says_so(warehouse, capsys):
    before = everything(warehouse)
    change(
        warehouse,
        "update raw.raw_clock set is_done = false where load_date = date '2025-01-03';"
        "delete from raw.raw_consumer_events where load_date = date '2025-01-03';"
        "delete from raw.raw_users where load_date = date '2025-01-03';"
        "create table main.raw_users__dbt_tmp1234 as select 1 as one;"
        "update runs.invocations set status = 'running' "
        "where started_at = (select max(started_at) from runs.invocations where is_whole_build)",
    )
    # Another dial than the day began with: it counts from the next day on.
    capsys.readouterr()
    assert app.main(["build", "TESTS=no", "EVENTS_PER_DAY=50"]) == 0
    said = capsys.readouterr().out
    assert "Resuming 2025-01-03: the build before was killed" in said
    assert "3 days loaded, 2025-01-01 to 2025-01-03; the next day is 2025-01-04." in said
    assert everything(warehouse) == before


def test_a_build_that_failed_is_named_by_the_next(warehouse, capsys):
    change(
        warehouse,
        "update raw.raw_clock set is_done = false where load_date = date '2025-01-03';"
        "update runs.invocations set status = 'failed', "
        "failures = [{node: 'raw_users', message: 'it broke'}] "
        "where started_at = (select max(started_at) from runs.invocations where is_whole_build)",
    )
    capsys.readouterr()
    assert dbt("build", *WITHOUT_TESTS).is_good
    said = capsys.readouterr().out
    assert "Resuming 2025-01-03: the build before failed at raw_users (it broke)" in said


def test_a_newer_warehouse_is_refused(warehouse):
    [(version,)] = query(warehouse, "select max(warehouse_version) from raw.raw_clock")
    change(warehouse, "update raw.raw_clock set warehouse_version = 99")
    try:
        outcome = dbt("build")
        assert "was written by a newer Reelhouse (warehouse version 99" in outcome.message
    finally:
        change(warehouse, f"update raw.raw_clock set warehouse_version = {version}")


def test_another_shape_of_the_value_sets_is_refused(warehouse):
    digest = query(warehouse, "select distinct seeds_digest from raw.raw_clock")[0][0]
    change(warehouse, "update raw.raw_clock set seeds_digest = 'another'")
    try:
        outcome = dbt("build")
        assert "the value sets in seeds/ have another shape" in outcome.message
        assert "make full-refresh" in outcome.message
    finally:
        change(warehouse, f"update raw.raw_clock set seeds_digest = '{digest}'")


def test_a_locked_database_is_refused_with_who_holds_it(warehouse):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb; c = duckdb.connect({str(warehouse)!r}); print('open', flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        outcome = dbt("build")
        assert f"is locked by another process: {Path(sys.executable).resolve()}" in outcome.message
        assert str(holder.pid) in outcome.message
        assert "\n" not in outcome.message
    finally:
        holder.communicate(b"\n")


def test_a_file_that_is_no_database_is_refused_and_kept(free_place):
    free_place.write_text("not a database, and long enough to be one: " + "x" * 9000)
    outcome = dbt("build")
    assert "is not a DuckDB database" in outcome.message
    assert free_place.read_text().startswith("not a database")


@pytest.mark.parametrize("command", ["run", "test"])
def test_on_an_empty_machine_run_and_test_say_what_comes_first(free_place, command):
    outcome = dbt(command)
    assert "run dbt build first" in outcome.message
    assert not list(free_place.parent.glob(f"{free_place.name}*"))


@pytest.mark.long
def test_an_empty_build_makes_tables_and_no_day(free_place):
    assert dbt("build", "--empty", *WITHOUT_TESTS).is_good
    assert query(free_place, "select count(*) from raw.raw_clock") == [(0,)]
    assert "run dbt build first" in dbt("run").message
    assert dbt("build", *WITHOUT_TESTS, **WORLD).is_good
    assert query(free_place, "select count(*), bool_and(is_done) from raw.raw_clock") == [(2, True)]


def test_the_documentation_is_a_page_and_no_run_of_its_own(copy, capsys, monkeypatch):
    monkeypatch.setenv("DBT_WRITE_JSON", "true")
    before = contents_of_runs(copy)
    assert app.main(["docs"]) == 0
    assert Path(capsys.readouterr().out.strip().splitlines()[-1]).exists()
    assert contents_of_runs(copy) == before


def test_what_each_data_test_said_is_kept(copy):
    assert dbt("test", "--select", "unique_dim_plan*").is_good
    change(copy, "insert into star.dim_plan from star.dim_plan limit 1")
    assert not dbt("test", "--select", "unique_dim_plan*").is_good
    assert query(
        copy,
        "select invocations.status, results.status, results.failures from runs.test_results as results "
        "join runs.invocations using (invocation_id) "
        "where test_id like 'test.reelhouse.unique_dim_plan%' order by started_at",
    ) == [("passed", "pass", 0), ("failed", "fail", 1)]


def contents_of_runs(path):
    with warehouse_file.look(path) as connection:
        return connection.execute("from runs.invocations").fetchall()


@pytest.fixture
def reads_anew(monkeypatch, tmp_path):
    """dbt has to read the project, for a database or a target of another name."""
    monkeypatch.setattr("dbt.cli.main.dbtRunner", dbtRunner)
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path / "target"))


@pytest.mark.long
def test_without_a_warehouse_there_is_documentation(free_place, reads_anew, capsys, monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", str(free_place))
    monkeypatch.setenv("DBT_WRITE_JSON", "true")
    assert app.main(["docs"]) == 0
    said = capsys.readouterr()
    assert "there is no warehouse" in said.err
    assert Path(said.out.strip().splitlines()[-1]).exists()
    assert not free_place.exists()


@pytest.mark.long
def test_an_older_warehouse_is_refused_and_a_full_refresh_keeps_what_it_was_made_with(copy):
    """As an older project left it: a dial of today and the note of its builds are not there,
    and a knob has the name that it had then.
    """
    change(
        copy,
        "update raw.raw_clock set warehouse_version = 0;"
        "alter table raw.raw_clock rename column titles to contents;"
        "alter table raw.raw_clock drop column orphan_rate;"
        "alter table runs.invocations drop column parameters",
    )
    builds = "select count(*) from runs.invocations where is_whole_build"
    [(before,)] = query(copy, builds)
    for command in ("build", "run", "test"):
        message = dbt(command).message
        assert "was written by an older Reelhouse (warehouse version 0; " in message
        assert "make full-refresh" in message
        assert "\n" not in message
    assert dbt("build", "--full-refresh", *WITHOUT_TESTS, history_days="1", seed="7").is_good
    rows = query(copy, "select load_date::varchar, seed, titles, orphan_rate from raw.raw_clock")
    assert rows == [("2025-01-01", 7, 80, 0.02)]
    assert query(copy, builds) == [(before + 1,)]


@pytest.mark.long
def test_a_new_dial_has_its_default_on_a_file_that_lacks_it(copy):
    change(copy, "alter table raw.raw_clock drop column orphan_rate")
    assert dbt("run", "--select", "raw_users", "stg_platform__users").is_good
    assert dbt("build", *WITHOUT_TESTS, late_rate="0.5").is_good
    rows = query(copy, "select orphan_rate, late_rate, users from raw.raw_clock order by load_date")
    assert rows == [*3 * [(None, 0.02, 200)], (0.02, 0.5, 200)]


def test_a_refresh_that_died_before_it_made_a_clock_is_gone_on_with(copy):
    change(
        copy,
        "drop table raw.raw_clock;"
        "update runs.invocations set status = 'running' "
        "where started_at = (select max(started_at) from runs.invocations where is_whole_build)",
    )
    assert dbt("build", *WITHOUT_TESTS, history_days="1").is_good
    rows = query(copy, "select load_date::varchar, users, events_per_day from raw.raw_clock")
    assert rows == [("2025-01-01", 200, 150)]


@pytest.mark.long
def test_another_target_that_holds_no_day_is_named(warehouse, reads_anew):
    said = dbt("run", "--target", "sandbox").message
    assert "holds no day yet for target sandbox: run dbt build --target sandbox first" in said
