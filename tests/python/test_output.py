"""What becomes of the output: on a terminal, off it, and where nobody takes it."""

import io
import os
import pickle
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
import typer

from reelhouse import app, runner, settings
from reelhouse.display import Display, display, generation

WORK = """
import sys
from reelhouse.display import display
for number in range(3000):
    display().line("a line that is long enough to fill the buffer of a pipe")
    display().show("work", "somewhere", number, 3000)
print("a line that goes past the display")
display().outlet.flush()
sys.stderr.write("all done")
"""
COMMAND = "import sys; from reelhouse.app import main; sys.exit(main({!r}))"
STATUS = COMMAND.format(["status"])


def terminal():
    """A stream that says of itself that it is a terminal."""
    stream = io.StringIO()
    stream.isatty = lambda: True
    return stream


def run(code, *, output=subprocess.PIPE, wrap="exec {python} -c {code}", **environment):
    """Python code in a shell that does something to its standard output."""
    return subprocess.run(
        ["sh", "-c", wrap.format(python='"$0"', code='"$1"'), sys.executable, code],
        cwd=settings.PROJECT,
        env=os.environ | environment,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "wrap",
    ["{python} -c {code} > /dev/full", "{python} -c {code} | head -n 2", "{python} -c {code} >&-"],
    ids=["full", "a pipe that is closed", "closed from the start"],
)
def test_work_goes_on_where_its_output_is_not_taken(wrap):
    assert run(WORK, wrap=wrap).stderr == "all done"


def test_a_full_output_is_told_in_a_line_and_no_success(tmp_path):
    database = str(tmp_path / "none.duckdb")
    done = run(STATUS, wrap="{python} -c {code} > /dev/full", REELHOUSE_DATABASE=database)
    assert done.returncode == 1
    assert done.stderr.startswith("reelhouse: standard output could not be written (No space left")
    assert done.stderr.count("\n") == 1


def test_a_build_that_passed_has_passed_whoever_listens(capsys):
    commands = typer.Typer()

    @commands.command()
    def build():
        display().outlet.lost = OSError(28, "No space left on device")

    assert app.run(commands, "reelhouse", []) == 0
    assert "could not be written" in capsys.readouterr().err


def test_whoever_reads_no_further_has_had_enough(tmp_path):
    database = str(tmp_path / "none.duckdb")
    done = run(STATUS, wrap="{python} -c {code} | true", REELHOUSE_DATABASE=database)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_in_what_dbt_calls_waits_until_dbt_has_ended():
    class Broken(Display):
        def line(self, text, style=""):
            raise ZeroDivisionError

    listener = runner.Listener(Broken(io.StringIO()))
    event = SimpleNamespace(
        info=SimpleNamespace(name="JinjaLogInfo"), data=SimpleNamespace(msg="a word")
    )
    listener(event)
    assert isinstance(listener.fault, ZeroDivisionError)


def test_a_generic_test_is_called_by_what_it_is_and_its_table(project):
    nodes = pickle.loads(project).nodes.values()
    tables = {node.name for node in nodes if node.resource_type in runner.TABLES}
    found = [node for node in nodes if getattr(node, "test_metadata", None)]
    for node in found:
        kind, table = node.test_metadata.name, node.attached_node.split(".")[2]
        shown = runner.called(node.name, tables)
        is_named_by_hand = shown == node.name and len(shown) <= runner.LONGEST
        assert is_named_by_hand or re.fullmatch(rf"{kind} {table}( \(.+\))?", shown), shown
    assert len(found) > 500


def test_a_node_is_called_by_name_while_other_threads_add_tables():
    class Growing(set):
        def __iter__(self):
            raise RuntimeError("Set changed size during iteration")

    called = runner.called("rows_satisfy_fct_events_plays__0", Growing(["fct_events"]))
    assert called == "rows_satisfy fct_events (plays, 0)"


def test_off_a_terminal_progress_is_plain_lines_and_few():
    stream = io.StringIO()
    shown = Display(stream)
    with shown.bars():
        shown.line("begins")
        for number in range(1000):
            shown.show("work", f"step {number}", number, 1000)
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue() == "begins\n    step 0\n"


def test_on_a_terminal_there_is_a_bar_below_the_lines(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = terminal()
    shown = Display(stream)
    with shown.bars():
        shown.show("work", "half of it", 1, 2)
        shown.line("a line")
    before, _, after = stream.getvalue().partition("a line\n")
    assert before
    assert re.search("━━.*0:00:00.*half of it", after)


def test_a_table_off_a_terminal_is_plain_lines_with_numbers_to_the_right():
    stream = io.StringIO()
    Display(stream).table([("raw", "2 tables", "10 rows"), ("star", "28 tables", "1,000 rows")])
    assert stream.getvalue() == "  raw   2 tables      10 rows\n  star  28 tables  1,000 rows\n"


def test_a_table_leaves_no_blanks_at_the_end_of_a_line():
    stream = io.StringIO()
    Display(stream).table([("make day", "a day"), ("make status", "what it holds")], numbers=0)
    assert stream.getvalue() == "  make day     a day\n  make status  what it holds\n"


def test_the_generator_tells_days_done_and_rows_a_second():
    stream = io.StringIO()
    generation("raw_consumer_events", Display(stream))(3, 30, 9_000)
    assert re.search(r"day 3 of 30, 9,000 rows, [\d,]+ a second", stream.getvalue())
