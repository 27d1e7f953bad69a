"""What `make export` writes: the rows of the marts, and descriptors that tell the truth of them."""

import hashlib
import json
import pickle

import duckdb
import pytest

from reelhouse import export
from reelhouse.settings import Refused


@pytest.fixture(scope="module")
def exported(built, project, tmp_path_factory):
    """The star in a folder, with its tables."""
    folder = tmp_path_factory.mktemp("export")
    manifest = pickle.loads(project).writable_manifest().to_dict(omit_none=False)
    with duckdb.connect(str(built), read_only=True) as connection:
        tables = export.tables(connection, ["star", "customerio"])
        export.add_keys(tables, manifest)
        rows = {table.path: export.write(connection, table, folder) for table in tables}
    export.save(folder, "datapackage.json", export.data_package(tables))
    export.save(folder, "croissant.json", export.croissant(tables))
    return folder, rows


def test_a_file_holds_the_rows_of_its_table(exported, built):
    folder, rows = exported
    assert rows["star/fct_events.parquet"] > 0
    with duckdb.connect(str(built), read_only=True) as connection:
        for schema, name in [("star", "fct_sessions"), ("customerio", "people")]:
            differing = connection.execute(
                f"select count(*) from (from {schema}.{name} select columns(*)::varchar except all "
                f"from '{folder}/{schema}/{name}.parquet' select columns(*)::varchar)"
            ).fetchall()
            assert differing == [(0,)]


def test_the_data_package_describes_each_file(exported):
    folder, rows = exported
    described = json.loads((folder / "datapackage.json").read_text())
    resources = {each["path"]: each for each in described["resources"]}
    assert resources.keys() == rows.keys()
    names = {each["name"] for each in described["resources"]}
    for path, each in resources.items():
        held = (folder / path).read_bytes()
        assert each["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        assert each["description"]
        columns = duckdb.sql(f"describe from '{folder / path}'").fetchall()
        fields = each["schema"]["fields"]
        assert [field["name"] for field in fields] == [name for name, *_ in columns]
        assert all(field["description"] for field in fields), path
        for key in each["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names


@pytest.mark.parametrize("table", ["dim_user", "fct_sessions", "agg_user_daily"])
def test_a_primary_key_has_each_row_once(exported, table):
    folder, _ = exported
    described = json.loads((folder / "datapackage.json").read_text())
    found = next(each for each in described["resources"] if each["path"] == f"star/{table}.parquet")
    key = ", ".join(found["schema"]["primaryKey"])
    twice = duckdb.sql(
        f"from '{folder}/star/{table}.parquet' select {key} group by all having count(*) > 1"
    )
    assert not twice.fetchall()


def test_croissant_names_columns_that_are_there(exported):
    folder, _ = exported
    described = json.loads((folder / "croissant.json").read_text())
    assert len(described["recordSet"]) == len(described["distribution"])
    for records in described["recordSet"]:
        sources = {field["source"]["fileObject"]["@id"] for field in records["field"]}
        (path,) = sources
        columns = {name for name, *_ in duckdb.sql(f"describe from '{folder / path}'").fetchall()}
        assert {field["source"]["extract"]["column"] for field in records["field"]} <= columns
        assert all(field["dataType"].startswith("sc:") for field in records["field"])


def test_a_schema_that_is_not_there_is_refused(monkeypatch):
    from reelhouse.commands.export import export as command

    monkeypatch.setenv("REELHOUSE_DATABASE", "nowhere.duckdb")
    with pytest.raises(Refused, match=r"SCHEMA stars is not there \(did you mean star\?\)"):
        command(folder="x", schema="stars", given=None)
