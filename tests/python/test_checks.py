"""The stages of make test, check and lint."""

import os
import subprocess
from pathlib import Path

import pytest

from reelhouse import checks


def test_a_failed_stage_does_not_hide_the_others():
    said = []
    bad, good = ("bad", [["sh", "-c", "echo why; exit 3"]]), ("good", [["true"]])
    assert (
        checks.run_stages([[[bad, good], [good]], [[good]]], dict(os.environ), say=said.append) == 1
    )
    assert "why" in said
    assert said[-2:] == ["Failed: bad", "3 passed, 1 failed"]
    assert [line[:5] for line in said if line.startswith("[")] == [f"[{n}/4]" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("stage", ["style of Python", "style of the SQL that changed"])
def test_whoever_fails_in_style_is_told_what_mends_it(stage):
    said = []
    checks.run_stages([[[(stage, [["false"]])]]], dict(os.environ), say=said.append)
    assert said[-2].startswith("make format mends")
    assert said[-1] == "0 passed, 1 failed"


def test_a_stage_says_what_pytest_left_out():
    said = []
    counted = [["echo", "12 passed, 3 deselected in 1.50s"]]
    checks.run_stages([[[("pytest", counted)]]], dict(os.environ), say=said.append)
    assert said[0].endswith(" s (12 passed, 3 deselected)")


def test_what_changed_since_the_last_commit_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "PROJECT", tmp_path)
    assert checks.changed() == []  # no repository
    for name in ("same.sql", "edited.sql", "gone.sql"):
        (tmp_path / name).write_text("select 1\n")
    as_somebody = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]
    for command in (["init", "-q"], ["add", "."], [*as_somebody, "commit", "-q", "-m", "First"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert checks.changed() == []
    (tmp_path / "edited.sql").write_text("select 2\n")
    (tmp_path / "gone.sql").unlink()
    (tmp_path / "a new one.sql").write_text("select 3\n")
    assert checks.changed() == [Path("edited.sql"), Path("a new one.sql")]
