"""The package outside the checkout: a wheel carries the generator with its value sets."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from reelhouse import settings

pytestmark = pytest.mark.long

BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with what the wheel holds, made as `pip wheel .` makes it, from a copy."""
    folder = tmp_path_factory.mktemp("wheel")
    source, target = folder / "source", folder / "installed"
    for name in ("python_models", "reelhouse", "seeds"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(settings.PROJECT / name, source / name, ignore=ignored)
    shutil.copy(settings.PROJECT / "pyproject.toml", source)
    run(["-c", BUILD, str(folder)], cwd=source)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(arguments, cwd, path=""):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_value_set(installed):
    there = {path.name for path in (installed / "customer_events" / "seeds").iterdir()}
    assert there == {path.name for path in (settings.PROJECT / "seeds").glob("*.csv")}


@pytest.mark.parametrize("package", ["customer_events", "CustomerEvents"])
def test_the_installed_generator_makes_what_the_checkout_makes(installed, package, tmp_path):
    code = (
        f"import json, {package} as package; from customer_events.values import reference; "
        "events = package.generate_consumer_event_data(5, seed=42); "
        "print(json.dumps([str(reference.SEEDS), events], default=str))"
    )
    seeds, events = json.loads(run(["-c", code], tmp_path, path=installed))
    assert seeds == str(installed / "customer_events" / "seeds")
    checkout = settings.PROJECT / "python_models"
    ours, same_events = json.loads(run(["-c", code], tmp_path, path=checkout))
    assert ours == str(settings.PROJECT / "seeds")
    assert events == same_events


def test_the_command_works_there(installed, tmp_path):
    said = run(
        ["-m", "customer_events", "--n", "2", "--seed", "42", "--nested"], tmp_path, installed
    )
    assert len(json.loads(said)) == 2


def test_the_warehouse_s_command_says_that_it_wants_a_checkout(installed, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "reelhouse", "status"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "run it in a checkout" in done.stderr
