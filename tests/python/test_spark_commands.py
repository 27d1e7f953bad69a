"""What the commands of Spark refuse in a line, and what they look at before it starts. No engine runs here."""

import json
import os
from types import SimpleNamespace

import pytest

from reelhouse import packages, settings
from spark import command, generate, part, project, proof, session
from spark.errors import SparkError


@pytest.fixture
def started(monkeypatch):
    """The folders of sessions that were started, and in the end "stop"."""
    found = []

    def start(folder=session.FOLDER, more=None):
        found.append(folder)
        return SimpleNamespace(stop=lambda: found.append("stop"))

    monkeypatch.setattr(session, "start", start)
    monkeypatch.setattr(project, "run", lambda *_, **__: True)
    monkeypatch.setattr(packages, "install", lambda say: say("Packages: already installed."))
    for name in (session.MASTER, session.REMOTE, "REELHOUSE_LANDING"):
        monkeypatch.delenv(name, raising=False)
    return found


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (None, "which is no folder"),
        ("data", "which has no days/: let the feed or an export write days there, then build"),
    ],
)
def test_a_landing_folder_that_is_none_is_named_before_spark_starts(
    started, tmp_path, monkeypatch, capsys, made, fault
):
    landing = tmp_path / "landing"
    if made:
        (landing / made).mkdir(parents=True)
    monkeypatch.setenv("REELHOUSE_LANDING", str(landing))
    assert command.main(["build"]) == 2
    assert capsys.readouterr().err == f"REELHOUSE_LANDING is {landing}, {fault}\n"
    assert not started
    assert command.main(["test"]) == 0, "it reads no files"


@pytest.mark.parametrize(
    ("variables", "environment", "fault"),
    [
        ("{userz: 4}", "", "unknown var 'userz' (did you mean users?); the vars are seed,"),
        ("{users: many}", "", 'users is "many"; it takes a whole number from 100 to '),
        ("{400: users}", "", "unknown var '400'; the vars are seed,"),
        ("users", "", "--vars is users; it takes names and values, such as '{users: 400}'"),
        ("{users: [", "", "--vars is {users: [; it takes names and values"),
        ("{}", "{users: 4}", 'REELHOUSE_GIVEN is {users: 4}; it takes JSON such as {"users": 400}'),
        ("{}", "[1]", "REELHOUSE_GIVEN is [1]; it takes JSON such as"),
    ],
)
def test_knobs_that_are_none_are_named_before_spark_starts(
    started, monkeypatch, capsys, variables, environment, fault
):
    monkeypatch.setenv("REELHOUSE_GIVEN", environment)
    assert command.main(["build", "--vars", variables]) == 2
    said = capsys.readouterr()
    assert fault in said.err
    assert said.out == ""
    assert started == []


def test_packages_that_can_t_be_had_are_named_before_spark_starts(started, monkeypatch, capsys):
    def refuse(say):
        raise settings.Refused("/mirror holds no dbt_utils")

    monkeypatch.setattr(packages, "install", refuse)
    assert command.main(["build"]) == 2
    assert capsys.readouterr().err == "/mirror holds no dbt_utils\n"
    assert started == []


def test_knobs_are_handed_to_the_clock(started, monkeypatch):
    monkeypatch.setenv("REELHOUSE_GIVEN", '{"users": "300", "seed": 7}')
    monkeypatch.setenv(project.SAID, "")
    monkeypatch.setenv(project.DIGEST, "")
    assert command.main(["build", "--vars={users: 400, databricks_skip_optimize: true}"]) == 0
    assert json.loads(os.environ[project.SAID])["given"] == {"users": 400, "seed": 7}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("REELHOUSE_LANDING", ""),
        ("REELHOUSE_LANDING", "file:/landing"),
        (session.MASTER, "spark://there:7077"),
        (session.REMOTE, "sc://there"),
    ],
)
def test_what_spark_alone_can_see_is_left_to_it(started, monkeypatch, variable, value):
    monkeypatch.setenv("REELHOUSE_LANDING", "/landing/elsewhere")
    monkeypatch.setenv(variable, value)
    assert command.main(["build"]) == 0
    assert started == [session.FOLDER, "stop"]


def test_a_folder_with_days_is_taken(started, tmp_path, monkeypatch):
    (tmp_path / "days").mkdir()
    monkeypatch.setenv("REELHOUSE_LANDING", str(tmp_path))
    assert command.main(["build"]) == 0
    assert started == [session.FOLDER, "stop"]


def refuse(*_, **__):
    raise SparkError("nobody answers")


def test_a_build_of_a_part_says_in_a_line_what_spark_lacks(tmp_path, monkeypatch, capsys):
    for name, value in part.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(part, "build", refuse)
    assert part.main(["duckdb", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "nobody answers\n"


def test_the_proof_says_in_a_line_what_spark_lacks(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(proof, "prove", refuse)
    assert proof.main(["--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "nobody answers\n"


def test_a_part_keeps_nodes_and_all_that_they_read():
    def node(kind, *reads, fqn=()):
        return SimpleNamespace(resource_type=kind, depends_on_nodes=list(reads), fqn=list(fqn))

    manifest = SimpleNamespace(
        nodes={
            "seed": node("seed"),
            "raw": node("model", "seed"),
            "fact": node("model", "raw", fqn=["reelhouse", "marts", "star"]),
            "hub": node("model", "raw", fqn=["reelhouse", "marts", "vault"]),
            "unique": node("test", "fact", fqn=["reelhouse", "marts", "star"]),
            "hook": node("operation"),
        },
        build_flat_graph=lambda: None,
    )
    assert part.of_layers(manifest, ["star"]) == ["fact", "unique"]
    with pytest.raises(SparkError, match="no model is in layer stars: take some such as star"):
        part.of_layers(manifest, ["star", "stars"])
    part.keep(manifest, ["fact", "unique"])
    assert set(manifest.nodes) == {"seed", "raw", "fact", "hook"}
    assert manifest.unit_tests == manifest.metrics == {}


def test_days_are_asked_for_before_spark_starts(started, tmp_path, capsys):
    with pytest.raises(SystemExit):
        generate.main(["--days", "many"])
    assert generate.main(["--output", str(tmp_path), "USER=3"]) == 2
    assert "'USER=3' is no parameter" in capsys.readouterr().err
    assert list(generate.on_a_session([])) == []
    assert not started, "nothing is to be made"


def test_a_session_ends_when_its_parts_have_landed(started, monkeypatch):
    monkeypatch.setattr(generate, "on_executors", lambda running, parts: iter([None] * len(parts)))
    landed = generate.on_a_session(["one", "two"])
    assert next(landed) is None
    assert started == [generate.FOLDER, "stop"]
    assert len(list(landed)) == 1
