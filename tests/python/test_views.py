"""Every view opens in the prompt of make sql, whose DuckDB is older than the one that made it."""

import subprocess
import sys
from pathlib import Path

from reelhouse import warehouse_file

PROMPT = Path(sys.executable).with_name("duckdb")


def test_the_prompt_reads_every_view_to_its_last_row(built):
    with warehouse_file.look(built) as connection:
        views = connection.execute(
            "select schema_name, view_name from duckdb_views() "
            "where not internal and database_name = current_database()"
        ).fetchall()
    assert {"staging", "vault"} <= {schema for schema, _ in views}
    refused = {}
    for schema, view in views:
        query = f'from "{schema}"."{view}"'
        done = subprocess.run(
            [PROMPT, "-readonly", "-csv", built, "-c", query],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            refused[f"{schema}.{view}"] = done.stderr.strip()
    assert not refused
