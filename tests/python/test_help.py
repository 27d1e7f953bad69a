"""The help of every command, and what is said to words that no command understands."""

import io
import os
import re
import subprocess
import sys

import pytest
import typer

from proofs.__main__ import app as proofs
from reelhouse import app, settings
from reelhouse.display import Display

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}


@pytest.mark.parametrize("commands", [app.app, proofs], ids=["reelhouse", "proofs"])
def test_the_help_of_each_command_has_a_line_of_what_it_does_and_an_example(commands, capsys):
    group = typer.main.get_command(commands)
    for name, command in group.commands.items():
        assert app.run(commands, "reelhouse", [name, "--help"]) == 0
        said = capsys.readouterr().out
        assert command.help.splitlines()[0] in said
        assert re.search(rf"Example: .*make {name}\b", said), name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bild"], "No such command 'bild'. Did you mean 'build'?"),
        (["build", "--no-test"], "No such option: --no-test"),
        (["simulate"], "Missing option '--days'"),
        ([], "Missing command"),
    ],
)
def test_what_can_not_be_understood_is_told_in_a_line_with_where_to_look(words, said, capsys):
    assert app.main(words) == 2
    written = capsys.readouterr().err
    assert said in written
    assert written.endswith("(see python -m reelhouse --help)\n")
    assert written.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["--help"], ["status", "--help"], ["status", "DATABASE=ü.duckdb"]]
)
def test_where_only_ascii_can_be_shown_all_is_shown(words, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "reelhouse", *words],
        cwd=settings.PROJECT,
        env=os.environ | ASCII,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert done.stderr == b""


def test_on_a_terminal_that_shows_only_ascii_the_bars_are_ascii(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="ascii")
    stream.isatty = lambda: True
    shown = Display(stream)
    with shown.bars():
        shown.show("work", "über", 1, 2)
        shown.line("ü")
    assert b"\\xfc\n" in kept.getvalue()
    assert b"\\xfcber" in kept.getvalue()
    assert kept.getvalue().isascii()


@pytest.mark.parametrize("words", [["--help"], ["build", "USERS=-5"], ["bild"]])
def test_what_needs_no_generator_does_not_wait_for_it(words):
    code = (
        "import sys; from reelhouse.app import main; main(sys.argv[1:]); "
        "print(*{'numpy', 'pyarrow', 'faker', 'dbt', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=settings.PROJECT, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == ""
