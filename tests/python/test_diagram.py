"""The drawings say of each key how many rows it leads to, and show the star of today."""

import pickle
import xml.etree.ElementTree as xml

import pytest

from catalog import drawing
from catalog.project import Column, Table
from reelhouse import diagram


def table(name, *columns):
    """A table with these columns."""
    said = {"grain": "", "description": "", "group": "", "access": "", "code": "", "path": ""}
    own = {column.name: column for column in columns}
    return Table(
        id=name,
        name=name,
        schema="star",
        room="facts",
        kind="table",
        is_shown=True,
        is_compiled=False,
        columns=own,
        **said,
    )


@pytest.mark.parametrize(
    ("is_unique", "is_filled", "number"),
    [(True, True, "1"), (True, False, "0..1"), (False, True, "1..n"), (False, False, "0..n")],
)
def test_a_line_says_how_many_rows_the_tests_allow(is_unique, is_filled, number):
    key = Column("other_key", "uuid", "", is_filled, leads_to=[("dim_name", "name_key")])
    fact = table("fct", key, Column("measure", "bigint", "", True))
    dimension = table("dim_name", Column("name_key", "uuid", "", True, is_unique=is_unique))
    drawn = drawing.keys(fact, {"fct": fact, "dim_name": dimension})
    texts = [each.text for each in xml.fromstring(drawn).iter("text")]
    assert texts == ["dim_name", "name_key", "fct", "other_key", number, "and 1 other column"]
    assert drawn.count('<path class="line"') == 1


def test_a_table_without_keys_has_no_drawing():
    alone = table("dim", Column("key", "uuid", "", True, is_unique=True))
    assert drawing.keys(alone, {"dim": alone}) == ""


def test_a_drawing_fits_a_page(project):
    files = diagram.draw(pickle.loads(project).writable_manifest().to_dict(omit_none=False))
    drawings = {
        path.stem: xml.fromstring(text) for path, text in files.items() if path.suffix == ".svg"
    }
    assert {"fct_events", "fct_sessions", "dim_user", "agg_user_daily"} <= set(drawings)
    for name, drawn in drawings.items():
        assert int(drawn.get("width")) < 800, name
        assert int(drawn.get("height")) < 1000, name


def test_the_page_shows_the_star_as_it_is(project):
    manifest = pickle.loads(project).writable_manifest().to_dict(omit_none=False)
    drawn = diagram.draw(manifest)
    assert {path: path.read_text() for path in drawn if path.exists()} == drawn, "run make diagram"
    assert set(diagram.FOLDER.iterdir()) == {path for path in drawn if path.suffix == ".svg"}
