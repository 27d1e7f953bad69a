"""packages/automate_dv_duckdb in a project of somebody else, who takes it by git subdirectory.

The project is the package's own integration tests, in a folder outside the repository. AutomateDV
stands beside it: the stand-in, and the real package, in a folder that DBT_PACKAGES_MIRROR names.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from proofs import vault_sql
from reelhouse import packages

pytestmark = pytest.mark.long

PACKAGE = packages.PROJECT / packages.OWN / "automate_dv_duckdb"
LOADED_IN_PARTS = {"vault_insert_by_period", "vault_insert_by_rank"}


@pytest.fixture(scope="module", params=["stand-in", "real"])
def project(request, tmp_path_factory) -> Path:
    """The project, after two builds of its days."""
    source = packages.PROJECT / packages.STAND_INS
    if request.param == "real":
        mirror = os.environ.get(packages.MIRROR_VARIABLE)
        if not mirror:
            pytest.skip(f"{packages.MIRROR_VARIABLE} is not set")
        source = Path(mirror).expanduser()
    folder = tmp_path_factory.mktemp("outside")
    project = folder / "project"
    left_behind = shutil.ignore_patterns("dbt_packages", "logs", "target", "*.duckdb")
    shutil.copytree(PACKAGE / "integration_tests", project, ignore=left_behind)
    wanted = packages.wanted(packages.PROJECT)
    packages.copy(source, folder, wanted)
    for package in wanted:  # what it asks of the hub is here too
        (folder / package.name / "packages.yml").unlink(missing_ok=True)
    beside = [{"local": f"../{package.name}"} for package in wanted]
    (project / "packages.yml").write_text(
        yaml.safe_dump({"packages": [*beside, committed(folder / "repository")]})
    )
    dbt(project, "deps")
    dbt(project, "seed")
    dbt(project, "run", "--vars", "{until: 2025-01-02}")
    dbt(project, "build")
    return project


def committed(repository: Path) -> dict[str, str]:
    """A repository that holds the package in its folder, as packages.yml names it."""
    shutil.copytree(PACKAGE, repository / "packages" / PACKAGE.name)
    git = ["git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "All"]):
        subprocess.run([*git, *arguments], cwd=repository, check=True)
    revision = subprocess.run(
        [*git, "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    )
    return {
        "git": str(repository),
        "subdirectory": f"packages/{PACKAGE.name}",
        "revision": revision.stdout.strip(),
    }


def dbt(project: Path, *arguments: str) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DBT_", "REELHOUSE_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *arguments],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_it_builds_one_of_each_table_in_two_loads(project):
    manifest = json.loads((project / "target" / "manifest.json").read_text())
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    macros = {name for model in models for name in model["depends_on"]["macros"]}
    for macro in ("stage", *vault_sql.TABLE_MACROS):
        assert f"macro.automate_dv.{macro}" in macros
    assert {model["config"]["materialized"] for model in models} >= LOADED_IN_PARTS


def test_each_table_holds_its_rows(project):
    assert_all_tests_pass(project)


def test_each_table_holds_the_same_rows_after_one_load(project):
    dbt(project, "build", "--full-refresh")
    assert_all_tests_pass(project)


def assert_all_tests_pass(project: Path) -> None:
    results = json.loads((project / "target" / "run_results.json").read_text())["results"]
    tests = [each for each in results if each["unique_id"].startswith("test.")]
    assert len(tests) == len(list((project / "models" / "vault").glob("*.sql")))
    assert {each["status"] for each in tests} == {"pass"}
