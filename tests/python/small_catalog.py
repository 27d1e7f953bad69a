"""The catalog of a small warehouse, as the tests of its pages look at it."""

import pickle

from catalog import contents, dbt_page, pages
from reelhouse import warehouse_file

# what dbt would compile of some models, which is not done here; the second reads itself, too
COMPILED = {
    "stg_consumer_events__events": "select session_id from raw.raw_consumer_events",
    "fct_events": (
        "select session_id from staging.stg_consumer_events__events "
        "union all select session_id from star.fct_events"
    ),
    "fct_sessions": "select session_id from star.fct_events",
    "agg_user_daily": "select count(session_id) as sessions from star.fct_sessions",
}


def read_manifest(project):
    """What dbt knows of the project, with some models compiled."""
    held = pickle.loads(project).writable_manifest().to_dict(omit_none=False)
    for name, code in COMPILED.items():
        held["nodes"][f"model.reelhouse.{name}"]["compiled_code"] = code
    return held


def write(manifest, warehouse, folder):
    """The whole site, with dbt's own page beside it."""
    with warehouse_file.look(warehouse) as connection:
        pages.write(contents.read(manifest, connection), folder)
    (folder / "catalog.json").write_text('{"nodes": {}, "sources": {}, "metadata": {}}')
    described = manifest | {"metadata": manifest["metadata"] | {"generated_at": "2025-01-01"}}
    dbt_page.write(described, folder / "catalog.json", folder / "dbt.html")
