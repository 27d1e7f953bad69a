"""docs/extending.md as steps that a program can follow: what each block writes or changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extending.md"
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A block of the page: a new file, or what changes in one (`diff`)."""

    kind: str
    path: str
    text: str


def steps(title: str) -> list[Step]:
    """The blocks under a heading of the page that name a file."""
    section = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", PAGE.read_text(), re.M | re.S)
    return [Step(*block) for block in BLOCK.findall(section[1])]


def follow(project: Path, step: Step) -> None:
    """Do in a project what the block says."""
    path = project / step.path
    if step.kind != "diff":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text)
        return
    lines = step.text.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text()
    assert text.count(before) == 1, f"{step.path} has {text.count(before)} times:\n{before}"
    path.write_text(text.replace(before, after))
