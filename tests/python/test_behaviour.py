"""The constants of seeds/behaviour.csv: what is refused, who reads them, where they may not be."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from customer_events.kit.errors import CustomerEventsError, ReferenceError
from customer_events.parameters import Parameters
from customer_events.values import constants, reference
from customer_events.world.schedule import Schedule

PACKAGE = Path(constants.__file__).parents[1]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the value sets that a test may spoil."""
    return Path(
        shutil.copytree(reference.SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("*.yml"))
    )


def spoil(seeds: Path, name: str, row: str) -> int:
    """Another row in place of a constant's; the line it stands on."""
    path = seeds / "behaviour.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    [at] = [place for place, line in enumerate(lines) if line.startswith(f"{name},")]
    lines[at : at + 1] = [row] if row else []
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at + 1


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("billing.fails", "billing.fail,0.03,u,s,m", "name 'billing.fail' is no constant of the generator; did you mean billing.fails?"),
        ("billing.fails", "zzz,0.03,u,s,m", "name 'zzz' is no constant of the generator"),
        ("billing.fails", "billing.fails,1.5,u,s,m", "billing.fails is 1.5; it takes a number from 0 to 1"),
        ("billing.fails", "billing.fails,a lot,u,s,m", "value 'a lot' is not a number"),
        ("billing.fails", "billing.fails,0.1 0.2,u,s,m", "billing.fails is 0.1 0.2; it takes a number from 0 to 1"),
        ("outreach.acts_for", "outreach.acts_for,1.5,u,s,m", "outreach.acts_for is 1.5; it takes a whole number from 1 to 60"),
        ("tokens.permits", "tokens.permits,0.5,u,s,m", "tokens.permits is 0.5; it takes 2 numbers from 0 to 1"),
        ("response.engagement", "response.engagement,3 0.25,u,s,m", "response.engagement is 3 0.25; it takes 2 rising numbers from 0 to 100"),
        ("audience.mailboxes", "audience.mailboxes,0 0 0 0 0 0,u,s,m", "audience.mailboxes is 0 0 0 0 0 0; it takes 6 weights of 0 or more, not all of them 0"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_used_is_refused_in_one_line(seeds, name, row, message):
    line = spoil(seeds, name, row)
    for read in (reference.behaviour, reference.load):
        with pytest.raises(ReferenceError) as refused:
            read(seeds)
        assert str(refused.value) == f"seeds/behaviour.csv, line {line}: {message}"


def test_a_constant_without_a_row_is_refused(seeds):
    spoil(seeds, "billing.fails", "")
    with pytest.raises(ReferenceError) as refused:
        reference.behaviour(seeds)
    said = "seeds/behaviour.csv: billing.fails has no row; it takes a number from 0 to 1"
    assert str(refused.value) == said


def test_the_digest_follows_a_value_and_not_what_is_said_of_it(seeds):
    before = reference.load(seeds).digest
    spoil(seeds, "billing.fails", "billing.fails,0.030,another unit,a source,something")
    assert reference.load(seeds).digest == before
    spoil(seeds, "billing.fails", "billing.fails,0.04,u,s,m")
    assert reference.load(seeds).digest != before


def test_one_process_has_one_set_of_constants(seeds):
    parameters = Parameters(users=100)
    days = {date(2025, 1, 1): parameters}
    assert Schedule(days, [], seeds).world
    spoil(seeds, "billing.fails", "billing.fails,0.04,u,s,m")
    with pytest.raises(CustomerEventsError, match=r"behaviour\.csv holds other constants than"):
        _ = Schedule({date(2025, 1, 1): replace(parameters, seed=43)}, [], seeds).world


def test_a_lifted_generator_says_in_one_line_what_it_can_not_use(seeds):
    shutil.copytree(PACKAGE, seeds.parent / "python_models" / "customer_events")
    line = spoil(seeds, "billing.fails", "billing.fails,3,u,s,m")
    ran = subprocess.run(
        [sys.executable, "-m", "customer_events"],
        env={**os.environ, "PYTHONPATH": str(seeds.parent / "python_models")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"error: seeds/behaviour.csv, line {line}: billing.fails is 3; it takes a number from 0 to 1"
    assert (ran.returncode, ran.stderr.strip()) == (1, said)


def test_each_module_reads_its_own_constants_and_all_of_them():
    read = {}
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.with_name("messaging").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for alias, section in re.findall(r"^(\w+) = BEHAVIOUR\.(\w+)$", text, re.MULTILINE):
            read[section] = set(re.findall(rf"\b{alias}\.(\w+)", text))
    declared = {
        name: {each.name for each in fields(section)}
        for name, section in constants.SECTIONS.items()
    }
    assert read == declared
