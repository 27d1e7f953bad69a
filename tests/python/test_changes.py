"""What make changes and make evaluate say of what dbt left, on tables of a few rows."""

import subprocess

import duckdb
import pytest

from proofs import changes, evaluate
from proofs.throwaway import ProofError
from reelhouse import guard, settings


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "reelhouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for schema in ("star", "sandbox_star", "sandbox_finance"):
            connection.execute(f"create schema {schema}")
        for table, before, now in [
            ("same", "values (1, 'a'), (2, 'b')", "values (2, 'b'), (1, 'a')"),
            ("doubled", "values (1, 'a')", "values (1, 'a'), (1, 'a')"),
            ("halved", "values (1, 'a'), (1, 'a')", "values (1, 'a')"),
            ("changed", "values (1, 'a'), (2, 'b')", "values (1, 'a'), (2, 'c')"),
            ("wider", "values (1, 'a')", "values (1, 'a', true)"),
        ]:
            connection.execute(f"create table star.{table} as {before}")
            connection.execute(f"create table sandbox_star.{table} as {now}")
        connection.execute("create view sandbox_finance.added as select 1 as one")
    return path


def test_each_table_stands_beside_its_former_self(database):
    built = ("changed", "doubled", "halved", "same", "wider")
    tables = ["finance.added", *(f"star.{name}" for name in built)]
    said = {each.table: each.verdict for each in changes.differences(database, tables)}
    assert said == {
        "finance.added": "new",
        "star.changed": "1 rows gone, 1 new",
        "star.doubled": "0 rows gone, 1 new",
        "star.halved": "1 rows gone, 0 new",
        "star.same": "same rows",
        "star.wider": "other columns",
    }


def test_the_report_is_a_table_and_what_failed(database):
    found = changes.differences(database, ["finance.added", "star.same"])
    assert changes.report(found, ["unique_added_one: Got 3 results"]).splitlines() == [
        "| table | rows before | rows now | |",
        "|---|---|---|---|",
        "| finance.added |  | 1 | new |",
        "| star.same | 2 | 2 | same rows |",
        "",
        "Failed: unique_added_one: Got 3 results",
    ]
    assert changes.report([], []) == "No model, seed or snapshot differs."


def test_tables_are_read_from_what_dbt_says_it_ran():
    def result(unique_id, status, relation=None, message=""):
        return {
            "unique_id": unique_id, "status": status, "relation_name": relation, "message": message,
        }  # fmt: skip

    built, failed = changes.read_results(
        [
            result("model.reelhouse.fct_sessions", "success", '"w"."sandbox_star"."fct_sessions"'),
            result("model.reelhouse.vstg_events", "success", '"w"."sandbox_vault"."vstg_events"'),
            result("model.reelhouse.people", "error", None, "Runtime Error\n  no such column"),
            result("model.reelhouse.events", "skipped"),
            result("test.reelhouse.unique_x.1a2b", "fail", None, "Got 3 results"),
            result("test.reelhouse.unique_y.1a2b", "pass"),
        ]
    )
    assert built == ["star.fct_sessions"]
    assert failed == ["people: Runtime Error no such column", "unique_x: Got 3 results"]


@pytest.mark.parametrize(
    "files", [(), ("manifest.json",), ("a.duckdb",), ("manifest.json", "a.duckdb", "b.duckdb")]
)
def test_a_folder_without_one_warehouse_and_its_manifest_is_refused(tmp_path, files):
    for name in files:
        (tmp_path / name).touch()
    with pytest.raises(ProofError, match="should hold one warehouse"):
        changes.run(tmp_path)


@pytest.fixture
def base(tmp_path):
    """The folder of another state, by the digest of its value sets."""

    def make(digest):
        (tmp_path / "manifest.json").touch()
        with duckdb.connect(str(tmp_path / "reelhouse.duckdb")) as connection:
            connection.execute("create schema raw; create schema runs")
            connection.execute("create table runs.invocations as select 1 as one")
            connection.execute("create table raw.raw_clock as select ? as seeds_digest", [digest])
        return tmp_path

    return make


def test_a_state_that_differs_in_nothing_is_no_fault(base, monkeypatch, capsys):
    said = "The selection criterion 'state:modified+' does not match any enabled nodes"
    monkeypatch.setattr(changes, "_dbt", lambda *_: subprocess.CompletedProcess([], 1, said, ""))
    assert changes.run(base(guard.seeds_digest(str(settings.PROJECT)))) == 0
    assert capsys.readouterr().out == "No model, seed or snapshot differs.\n"


def test_a_world_of_other_value_sets_is_not_compared(base, capsys):
    assert changes.run(base("of another world")) == 0
    assert "another world: nothing to compare" in capsys.readouterr().out


@pytest.fixture
def found():
    manifest = {"nodes": {"one": {"name": "dim_plan", "original_file_path": "models/dim_plan.sql"}}}
    with duckdb.connect() as connection:
        connection.execute("create table fct_root_models as select 'raw_clock' as child")
        connection.execute(
            "create table fct_model_fanout as select 'dim_plan' as parent, 'marts' as type"
        )
        connection.execute("create table fct_direct_join as select 'stg_a' as parent, 'b' as child")
        connection.execute("create table fct_test_coverage as select 100 as tested_pct")
        return evaluate.findings(connection, manifest)


def test_a_finding_has_the_names_that_its_rule_gives(found):
    assert [(each.rule, each.name, each.path) for each in found] == [
        ("fct_direct_join", "stg_a > b", ""),
        ("fct_model_fanout", "dim_plan", "models/dim_plan.sql"),
        ("fct_root_models", "raw_clock", ""),
    ]


REASONS = """
| rule | finding | why it stays |
|---|---|---|
| `fct_direct_join` | `stg_a > *` | Because. |
| `fct_model_fanout` | `models/*` | Because. |
| `fct_root_models` | `raw_clock` | Because. |
"""


@pytest.mark.parametrize(
    ("page", "code", "said"),
    [
        (REASONS, 0, "3 findings, 3 of them with a reason"),
        (REASONS.replace("raw_clock", "dim_date"), 1, "fct_root_models: raw_clock\n"),
        (REASONS.replace("raw_clock", "dim_date"), 1, "dim_date is in docs/checks.md, but not"),
        (f"{REASONS}| `fct_root_models` | `dim_date` | Because. |\n", 1, "dim_date is in docs"),
        (REASONS.replace("Because. ", ""), 1, "3 findings, 0 of them with a reason"),
    ],
)
def test_each_finding_has_a_reason_and_each_reason_a_finding(found, capsys, page, code, said):
    assert evaluate.verdict(found, evaluate.exceptions(page)) == code
    assert said in capsys.readouterr().out


def test_the_page_gives_reasons():
    assert len(evaluate.exceptions(evaluate.EXCEPTIONS.read_text())) > 10
