"""The whole project on Databricks, twice, as dbt-databricks would send it to a SQL warehouse.

There is no account: stand_in.py writes the statements down and answers what dbt asks.
"""

import json
import re

import pytest
import sqlglot
from dbt.cli.main import dbtRunner
from dbt.compilation import Compiler
from sqlglot import exp
from stand_in import Connection, Name, Warehouse, name_of

from customer_events.landing.export import export
from customer_events.parameters import Parameters
from messaging.landing import TABLES
from proofs.throwaway import WITHOUT_TESTS
from reelhouse import settings
from spark import project

CATALOG = "house"
VOLUME = f"/Volumes/{CATALOG}/landing/files"
ACCOUNT = {
    "DATABRICKS_HOST": "example.cloud.databricks.com",
    "DATABRICKS_HTTP_PATH": "/sql/1.0/warehouses/0",
    "DATABRICKS_TOKEN": "none",
    "DATABRICKS_CATALOG": CATALOG,
}
WORLD = {"users": 100, "titles": 50, "posts": 150, "events_per_day": 50}
PARAMETERS = Parameters(**WORLD)
HISTORY = {**WORLD, "history_days": 2}
# By a build that died before it filled these.
LEFT_EMPTY = {Name("star", "fct_user_actions"), Name("vault", "sat_device")}
# What SQLGlot reads in full; of commands such as optimize and show it keeps the text.
READ = ("create", "insert", "merge", "select", "with", "update", "delete")


class Login:
    """What the connector would log in with."""

    token = "none"
    credentials_provider = None


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """The stand-in, with two days of history and one more day that have landed."""
    landing = tmp_path_factory.mktemp("landing")
    export(landing, PARAMETERS, PARAMETERS.start_date, 3, TABLES)
    return Warehouse(CATALOG, VOLUME, landing)


@pytest.fixture(scope="module")
def builds(warehouse, tmp_path_factory):
    """The manifest, and the statements of a first build and of one more day."""
    from dbt.adapters.databricks import connections, credentials, handle

    folder = tmp_path_factory.mktemp("dbt")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(settings.PROJECT)
        for name, value in ACCOUNT.items():
            patch.setenv(name, value)
        patch.setenv("REELHOUSE_LANDING", VOLUME)
        patch.setenv("DBT_TARGET_PATH", str(folder / "target"))
        patch.setenv("DBT_LOG_PATH", str(folder / "logs"))
        patch.setenv("REELHOUSE_THREADS", "1")
        patch.setattr(handle.dbsql, "connect", lambda **_: Connection(warehouse))
        patch.setattr(connections, "check_spog_preconditions", lambda **_: None)
        patch.setattr(credentials.DatabricksCredentials, "authenticate", lambda _: Login())
        patch.setattr(Compiler, "_compile_code", Compiler._compile_code)  # as it was, afterwards
        project.translate_while_compiling("databricks")
        project.say_knobs()
        parsed = dbtRunner().invoke(["--quiet", "parse", "--target", "databricks"])
        assert parsed.success, parsed.exception
        warehouse.know(parsed.result)
        project.translate_types(parsed.result, "databricks")
        statements = []
        for given in (HISTORY, {}):
            patch.setenv("REELHOUSE_GIVEN", json.dumps(given))
            project.say_knobs()
            outcome = dbtRunner(manifest=parsed.result).invoke(
                ["--quiet", "build", *WITHOUT_TESTS, "--target", "databricks"]
            )
            failed = [
                (each.node.name, each.message)
                for each in outcome.result or []
                if each.status != "success"
            ]
            assert outcome.success, (outcome.exception, failed[:3])
            statements.append(warehouse.statements)
            warehouse.statements = []
            warehouse.filled -= LEFT_EMPTY
        return parsed.result, *statements


def nodes(manifest, *kinds):
    return [
        each for each in manifest.nodes.values()
        if each.resource_type in kinds and each.package_name == "reelhouse"
    ]  # fmt: skip


def of(statements, start, table):
    """The statements that begin like this and then name a table, in one line each."""
    lines = (" ".join(each.split()) for each in statements)
    return [
        line
        for line in lines
        if line.lower().startswith(f"{start} ")
        and name_of(line[len(start) :].split()[0]).table == table
    ]


def test_all_statements_are_sql_of_databricks(builds):
    _, first, second = builds
    for statement in first + second:
        tree = sqlglot.parse_one(statement, read="databricks")
        assert not statement.lower().startswith(READ) or not isinstance(tree, exp.Command), (
            statement
        )


def test_everything_is_made(builds, warehouse):
    manifest, _, _ = builds
    for node in nodes(manifest, "model", "seed", "snapshot"):
        assert warehouse.relations[Name(node.schema, node.alias)] == (
            "view" if node.config.materialized == "view" else "table"
        )


