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
    queries = "".join(f'from "{schema}"."{view}";\n' for schema, view in views)
    done = subprocess.run(
        [PROMPT, "-readonly", "-csv", built],
        input=queries,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
