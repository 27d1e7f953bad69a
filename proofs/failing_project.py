"""A copy of the project that no whole build can pass: one data test in it always fails."""

from __future__ import annotations

from pathlib import Path

from reelhouse.settings import PROJECT


def project_with_failing_test(folder: Path) -> Path:
    """The project, by links, with one more test that fails."""
    copy = folder / "project"
    copy.mkdir()
    for entry in PROJECT.iterdir():
        if entry.name not in ("tests", "target", "logs") and not entry.name.startswith("."):
            (copy / entry.name).symlink_to(entry)
    (copy / "tests").mkdir()
    for entry in (PROJECT / "tests").iterdir():
        (copy / "tests" / entry.name).symlink_to(entry)
    (copy / "tests" / "always_fails.sql").write_text("select 1 as one\n")
    return copy