def test_a_table_is_made_with_its_contract_its_clusters_and_its_comments(builds):
    _, first, _ = builds
    (made,) = of(first, "create or replace table", "fct_events")
    assert re.search(r"`?viewing_date`? date NOT NULL COMMENT '", made, re.I)
    assert "CLUSTER BY (viewing_date)" in made
    assert "'delta.dataSkippingNumIndexedCols' = '64'" in made
    assert "comment 'Grain: " in made
    (rows,) = of(first, "insert into", "fct_events")
    assert first_of(first, made) < first_of(first, rows)


def first_of(statements, line):
    return next(n for n, each in enumerate(statements) if " ".join(each.split()) == line)


def test_checks_are_added_to_the_empty_table(builds):
    _, first, _ = builds
    (made,) = of(first, "create or replace table", "video_sessions")
    (check,) = of(first, "alter table", "video_sessions")
    (rows,) = of(first, "insert into", "video_sessions")
    assert "ADD CONSTRAINT video_sessions_check_1 CHECK (completion_rate is null or" in check
    assert first_of(first, made) < first_of(first, check) < first_of(first, rows)


@pytest.mark.parametrize("table", ["hub_user", "link_event_user", "sat_user_profile"])
def test_the_vault_is_clustered_by_load_date_and_appended_to(builds, table):
    _, first, second = builds
    (made,) = of(first, "create or replace table", table)
    assert "CLUSTER BY (load_datetime)" in made
    assert re.search(r"_hk`? binary NOT NULL", made, re.I)
    (rows,) = of(second, "insert into", table)
    assert "by name" in rows


def test_the_window_of_a_fact_is_replaced_in_one_statement(builds):
    _, _, second = builds
    (replaced,) = of(second, "insert into", "fct_events")
    assert " replace where viewing_date in (date '2025-01-02', date '2025-01-03') " in replaced
    assert not of(second, "delete from", "fct_events")


def test_a_table_that_was_made_and_not_filled_gets_its_whole_history(builds):
    _, _, second = builds
    (filled,) = of(second, "create or replace temporary view", "fct_user_actions__dbt_tmp")
    (windowed,) = of(second, "create or replace temporary view", "fct_recommendations__dbt_tmp")
    assert re.search(r"viewing_date >= (date|cast)", windowed, re.I)
    assert "viewing_date >=" not in filled


def test_the_stage_of_a_table_that_was_not_filled_hands_over_all_days(builds):
    _, _, second = builds
    (of_all,) = of(second, "create or replace view", "vstg_user_devices")
    (of_the_last,) = of(second, "create or replace view", "vstg_search_history")
    assert "1900-01-01" in of_all
    assert "1900-01-01" not in of_the_last


def test_versions_that_end_before_the_window_are_kept(builds):
    """dbt-databricks would take the predicate as one on the new rows, and remove all old ones."""
    _, _, second = builds
    (merged,) = of(second, "merge into", "dim_device")
    assert re.search(
        r" and old\.valid_to >= date '\d{4}-\d\d-\d\d' when matched then delete ", merged
    )


def test_a_snapshot_is_merged(builds):
    _, first, second = builds
    assert of(first, "create or replace table", "snap_users")
    assert of(second, "merge into", "snap_users")


def test_nothing_is_said_that_databricks_does_not_know(builds):
    """Partitions beside clusters, views over files, constraints as properties."""
    _, first, second = builds
    for statement in first + second:
        line = " ".join(statement.lower().split())
        assert "partitioned by" not in line
        assert not re.search(r"view \S+ (\([^()]*\) )?using ", line)
        assert "delta.constraints" not in line


def test_files_are_read_from_the_volume(builds):
    _, first, _ = builds
    (view,) = of(first, "create or replace temporary view", "landed_files_of_users")
    assert f"read_files('{VOLUME}/users/{{" in view
    assert "schema => '`user_id` binary, " in view


def test_an_increment_alters_nothing(builds):
    """What dbt-databricks reads of a table is what the model says, so there is nothing to amend."""
    _, _, second = builds
    anew = {
        name_of(found[1])
        for each in second
        if (found := re.match(r"create or replace table (\S+)", each, re.I))
    }
    altered = {
        name_of(found[1]) for each in second if (found := re.match(r"alter \w+ (\S+)", each, re.I))
    }
    assert altered <= anew


def leaves(type_):
    """How many columns Delta sees in one: a struct has those of its fields."""
    if type_.is_type("struct"):
        return sum(leaves(each.args["kind"]) for each in type_.expressions)
    return 1


def test_delta_keeps_statistics_of_what_clusters_a_table(builds):
    """Databricks refuses a cluster by a column without: those after the first 32, unless it is told."""
    manifest, _, _ = builds
    clustered = 0
    for node in nodes(manifest, "model"):
        by = node.config.get("liquid_clustered_by")
        if not by or node.config.materialized == "view":
            continue
        properties = node.config.get("tblproperties") or {}
        counted = int(properties.get("delta.dataSkippingNumIndexedCols", 32))
        place = 0
        for column in node.columns.values():
            if column.name in ([by] if isinstance(by, str) else by):
                assert place < counted, (node.name, column.name, place)
                clustered += 1
            place += leaves(exp.DataType.build(column.data_type or "string", dialect="databricks"))
    assert clustered > 90
