"""What teams find around the project: workflows, tasks, containers, versions. Nothing runs here."""

import json
import os
import re
import subprocess
import tomllib

import pytest
import yaml

from reelhouse import checks, settings
from reelhouse.version import __version__

ROOT = settings.PROJECT
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NOTES = [str(ROOT / ".ci" / "release-notes")]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
NAMES_TARGETS = [
    *WORKFLOWS,
    ROOT / "CHANGELOG.md",
    ROOT / ".devcontainer" / "devcontainer.json",
    ROOT / ".vscode" / "tasks.json",
]


def steps(path):
    """Of all jobs of a workflow."""
    jobs = yaml.safe_load(path.read_text())["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("path", NAMES_TARGETS, ids=lambda path: path.name)
def test_what_names_a_target_names_one_that_there_is(path):
    assert set(re.findall(r"\bmake ([a-z-]+)", path.read_text())) <= TARGETS


def test_the_matrix_of_long_proofs_names_targets():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "long.yml").read_text())["jobs"]
    assert set(jobs["proof"]["strategy"]["matrix"]["target"]) <= TARGETS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_writes_nothing_unless_a_job_says_so(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 120


def test_an_action_is_the_same_everywhere():
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len(used) == len({name.split("@")[0] for name in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_waits_for_files_that_there_are(path):
    pushed = yaml.safe_load(path.read_text())[True].get("push") or {}  # YAML reads `on` as true
    assert [each for each in pushed.get("paths", []) if not any(ROOT.glob(each))] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"checkout@\w+ # \S+", "checkout@v7"),  # whoever moves the tag runs what he likes
        ("persist-credentials: false", "fetch-depth: 1"),
        ("timeout-minutes", "timeout-minute"),
    ],
)
def test_a_slip_in_a_workflow_is_seen_by_a_linter(tmp_path, right, wrong):
    slip = tmp_path / ".github" / "workflows" / "ci.yml"
    slip.parent.mkdir(parents=True)
    slip.write_text(re.sub(right, wrong, (ROOT / ".github" / "workflows" / "ci.yml").read_text()))
    commands = [
        [*(part for part in command if "/workflows/" not in part and part != ".github"), str(slip)]
        for command in checks.WORKFLOW_STYLE
    ]
    good, said = checks.run_stage(commands, dict(os.environ))
    assert not good
    assert wrong in said


def test_tasks_and_container_are_json_and_ask_for_the_same_extensions():
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text())
    labels = [task["label"] for task in tasks["tasks"]]
    assert len(labels) == len(set(labels))
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    wanted = json.loads((ROOT / ".vscode" / "extensions.json").read_text())
    vscode = container["customizations"]["vscode"]
    assert vscode["extensions"] == wanted["recommendations"]


def test_the_changelog_begins_with_the_version_that_the_project_has():
    versions = re.findall(r"^## (\S+)$", CHANGELOG, re.MULTILINE)
    assert versions[0] == __version__ == project_version()
    ordered = sorted(versions, key=lambda each: [int(part) for part in each.split(".")])
    assert versions == ordered[::-1]


def project_version():
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["version"]


def test_the_notes_of_a_release_are_its_section():
    said = subprocess.run([*NOTES, f"v{__version__}"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() in CHANGELOG
    assert len(said.stdout.splitlines()) > 10
    assert "## " not in said.stdout


def test_a_version_without_a_section_is_refused():
    said = subprocess.run([*NOTES, "v9.9.9"], capture_output=True, text=True)
    assert said.returncode == 1
    assert "CHANGELOG.md has no section '## 9.9.9'" in said.stderr


def test_the_image_installs_an_extra_that_there_is_and_pins_it():
    dockerfile = (ROOT / "Dockerfile").read_text()
    (extra,) = re.findall(r"--editable '\.\[(\w+)\]'", dockerfile)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = dict(re.findall(r"^(\S+)==(\S+)$", (ROOT / "requirements.txt").read_text(), re.M))
    needed = [*extras["optional-dependencies"][extra], *extras["dependencies"], "duckdb-cli"]
    assert {re.split("[<>=]", name)[0] for name in needed} <= set(pinned)


def test_pins_of_the_notebook_are_not_those_of_the_warehouse():
    pins = [
        set(re.findall(r"^(\S+)==", (ROOT / name).read_text().lower(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-notebook.txt")
    ]
    assert not pins[0] & pins[1]
