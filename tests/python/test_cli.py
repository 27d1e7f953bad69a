"""The command line and the Makefile, as far as they need no warehouse."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import duckdb
import pytest
import yaml

from customer_events.parameters import Parameters
from proofs import __main__ as proofs
from reelhouse import app, guard, knobs, paths, request, runner, settings
from reelhouse.commands import build

MAKEFILE = (settings.PROJECT / "Makefile").read_text()
HOLD = "import duckdb; c = duckdb.connect({path!r}); print('open', flush=True); input()"


def make(*arguments, **environment):
    return subprocess.run(
        ["make", *arguments],
        cwd=settings.PROJECT,
        capture_output=True,
        text=True,
        env=clean_env() | environment,
    )


def clean_env():
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def test_make_alone_prints_every_target_with_a_line_of_help():
    said = make().stdout
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    assert len(targets) >= 16
    for target in targets:
        assert re.search(rf"^  {target} +\S", said, re.MULTILINE), target


def test_every_knob_is_known_everywhere_by_the_same_name():
    names = [name.upper() for name in request.EVERYTHING]
    shown = make().stdout.partition("docs/knobs.md:")[2].split()
    assert shown == names
    described = yaml.safe_load((settings.PROJECT / "python_models/raw/raw_clock.yml").read_text())
    types = {each["name"]: each["data_type"] for each in described["models"][0]["columns"]}
    assert {name: types.get(name) for name in knobs.OF_A_DAY} == knobs.sql_types()


def test_a_project_may_have_defaults_of_its_own(tmp_path, monkeypatch):
    declared = knobs.defaults()
    project = tmp_path / "dbt_project.yml"
    project.write_text("vars: {users: 300, start_date: 2024-02-03, reelhouse: {hash: md5}}")
    monkeypatch.setattr(knobs, "PROJECT", tmp_path)
    assert knobs.defaults() == declared | {"users": 300, "start_date": "2024-02-03"}


@pytest.mark.parametrize("field", fields(Parameters), ids=lambda field: field.name)
def test_what_the_command_line_lets_through_the_generator_takes(field):
    for edge in (field.metadata["low"], field.metadata["high"]):
        assert knobs.faults({field.name: str(edge)}) == []
        Parameters(**{field.name: knobs.typed(field.name, str(edge))})


def test_a_misspelled_make_variable_is_refused_with_the_list_of_the_right_ones():
    done = make("build", "USER=5")
    assert done.returncode != 0
    assert "unknown variable USER (did you mean USERS?)" in done.stderr
    assert all(name.upper() in done.stderr for name in request.EVERYTHING)


def test_a_former_name_is_refused_with_the_one_of_now(no_dbt, capsys, monkeypatch):
    assert "unknown variable CONTENTS (it is called TITLES now)" in make("day", "CONTENTS=5").stderr
    assert app.main(["build", "CONTENTS=5"]) == 1
    assert "unknown knob CONTENTS=5 (it is called TITLES now)" in capsys.readouterr().err
    assert "unknown var 'contents' (it is called titles now)" in knobs.faults({"contents": 5})[0]
    monkeypatch.setenv("CONTENTS", "5")
    assert app.main(["build"]) == 1
    assert "CONTENTS in the environment is called TITLES now" in capsys.readouterr().err
    assert app.main(["status"]) == 0


def test_a_part_of_a_name_is_enough_to_be_shown_the_whole():
    known = ["subscription__plan", "user__country"]
    assert knobs.similar("plan", known) == " (did you mean subscription__plan?)"
    assert knobs.similar("user__county", known) == " (did you mean user__country?)"
    assert knobs.similar("", known) == knobs.similar("xyzzy", known) == ""


def test_a_file_with_a_former_name_is_read():
    row = {"load_date": "2025-01-01", "users": 300, "contents": 80, "orphan_rate": None}
    assert knobs.kept(row) == {"users": 300, "titles": 80}


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


def test_a_misspelled_knob_is_refused(capsys):
    assert app.main(["build", "USERZ=5"]) == 1
    said = capsys.readouterr().err
    assert "unknown knob USERZ=5 (did you mean USERS?)" in said
    assert "EVENTS_PER_DAY" in said
    assert said.count("\n") == 1


@pytest.fixture
def no_dbt(monkeypatch, tmp_path):
    """A place without a warehouse, and dbt is not to be started."""

    def start(*arguments):
        raise AssertionError(f"dbt was started: {arguments}")

    monkeypatch.setattr(runner, "dbt", start)
    for name in ("REELHOUSE_THREADS", "REELHOUSE_MEMORY_LIMIT"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("REELHOUSE_DATABASE", str(tmp_path / "none.duckdb"))
    return tmp_path


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("USERS=-5", 'USERS is "-5"; it takes a whole number from 100 to 5000000'),
        ("USERS=many", 'USERS is "many"; it takes a whole number'),
        ("LATE_RATE=1.5", 'LATE_RATE is "1.5"; it takes a number from 0 to 1'),
        ("START_DATE=2025-02-30", 'START_DATE is "2025-02-30"; it takes a date'),
        ("SCHEMA_V2_FROM=x", "it takes a date from 2000-01-01 to 2099-12-31, or nothing"),
        ("HISTORY_DAYS=0", 'HISTORY_DAYS is "0"; it takes a whole number from 1 to 3660'),
        ("EVENTS_PER_DAY=50000000", "events_per_day is 50000000; 5000 users make at most"),
        ("THREADS=0", 'THREADS is "0"; it takes a whole number from 1 to 1024'),
        ("MEMORY_LIMIT=4", 'MEMORY_LIMIT is "4"; it takes a size such as 500MB or 4GB'),
        ("TESTS=some", 'TESTS is "some"; it takes yes or no'),
        ("DATABASE=", "DATABASE is empty; it takes the path of a file"),
        ("DATABASE=db://me:secret@host", "DATABASE is a URL; it takes the path of a file"),
        ("DATABASE=star.duckdb", "star.duckdb can't be queried: star is also a schema"),
        ("DATABASE=Runs.v2.duckdb", "Runs is also a schema"),
        ("DATABASE=nowhere/x.duckdb", "there is no folder"),
    ],
)
def test_what_can_not_be_is_refused_in_a_line_before_dbt_starts(word, said, no_dbt, capsys):
    assert app.main(["build", word]) == 1
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1
    assert "secret" not in written


def test_every_schema_is_a_name_that_no_file_may_have():
    manifest_schemas = {"seeds", "raw", "staging", "intermediate", "snapshots"}
    assert paths.schemas() >= manifest_schemas | {"star", "creators", "vault", "customerio"}


def test_the_environment_counts_and_says_so(no_dbt, capsys, monkeypatch):
    for name, value in {"USERS": "300", "SEED": "8", "POSTS": "", "late_rate": "1"}.items():
        monkeypatch.setenv(name, value)
    asked = request.read(["SEED=7"], request.EVERYTHING)
    assert asked.variables == {"users": "300", "seed": "7"}
    assert capsys.readouterr().err == "reelhouse: from the environment: USERS=300\n"
    assert "USERS" not in os.environ


def test_what_a_command_does_not_take_is_left_alone_in_the_environment(no_dbt, capsys, monkeypatch):
    monkeypatch.setenv("USERS", "me and you")
    assert app.main(["status"]) == 0
    assert capsys.readouterr().err == ""


def test_a_wrong_value_from_the_environment_is_said_to_be_from_there(no_dbt, capsys, monkeypatch):
    monkeypatch.setenv("THREADS", "all of them")
    assert app.main(["build"]) == 1
    assert 'THREADS in the environment is "all of them"' in capsys.readouterr().err


def test_the_database_of_the_project_comes_before_a_variable_of_a_common_name(no_dbt, monkeypatch):
    monkeypatch.setenv("DATABASE", "of-another-program")
    request.read([], request.EVERYTHING)
    assert settings.database() == no_dbt / "none.duckdb"


def test_a_day_is_one_day(no_dbt, capsys):
    assert app.main(["day", "INCREMENT_DAYS=3"]) == 1
    assert "make build INCREMENT_DAYS=3" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "full-refresh"])
def test_unit_tests_are_left_out_and_data_tests_can_be(command, no_dbt, monkeypatch):
    asked = []

    def note_what_dbt_is_asked(arguments, variables):
        asked.append(arguments)
        return runner.Outcome(False, "enough")

    monkeypatch.setattr(runner, "dbt", note_what_dbt_is_asked)
    app.main([command, "TESTS=no"])
    app.main([command])
    assert asked[1][-2:] == build.WITHOUT_UNIT_TESTS
    assert [*asked[1][:-2], *build.WITHOUT_TESTS] == asked[0]


@pytest.mark.parametrize("command", ["status", "sql", "day"])
def test_a_link_that_leads_nowhere_is_called_so(command, no_dbt, capsys):
    (no_dbt / "none.duckdb").symlink_to("/nowhere/at-all.duckdb")
    app.main([command])
    said = capsys.readouterr()
    assert "a symbolic link to /nowhere/at-all.duckdb, leads nowhere" in said.out + said.err


def test_a_file_that_somebody_writes_to_is_refused_before_dbt_or_the_prompt_starts(no_dbt, capsys):
    path = no_dbt / "none.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(path=str(path))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        for command in ("build", "sql", "status"):
            assert app.main([command]) == 1
            said = capsys.readouterr().err
            assert f"is locked by another process: {Path(sys.executable).resolve()}" in said
            assert f"pid {holder.pid}" in said
    finally:
        holder.communicate(b"\n")


def test_commands_to_type_name_the_database_if_it_is_another(monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", "my file.duckdb")
    assert settings.command("day") == "make day DATABASE='my file.duckdb'"
    monkeypatch.delenv("REELHOUSE_DATABASE")
    assert settings.command("day") == "make day"


def test_a_path_in_another_encoding_than_the_locale_s_is_refused_in_words():
    with pytest.raises(settings.Refused, match="can't be read in this locale: set PYTHONUTF8=1"):
        paths.check("/tmp/\udcc3\udcbc.duckdb")


@pytest.mark.parametrize("days", ["0", "-1", "x", "1.5"])
def test_simulate_takes_a_number_of_days(days, capsys):
    assert app.main(["simulate", f"--days={days}"]) == 1
    assert "whole number from 1 to 3660" in capsys.readouterr().err


def test_what_a_command_lacks_is_named_with_an_example(capsys):
    assert app.main(["simulate", "--days="]) == 1
    assert "DAYS is missing: " in capsys.readouterr().err
    assert app.run(proofs.app, "python -m proofs", ["changes"]) == 1
    assert "make changes FOLDER=base" in capsys.readouterr().err


def test_status_without_a_warehouse_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", str(tmp_path / "none.duckdb"))
    assert app.main(["status"]) == 0
    assert "There is no warehouse" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_status_counts_tables_and_views_of_each_layer(tmp_path, capsys):
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute(
            "create schema staging; create view staging.stg as select 1 as one; create schema star;"
            "create table star.fct as from range(3); create view star.dim as from star.fct"
        )
    assert app.main(["status", f"DATABASE={tmp_path / 'w.duckdb'}"]) == 0
    said = capsys.readouterr().out
    assert "  staging  0 tables  1 views  0 rows\n" in said
    assert "  star     1 tables  1 views  3 rows\n" in said


@pytest.mark.parametrize("arguments", [["day"], ["simulate", "--days=2"], ["sql"]])
def test_what_wants_a_warehouse_says_so(arguments, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REELHOUSE_DATABASE", str(tmp_path / "none.duckdb"))
    assert app.main(arguments) == 1
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
    with pytest.raises(settings.Refused, match=f'{name} is "{value}"; it takes'):
        guard.engine_settings({name: value})


def test_engine_settings_are_taken():
    given = {"REELHOUSE_THREADS": "2", "REELHOUSE_MEMORY_LIMIT": "1.5 GB"}
    assert guard.engine_settings(given) == {"threads": 2, "memory_limit": "1.5 GB"}
    assert guard.engine_settings({}) == {"memory_limit": guard.USUAL_MEMORY}


def test_too_little_disk_is_refused(tmp_path, monkeypatch):
    usage = type("usage", (), {"free": 1_000_000})
    monkeypatch.setattr(paths.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Exception, match=r"no disk space for .*: 1 MB are free"):
        paths.check_disk(str(tmp_path / "x.duckdb"))


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(Exception, match="there is no folder"):
        paths.check_disk(str(tmp_path / "nowhere" / "x.duckdb"))


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


def test_what_the_database_needs_is_documented():
    table = (settings.PROJECT / "docs" / "knobs.md").read_text()
    for name, variable in settings.ENGINE.items():
        assert f"| {name.upper()} | {variable} |" in table


def test_an_error_of_dbt_is_cut_down_to_what_is_wrong():
    error = ValueError(
        "Compilation Error in operation reelhouse-on-run-start-0 (./dbt_project.yml)\n"
        "  users is 5 here\n  \n  > in macro check_world (macros/clock/checks.sql)\n"
        "  > called by macro start_invocation (macros/clock/invocations.sql)"
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
def test_of_a_node_s_message_the_first_line_of_the_error_is_kept(message, line):
    assert runner.first_error_line(message) == line
