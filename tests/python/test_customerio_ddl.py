"""The files for Databricks: as the contracts have it, in its grammar and by its rules."""

import logging
import pickle
import re

import pytest
import sqlglot
from sqlglot import exp

from reelhouse.customerio import ddl, files, rules, tables
from reelhouse.customerio.place import Place, group, place
from reelhouse.settings import Refused

# What sqlglot keeps as text, since it has no tree for it.
WITHOUT_TREE = ("optimize ", "vacuum ", "grant use catalog ")
TEXT = "Grain: it's a \\ test."


@pytest.fixture(scope="module")
def described():
    return [
        ddl.Described(table, TEXT, {each.name: "What's here." for each in table.columns})
        for table in tables.tables().values()
    ]


@pytest.fixture(scope="module")
def written(described):
    return files.written(described, Place(), "data_analysts", "data_engineers")


@pytest.fixture(scope="module")
def scripts(written):
    return {name: files.statements(text) for name, text in written.items() if name.endswith(".sql")}


def test_the_files_in_databricks_are_what_the_contracts_say(project):
    manifest = pickle.loads(project).writable_manifest().to_dict(omit_none=False)
    texts = files.written(files.described(manifest), Place(), "data_analysts", "data_engineers")
    assert files.write(texts, files.FOLDER, check=True) == [], "run make customerio-ddl"


def test_there_is_a_file_for_each_domain_one_for_all_and_what_else_a_schema_needs(written):
    assert len([name for name in written if name[0].isdecimal()]) == 11
    assert {name for name in written if not name[0].isdecimal()} == {
        "README.md",
        "grants.sql",
        "maintenance.sql",
        "mapping_examples.sql",
    }


def test_the_last_file_holds_every_statement_of_the_others_and_its_keys_find_their_parents(scripts):
    every = scripts["99_create_all.sql"]
    domains = [name for name in scripts if name[:2].isdecimal() and name != "99_create_all.sql"]
    of_domains = [each for name in domains for each in scripts[name]]
    assert set(of_domains) == set(every)
    for sequence in (every, of_domains):
        made = set()
        for statement in sequence:
            made |= set(re.findall(r"^create table if not exists (\S+)", statement))
            assert set(re.findall(r"^ +references (\S+)", statement, re.MULTILINE)) <= made
        assert len(made) == 43
    assert len([each for each in every if "foreign key" in each]) == 54


def test_sqlglot_has_a_tree_for_every_statement_but_those_of_databricks_alone(scripts, caplog):
    caplog.set_level(logging.CRITICAL)
    for name, statements in scripts.items():
        for statement in statements:
            tree = sqlglot.parse_one(statement, read="databricks")
            if list(tree.find_all(exp.Command)):
                assert statement.startswith(WITHOUT_TREE), f"{name}: {statement}"


def test_no_statement_breaks_a_rule(scripts):
    for name, statements in scripts.items():
        for statement in statements:
            assert rules.faults(statement) == [], f"{name}: {statement}"


TABLE = """create table t (
    a int not null,
    b array<int>,
    constraint t_pk primary key (a)
)
using delta"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("create table t", "create index i on t", "Delta has no indexes"),
        ("create table t", "\\source t", "begins with \\source"),
        ("a int not null", "a int not null check (a > 0)", "made by alter table alone"),
        ("a int not null", "a int not null default 1", "a default needs"),
        ("a int not null", "a int", "a is a key and may be null"),
        (",\n    constraint t_pk primary key (a)", "", "there is no primary key"),
        ("array<int>", "array<int>,\n    " + "c" * 256 + " int", "more than 255 characters"),
        ("using delta", "using delta\ncluster by (a)", "a clusters the table and is not in"),
        ("using delta", "using delta\ncluster by (b)", "b can't cluster the table"),
    ],
)
def test_a_rule_that_is_broken_is_named(old, new, said):
    assert rules.faults(TABLE) == []
    assert said in "; ".join(rules.faults(TABLE.replace(old, new)))


def test_a_table_has_what_its_contract_has(described):
    for each in described:
        made = sqlglot.parse_one(ddl.create_table(each, Place()), read="databricks")
        members = made.find(exp.Schema).expressions
        top = [member for member in members if isinstance(member, exp.ColumnDef)]
        assert [column.name for column in top] == [column.name for column in each.table.columns]
        for column, spec in zip(top, each.table.columns, strict=True):
            kind = sqlglot.parse_one(f"cast(null as {spec.type})", read="databricks").to
            assert column.kind.sql("databricks") == kind.sql("databricks")
            constraints = [type(one.kind) for one in column.args["constraints"]]
            assert (exp.NotNullColumnConstraint in constraints) is not spec.is_nullable
            assert (exp.DefaultColumnConstraint in constraints) is bool(spec.default)
            assert exp.CommentColumnConstraint in constraints


def test_every_check_of_the_document_is_one_of_its_table():
    for table in tables.tables().values():
        made = [each for each in ddl.checks(table, Place()) if " add constraint " in each]
        assert [each.split(" check ")[1] for each in made] == [f"({rule})" for rule in table.checks]


def test_catalog_schema_and_location_go_into_every_statement(described):
    there = place("my-catalog", "cio_dev", "s3://bucket/cio/")
    texts = files.written(described, there, "readers", "writers")
    for name, text in texts.items():
        assert "main.customerio" not in text, name
    assert "location 's3://bucket/cio/people'" in texts["01_core_people.sql"]
    assert "`my-catalog`.cio_dev.people" in texts["01_core_people.sql"]
    assert "to `readers`" in texts["grants.sql"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: place("a.b", "c"), 'CATALOG is "a.b"'),
        (lambda: place("a", ""), 'SCHEMA is ""'),
        (lambda: place("a", "b`"), 'SCHEMA is "b`"'),
        (lambda: place("a", "c" * 256), "up to 255 characters"),
        (lambda: place("a", "b", "bucket/x"), 'LOCATION is "bucket/x"'),
        (lambda: place("a", "b", "s3://x' ; drop"), "it takes a folder such as"),
        (lambda: group("READERS", "a`b"), 'READERS is "a`b"'),
    ],
)
def test_what_can_not_be_a_name_or_a_folder_is_refused_in_a_line(make, said):
    with pytest.raises(Refused, match=re.escape(said)) as refused:
        make()
    assert "\n" not in str(refused.value)


def test_a_contract_that_is_not_the_documents_is_refused():
    with pytest.raises(Refused, match="has no table people"):
        files.described({"nodes": {}})
    node = {
        "resource_type": "model",
        "name": "people",
        "original_file_path": "models/marts/customerio/01_core_people/people.sql",
        "description": "",
        "columns": {"user_id": {"name": "user_id", "data_type": "uuid", "description": ""}},
    }
    with pytest.raises(Refused, match="people has no column user_id varchar"):
        files.described({"nodes": {"model.people": node}})


def test_spark_lays_the_tables_out_as_these_files_do(project):
    nodes = pickle.loads(project).nodes.values()
    models = {each.name: each.config for each in nodes if each.resource_type == "model"}
    laid_out = 0
    for name, table in tables.tables().items():
        if models[name].materialized != "view":
            by = models[name].get("liquid_clustered_by") or ()
            assert ((by,) if isinstance(by, str) else tuple(by)) == ddl.clustering(table), name
            laid_out += 1
    assert laid_out > 30
