"""make notebook: from one raw event to an answer, in the browser."""

from __future__ import annotations

import os
import subprocess
import sys

import typer

from reelhouse import settings, warehouse_file
from reelhouse.app import run as run_command
from reelhouse.commands import File
from reelhouse.settings import PROJECT

app = typer.Typer(help="The notebook.", add_completion=False)
NOTEBOOK = PROJECT / "notebooks" / "from_event_to_answer.py"
PLACE = ["--host", "127.0.0.1", "--port", "2718"]


@app.command()
def notebook(given: File = None) -> None:
    """Open the notebook on the warehouse.

    Example: make notebook
    """
    with warehouse_file.opened():
        pass
    command = [
        sys.executable,
        "-m",
        "marimo",
        "--yes",
        "edit",
        "--skip-update-check",
        *PLACE,
        str(NOTEBOOK),
    ]
    environment = os.environ | {"REELHOUSE_DATABASE": str(settings.database().resolve())}
    try:
        raise typer.Exit(subprocess.run(command, cwd=PROJECT, env=environment).returncode)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


if __name__ == "__main__":
    sys.exit(run_command(app, "python -m reelhouse.notebook", sys.argv[1:]))
