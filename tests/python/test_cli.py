"""The command line and the Makefile, as far as they need no warehouse."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import fields

import pytest
import yaml

from customer_events.parameters import Parameters
from reelhouse import checks, cli, guard, runner, settings
from reelhouse.progress import Progress, bar, generation

MAKEFILE = (settings.PROJECT / "Makefile").read_text()
# the vars beside those of AutomateDV, which are no knobs
KNOBS = {
    name: default
    for name, default in yaml.safe_load((settings.PROJECT / "dbt_project.yml").read_text())[
        "vars"
    ].items()
    if not isinstance(default, dict)
}
RULES = {
    name: (low, high)
    for name, low, high in re.findall(
        r"'(\w+)': \{\s*'type': '\w+', 'min': '?([\d.-]+)'?, 'max': '?([\d.-]+)'?",
        (settings.PROJECT / "macros" / "parameters.sql").read_text(),
    )
}


def make(*arguments):
    return subprocess.run(
        ["make", *arguments], cwd=settings.PROJECT, capture_output=True, text=True, env=clean_env()
    )


def clean_env():
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def makefile_list(name):
    text = re.search(rf"^{name} := ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)[1]
    return text.replace("\\\n", " ").split()


def test_make_alone_prints_every_target_with_a_line_of_help():
    said = make().stdout
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    assert len(targets) >= 16
    for target in targets:
        assert re.search(rf"^  {target} +\S", said, re.MULTILINE), target


def test_every_knob_is_known_everywhere_by_the_same_name():
    names = [name.upper() for name in [*settings.VARS, *settings.ENVIRONMENT]]
    assert makefile_list("KNOBS") == names
    assert list(RULES) == settings.VARS
    assert list(KNOBS) == settings.VARS


@pytest.mark.parametrize("field", fields(Parameters), ids=lambda field: field.name)
def test_a_parameter_has_the_same_range_and_default_in_dbt_and_in_the_generator(field):
    low, high = field.metadata["low"], field.metadata["high"]
    macro_low, macro_high = RULES[field.name]
    if isinstance(low, (int, float)):
        assert (float(macro_low), float(macro_high)) == (low, high)
    else:
        assert (macro_low, macro_high) == (str(low), str(high))
    assert str(KNOBS[field.name]) == str(field.default or KNOBS[field.name])


def test_a_misspelt_make_variable_is_refused_with_the_list_of_the_right_ones():
    done = make("build", "USER=5")
    assert done.returncode != 0
    assert "unknown variable USER" in done.stderr
    assert all(name in done.stderr for name in makefile_list("KNOBS"))


def test_days_are_for_simulate_alone():
    assert make("-n", "simulate", "DAYS=2").returncode == 0
    done = make("-n", "day", "DAYS=2")
    assert done.returncode != 0
    assert "make simulate DAYS=2" in done.stderr


def test_make_passes_knobs_on_unchanged():
    done = make("-n", "build", "SCHEMA_V2_FROM=", "DATABASE=it's here.duckdb")
    assert "'SCHEMA_V2_FROM='" in done.stdout
    assert "'DATABASE=it'\\''s here.duckdb'" in done.stdout


def test_make_without_a_fitting_python_says_so(tmp_path):
    done = make("build", "PYTHON=/nonexistent/python", f"VENV={tmp_path / 'venv'}")
    assert done.returncode != 0
    assert "Reelhouse needs Python 3.11, 3.12 or 3.13" in done.stderr


def test_a_misspelt_knob_is_refused(capsys):
    assert cli.main(["build", "USERZ=5"]) == 1
    said = capsys.readouterr().err
    assert "USERZ=5" in said
    assert "EVENTS_PER_DAY" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("days", ["0", "-1", "x", "", "1.5"])
def test_simulate_takes_a_number_of_days(days, capsys):
    assert cli.main(["simulate", f"--days={days}"]) == 1
    assert "whole number from 1 to 3660" in capsys.readouterr().err


def test_status_without_a_warehouse_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", str(tmp_path / "none.duckdb"))
    assert cli.main(["status"]) == 0
    assert "There is no warehouse" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["day"], ["simulate", "--days=2"], ["sql"]])
def test_what_wants_a_warehouse_says_so(arguments, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", str(tmp_path / "none.duckdb"))
    assert cli.main(arguments) == 1
    assert "make build" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REELHOUSE_THREADS", "0"),
        ("REELHOUSE_THREADS", "two"),
        ("REELHOUSE_MEMORY_LIMIT", "4"),
        ("REELHOUSE_MEMORY_LIMIT", "-4GB"),
    ],
)
def test_engine_settings_are_refused_with_the_value(name, value):
    with pytest.raises(Exception, match=f"{name} is '{value}'; it takes"):
        guard.engine_settings({name: value})


def test_engine_settings_are_taken():
    given = {"REELHOUSE_THREADS": "2", "REELHOUSE_MEMORY_LIMIT": "1.5 GB"}
    assert guard.engine_settings(given) == {"threads": 2, "memory_limit": "1.5 GB"}
    assert guard.engine_settings({}) == {"memory_limit": guard.USUAL_MEMORY}


def test_too_little_disk_is_refused(tmp_path, monkeypatch):
    usage = type("usage", (), {"free": 1_000_000})
    monkeypatch.setattr(guard.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Exception, match=r"no disk space for .*: 1 MB are free"):
        guard.check_disk(str(tmp_path / "x.duckdb"))


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(Exception, match="there is no folder"):
        guard.check_disk(str(tmp_path / "nowhere" / "x.duckdb"))


def test_a_bad_value_set_is_refused_with_file_and_line(tmp_path):
    shutil.copytree(settings.PROJECT / "seeds", tmp_path / "seeds")
    plans = tmp_path / "seeds" / "plans.csv"
    lines = plans.read_text().splitlines()
    plans.write_text("\n".join([*lines, lines[1]]) + "\n")
    with pytest.raises(Exception, match=r"plans.csv, line 5: .*twice") as caught:
        guard.seeds_digest(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_labels_and_prices_are_no_part_of_the_value_sets_shape(tmp_path):
    shutil.copytree(settings.PROJECT / "seeds", tmp_path / "seeds")
    plans = tmp_path / "seeds" / "plans.csv"
    plans.write_text(plans.read_text().replace("6.99", "7.49"))
    assert guard.seeds_digest(str(tmp_path)) == guard.seeds_digest(str(settings.PROJECT))


def test_the_knobs_are_documented_with_their_defaults():
    table = (settings.PROJECT / "docs" / "knobs.md").read_text()
    for name, default in KNOBS.items():
        assert f"| {name.upper()} | {name} | {default or 'never'} |" in table
    for name, variable in settings.ENVIRONMENT.items():
        assert f"| {name.upper()} | {variable} |" in table


def test_an_error_of_dbt_is_cut_down_to_what_is_wrong():
    error = ValueError(
        "Compilation Error in operation reelhouse-on-run-start-0 (./dbt_project.yml)\n"
        "  users is 5 here\n  \n  > in macro check_world (macros/clock.sql)\n"
        "  > called by macro start_invocation (macros/invocations.sql)"
    )
    assert runner.plain_message(error) == "users is 5 here"


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (None, "no message"),
        ("Got 3 results, configured to fail if != 0", "Got 3 results, configured to fail if != 0"),
        ("Runtime Error in model x (x.sql)\n  Binder Error: no y", "Binder Error: no y"),
        ("Python model failed:\nTraceback (most...)\n  File\nValueError: bad\n", "ValueError: bad"),
    ],
)
def test_of_a_node_s_message_the_telling_line_is_kept(message, line):
    assert runner.telling_line(message) == line


def test_off_a_terminal_progress_is_plain_lines_and_few():
    stream = io.StringIO()
    progress = Progress(stream)
    progress.line("begins")
    for number in range(1000):
        progress.status(f"step {number}", share=number / 1000)
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue() == "begins\n    step 0\n"


def test_on_a_terminal_there_is_a_bar_below_the_lines():
    stream = io.StringIO()
    stream.isatty = lambda: True
    progress = Progress(stream)
    progress.status("half", share=0.5)
    progress.line("a line")
    assert stream.getvalue().endswith(f"a line\n{bar(0.5)} half")


def test_the_generator_tells_days_done_and_rows_a_second():
    stream = io.StringIO()
    stream.isatty = lambda: True
    generation("raw_consumer_events", Progress(stream))(3, 30, 9_000)
    assert re.search(r"day 3 of 30, 9,000 rows, [\d,]+ a second", stream.getvalue())


def test_a_failed_stage_does_not_hide_the_others():
    said = []
    bad, good = ("bad", [["sh", "-c", "echo why; exit 3"]]), ("good", [["true"]])
    assert checks.run_stages([[[bad, good], [good]], [[good]]], clean_env(), say=said.append) == 1
    assert "why" in said
    assert said[-2:] == ["Failed: bad", "3 passed, 1 failed"]
    assert [line[:5] for line in said if line.startswith("[")] == [f"[{n}/4]" for n in (1, 2, 3, 4)]
