"""The file explains itself: the descriptions of the ymls are comments in it."""

import pickle
import re

import yaml

from reelhouse import settings, warehouse_file

LAYERS = [
    "seeds",
    "raw",
    "truth",
    "staging",
    "intermediate",
    "star",
    "creators",
    "vault",
    "customerio",
]


def test_no_relation_or_column_lacks_its_comment(built):
    with warehouse_file.look(built) as connection:
        commented = connection.execute(
            """
            select schema_name, table_name, '' as column_name, comment
            from duckdb_tables() where database_name = current_database()
            union all
            select schema_name, view_name, '', comment
            from duckdb_views() where database_name = current_database()
            union all
            select schema_name, table_name, column_name, comment
            from duckdb_columns() where database_name = current_database()
            """
        ).fetchall()
    ours = [row for row in commented if row[0] in LAYERS]
    assert {schema for schema, *_ in ours} == set(LAYERS)
    assert not [row for *row, comment in ours if not comment]


def test_a_comment_is_the_description_of_the_yml(built):
    page = yaml.safe_load(
        (settings.PROJECT / "models/marts/star/dimensions/dim_country.yml").read_text()
    )
    (model,) = page["models"]
    with warehouse_file.look(built) as connection:
        found = dict(
            connection.execute(
                "select column_name, comment from duckdb_columns() "
                "where schema_name = 'star' and table_name = 'dim_country'"
            ).fetchall()
        )
    described = {each["name"]: each["description"] for each in model["columns"]}
    plain = {name: text for name, text in described.items() if not re.search(r"\{\{", text)}
    assert plain
    assert {name: " ".join(found[name].split()) for name in plain} == {
        name: " ".join(text.split()) for name, text in plain.items()
    }


def test_the_raw_table_has_the_columns_that_are_described(built, project):
    of_version_2 = {"playback_session", "experiment_group"}
    with warehouse_file.look(built) as connection:
        for node in pickle.loads(project).nodes.values():
            if node.resource_type != "model" or node.schema != "raw":
                continue
            found = dict(
                connection.execute(
                    "select column_name, data_type from duckdb_columns() "
                    "where schema_name = 'raw' and table_name = ?",
                    [node.name],
                ).fetchall()
            )
            assert set(node.columns) - of_version_2 == set(found) - of_version_2, node.name
            for name, column in node.columns.items():
                if name in found:
                    typed = connection.execute(f"select typeof(null::{column.data_type})")
                    assert (found[name],) == typed.fetchone(), f"{node.name}.{name}"
