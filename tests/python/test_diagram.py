"""The diagram says of each key how many rows it leads to, and shows the star of today."""

import pickle

import pytest

from reelhouse import diagram


def model(name, filled=()):
    """A model of the star, as dbt describes it; some of its columns can't be null."""
    columns = ["name_key", "name_version_key", "other_key"]
    path = f"{diagram.FOLDER}/{name}.sql"
    return {
        "resource_type": "model",
        "name": name,
        "original_file_path": path,
        "columns": {
            column: {
                "name": column,
                "data_type": "uuid",
                "constraints": [{"type": "not_null"}] if column in filled else [],
            }
            for column in columns
        },
    }


def held_by(name, column, kind, **arguments):
    """A test of a column, as dbt describes it."""
    return {
        "resource_type": "test",
        "attached_node": f"model.reelhouse.{name}",
        "column_name": column,
        "test_metadata": {"name": kind, "kwargs": arguments},
    }


@pytest.mark.parametrize(
    ("target", "is_filled", "end"),
    [
        ("name_version_key", True, "||"),
        ("name_version_key", False, "|o"),
        ("name_key", True, "}|"),
        ("name_key", False, "}o"),
    ],
)
def test_a_line_ends_in_as_many_rows_as_the_tests_allow(target, is_filled, end):
    tests = [
        held_by("dim_name", "name_version_key", "unique"),
        held_by("fct", None, "rows_satisfy", references={"other_key": f"dim_name.{target}"}),
    ]
    fact = model("fct", filled=["other_key"] if is_filled else [])
    nodes = [model("dim_name"), fact, *tests]
    page = diagram.draw({"nodes": dict(enumerate(nodes))})
    assert f'dim_name {end}--o{{ fct : "other_key"' in page


def test_a_key_of_a_version_leads_to_one():
    keys = {"name_version_key": {"to": "dim_name.name_version_key", "durable_key": "other_key"}}
    nodes = [
        model("dim_name"),
        model("fct"),
        held_by("dim_name", "name_version_key", "unique"),
        held_by("fct", None, "points_at_versions", at="event_at", keys=keys),
    ]
    page = diagram.draw({"nodes": dict(enumerate(nodes))})
    assert 'dim_name |o--o{ fct : "name_version_key"' in page


def test_the_page_shows_the_star_as_it_is(project):
    manifest = pickle.loads(project).writable_manifest().to_dict(omit_none=False)
    assert diagram.PAGE.read_text() == diagram.draw(manifest), "run make diagram"
