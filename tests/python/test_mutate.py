"""What make mutate calls killed, on a table and a view of three rows."""

import duckdb
import pytest

from proofs import mutants
from proofs.mutate import Bench, expected_survivors


def model(name, materialized, *parents):
    return {
        "resource_type": "model", "schema": "star", "alias": name, "fqn": ["reelhouse", name],
        "config": {"materialized": materialized}, "depends_on": {"nodes": list(parents)},
    }  # fmt: skip


def data_test(name, statement, *models, generic=False):
    return {
        "resource_type": "test", "name": name, "compiled_code": statement,
        "depends_on": {"nodes": list(models)}, "test_metadata": {"name": "x"} if generic else None,
    }  # fmt: skip


@pytest.fixture
def bench_with():
    connection = duckdb.connect()
    connection.execute(
        """
        create schema star;
        create table star.fct (id integer not null, plays integer, seen_at timestamp, note varchar);
        insert into star.fct values (1, 10, '2025-01-01', null), (2, 20, '2025-01-02', null);
        create view star.seen as select id, plays * 2 as doubled from star.fct;
        """
    )

    def make(*tests):
        nodes = [model("fct", "table"), model("seen", "view", "fct"), *tests]
        named = {node.get("alias") or node["name"]: node for node in nodes}
        return Bench(connection, {"nodes": named})

    return make


def names(survivors):
    return {f"{mutant.column} {mutant.kind}" for mutant in survivors}


def test_without_tests_only_the_contract_kills(bench_with):
    count, survivors = bench_with().survivors("fct")
    assert names(survivors) == {
        "id changed", "plays changed", "plays lost", "seen_at changed", "seen_at lost",
        "note changed",
    }  # fmt: skip
    assert count == len(survivors)


def test_a_test_kills_what_it_sees_and_leaves_no_trace(bench_with):
    before = "select 1 as fault from star.fct having sum(plays) is distinct from 30"
    bench = bench_with(data_test("sum", before, "fct"))
    _, survivors = bench.survivors("fct")
    assert {"plays changed", "plays lost"}.isdisjoint(names(survivors))
    assert bench.connection.execute("select sum(plays) from star.fct").fetchall() == [(30,)]


def test_a_test_of_a_view_sees_the_table_below_by_other_names(bench_with):
    through = "select 1 as fault from star.seen having sum(doubled) is distinct from 60"
    bench = bench_with(data_test("sum", through, "seen", generic=True))
    assert "plays changed" not in names(bench.survivors("fct")[1])
    assert names(bench.survivors("seen")[1]) == {"id changed", "id lost"}
    views = "select view_name from duckdb_views() where schema_name = 'star'"
    assert bench.connection.execute(views).fetchall() == [("seen",)]


def test_a_test_that_fails_before_kills_nothing(bench_with):
    bench = bench_with(data_test("always", "select 1 as fault from star.fct", "fct"))
    assert "plays changed" in names(bench.survivors("fct")[1])
    assert bench.broken == {"always": "rows"}


def test_every_kind_of_column_is_changed_and_lost():
    connection = duckdb.connect()
    connection.execute(
        """
        create schema star;
        create table star.kinds as select
            i::bigint as number, i / 3.0 as share, (i * 1.5)::decimal(9, 2) as usd, i > 3 as flag,
            date '2025-01-01' + i::integer as day, timestamp '2025-01-01' + i * interval 1 day as at,
            md5(i::varchar)::uuid as id, md5(i::varchar)::blob as hash, 'w' || i as word,
            [i::varchar] as words, 'same' as same, null::varchar as nothing, i as place
        from range(8) as t (i)
        """
    )
    columns = [row[0] for row in connection.execute("describe star.kinds").fetchall()]
    made = mutants.of_table(connection, "star.kinds")
    assert {mutant.column for mutant in made if mutant.kind == "changed"} == set(columns)
    assert {mutant.column for mutant in made if mutant.kind == "lost"} == {*columns} - {"nothing"}
    for mutant in made:
        if mutant.column == "place":
            continue
        before = f'select place, "{mutant.column}" as own from star.kinds'
        connection.execute(f"create or replace temp table was as {before}")
        connection.execute("begin")
        connection.execute(mutant.statement)
        changed = connection.execute(
            f"select count(*) from was join ({before}) as now using (place) "
            "where was.own is distinct from now.own"
        ).fetchall()
        connection.execute("rollback")
        assert changed == [(4,)], mutant


def test_the_page_names_survivors():
    page = "| `star.dim_user.email changed` | why |\n| `make mutate` | no |\ntext `star.a.b lost`"
    assert expected_survivors(page) == {"star.dim_user.email changed"}
