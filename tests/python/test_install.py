"""The installation: by make with uv where there is one, else with pip, and what a wheel holds."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest

from reelhouse import settings

# programs that write down what they were asked; uv's environments have no pip
UV = """#!/bin/sh
echo "uv $*" >> "{log}"
[ "$1" = venv ] || exit {code}
for venv; do :; done
mkdir -p "$venv/bin"
echo '#!/bin/sh' > "$venv/bin/python"
echo '[ "$1" != -m ]' >> "$venv/bin/python"
chmod +x "$venv/bin/python"
"""
PYTHON = """#!/bin/sh
echo "python $*" >> "{log}"
[ "$1 $2" = "-m venv" ] || exit 0
mkdir -p "$3/bin"
cp "$0" "$3/bin/python"
"""


@pytest.fixture
def install(tmp_path):
    """Runs the rule with programs that only write down; the lines that they wrote."""

    def run(*, uv=None):
        programs, venv, log = tmp_path / "programs", tmp_path / "venv", tmp_path / "log"
        programs.mkdir()
        texts = {"python3.13": PYTHON} if uv is None else {"python3.13": PYTHON, "uv": UV}
        for name, text in texts.items():
            (programs / name).write_text(text.format(log=log, code=uv))
            (programs / name).chmod(0o755)
        done = subprocess.run(
            ["make", f"VENV={venv}", f"{venv}/installed"],
            cwd=settings.PROJECT,
            env={"PATH": f"{programs}:{without_uv()}"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert (venv / "installed").exists()
        return log.read_text().splitlines()

    return run


def without_uv():
    """The PATH without the folders that hold a uv."""
    folders = os.environ["PATH"].split(os.pathsep)
    return os.pathsep.join(each for each in folders if not Path(each, "uv").exists())


def test_uv_makes_the_environment_and_installs_the_pins(install, tmp_path):
    said = [line for line in install(uv=0) if line.startswith("uv ")]
    assert said[0].startswith("uv venv ")
    assert said[1] == (
        f"uv pip install -q --compile-bytecode --python {tmp_path}/venv/bin/python "
        "-r requirements.txt"
    )


def test_without_uv_pip_installs_the_pins(install):
    said = install()
    assert any(line.startswith("python -m venv ") for line in said)
    assert said[-1].startswith("python -m pip install ")
    assert said[-1].endswith(" -r requirements.txt")


def test_where_uv_can_not_pip_tries(install):
    said = install(uv=1)
    assert any(line.startswith("uv pip install ") for line in said)
    assert said[-1].endswith(" -r requirements.txt")
    assert said[-1].startswith("python -m pip install ")


def test_the_wheel_is_built_by_the_setuptools_that_is_pinned():
    project = tomllib.loads((settings.PROJECT / "pyproject.toml").read_text())
    (setuptools,) = project["build-system"]["requires"]
    assert setuptools in (settings.PROJECT / "requirements.txt").read_text().splitlines()
    assert project["project"]["requires-python"] == ">=3.11,<3.14"


def test_the_wheel_has_every_package_of_the_generator_and_the_command_line():
    project = tomllib.loads((settings.PROJECT / "pyproject.toml").read_text())
    models = settings.PROJECT / "python_models"
    found = {
        ".".join(path.parent.relative_to(root).parts)
        for root, folder in [(models, models), (settings.PROJECT, settings.PROJECT / "reelhouse")]
        for path in folder.rglob("__init__.py")
    }
    assert found | {"customer_events.seeds"} == set(project["tool"]["setuptools"]["packages"])
