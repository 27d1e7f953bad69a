"""What the generator's page says: its examples run, its fields are the fields there are."""

import doctest
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from customer_events.__main__ import main
from customer_events.generate_consumer import LISTS, PARTS, ConsumerEvent

PAGE = Path(__file__).resolve().parents[2] / "docs/customer_events.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    python -m customer_events(.*)$", TEXT, re.MULTILINE)


def test_examples_say_what_they_give() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 30
    assert result.failed == 0


@pytest.mark.parametrize("arguments", COMMANDS)
def test_commands_run(arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(arguments)) == 0


def test_every_field_is_described() -> None:
    table = TEXT.split("<!-- contract: fields")[1].split("<!-- end of contract -->")[0]
    described = [row.split("|")[1].strip() for row in table.splitlines()[3:]]
    grouped = {entity.group: entity for entity in (*PARTS, *LISTS.values())}
    wanted = [each.name for each in fields(ConsumerEvent) if each.name not in grouped]
    wanted += [f"{group}.{each.name}" for group, made in grouped.items() for each in fields(made)]
    of_raw = ["arrival_number", "experiment_group"]
    of_raw += [f"playback_session.{name}" for name in ("player_version", "drm", "startup_ms")]
    assert sorted(described) == sorted([*wanted, *of_raw])
