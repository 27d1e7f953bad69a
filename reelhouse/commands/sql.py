"""make sql: DuckDB's own prompt."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from reelhouse import settings, warehouse_file
from reelhouse.commands import File
from reelhouse.settings import Refused


def sql(given: File = None) -> int:
    """Open a SQL prompt on the warehouse, read-only.

    Example: make sql DATABASE=other.duckdb
    """
    with warehouse_file.opened():  # the prompt would say in DuckDB's words why it can't
        pass
    beside = Path(sys.executable).with_name("duckdb")
    program = str(beside) if beside.exists() else shutil.which("duckdb")
    if not program:
        raise Refused("the duckdb command is not installed: pip install -r requirements.txt")
    return subprocess.call([program, "-readonly", str(settings.database())])
