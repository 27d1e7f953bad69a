"""Installing the dbt packages from each of the three sources, and from none."""

import http.server
import json
import shutil
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml
from dbt.clients import registry
from dbt.config.project import package_config_from_data
from dbt.task.deps import _create_sha1_hash

from reelhouse import packages
from reelhouse.settings import Refused

ALL = {"dbt_utils", "automate_dv", "automate_dv_duckdb"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the real packages.yml, on a machine without the hub."""
    for name in ("packages.yml", "package-lock.yml"):
        shutil.copy(packages.PROJECT / name, tmp_path)
    for folder in (packages.STAND_INS, packages.OWN):
        shutil.copytree(packages.PROJECT / folder, tmp_path / folder)
    monkeypatch.delenv(packages.MIRROR_VARIABLE, raising=False)
    at_nobody = "http://127.0.0.1:9/"
    monkeypatch.setattr(registry, "DEFAULT_REGISTRY_BASE_URL", at_nobody)
    monkeypatch.setenv("DBT_PACKAGE_HUB_URL", at_nobody)
    return tmp_path


@pytest.fixture
def mirror(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Checkouts of both packages, one file richer than the stand-ins."""
    folder = project / "checkouts"
    shutil.copytree(packages.PROJECT / packages.STAND_INS, folder)
    (folder / "dbt_utils" / "CHANGELOG.md").touch()
    monkeypatch.setenv(packages.MIRROR_VARIABLE, str(folder))
    return folder


@pytest.fixture
def hub(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A hub on this machine that answers as the real one does."""
    folder = project / "hub"
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.func.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    url = f"http://127.0.0.1:{server.server_port}/"
    wanted = packages.wanted(project)
    for package in wanted:
        path = folder / "api" / "v1" / f"{package.on_hub}.json"
        path.parent.mkdir(parents=True)
        with tarfile.open(folder / f"{package.name}.tar.gz", "w:gz") as archive:
            archive.add(packages.PROJECT / packages.STAND_INS / package.name, package.name)
        release = {
            "name": package.name,
            "version": package.version,
            "packages": [],
            "downloads": {"tarball": f"{url}{package.name}.tar.gz"},
            "require_dbt_version": [],
        }
        path.write_text(json.dumps({"name": package.name, "versions": {package.version: release}}))
    (folder / "api" / "v1" / "index.json").write_text(json.dumps([each.on_hub for each in wanted]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(registry, "DEFAULT_REGISTRY_BASE_URL", url)
    monkeypatch.setenv("DBT_PACKAGE_HUB_URL", url)
    yield folder
    server.shutdown()


def installed(project: Path) -> set[str]:
    return {path.name for path in (project / "dbt_packages").iterdir() if path.is_dir()}


def test_the_lock_is_what_dbt_would_write():
    asked = yaml.safe_load((packages.PROJECT / "packages.yml").read_text())
    lock = yaml.safe_load((packages.PROJECT / "package-lock.yml").read_text())
    config = package_config_from_data(asked, asked)
    assert lock["sha1_hash"] == _create_sha1_hash(config.packages)
    named = [
        [(each.get("package"), each.get("version"), each.get("local")) for each in file["packages"]]
        for file in (lock, asked)
    ]
    assert named[0] == named[1]


def test_without_hub_and_mirror_the_stand_ins_are_installed(project, capsys):
    assert packages.install(project) == "stand-ins"
    assert installed(project) == ALL
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "the stand-ins in offline_packages/" in said
    assert "since the hub can't be reached" in said


def test_the_project_s_own_package_is_linked(project):
    packages.install(project)
    linked = project / "dbt_packages" / "automate_dv_duckdb"
    assert linked.resolve() == (project / packages.OWN / "automate_dv_duckdb").resolve()
    assert not linked.readlink().is_absolute()


def test_packages_without_the_project_s_own_are_installed_again(project):
    packages.install(project)
    (project / "dbt_packages" / "automate_dv_duckdb").unlink()
    packages.install(project)
    assert installed(project) == ALL


def test_without_hub_the_mirror_is_installed(project, mirror, capsys):
    assert packages.install(project) == "mirror"
    assert (project / "dbt_packages" / "dbt_utils" / "CHANGELOG.md").exists()
    assert f"from {mirror} (DBT_PACKAGES_MIRROR)" in capsys.readouterr().out


@pytest.mark.long
def test_the_hub_comes_first(project, mirror, hub, capsys):
    assert packages.install(project) == "hub"
    assert installed(project) == ALL
    assert not (project / "dbt_packages" / "dbt_utils" / "CHANGELOG.md").exists()
    assert "from the hub" in capsys.readouterr().out


@pytest.mark.long
def test_a_hub_that_breaks_off_leads_to_the_next_source(project, hub, capsys, monkeypatch):
    (hub / "automate_dv.tar.gz").write_bytes(b"")
    monkeypatch.setattr(packages, "_DOWNLOAD_SECONDS", 5)
    assert packages.install(project) == "stand-ins"
    assert installed(project) == ALL
    assert "since the hub " in capsys.readouterr().out


def test_what_is_current_is_kept_and_the_hub_is_not_asked(project, monkeypatch):
    packages.install(project)
    monkeypatch.setattr(packages, "_hub_answers", lambda _: pytest.fail("asked the hub"))
    (project / "dbt_packages" / "kept").touch()
    packages.install(project)
    assert (project / "dbt_packages" / "kept").exists()


def test_a_changed_stand_in_is_installed_again(project):
    packages.install(project)
    (project / packages.STAND_INS / "dbt_utils" / "macros" / "new.sql").write_text("-- new\n")
    packages.install(project)
    assert (project / "dbt_packages" / "dbt_utils" / "macros" / "new.sql").exists()


@pytest.mark.long
def test_stand_ins_give_way_once_the_hub_can_be_reached(project, hub, monkeypatch):
    with monkeypatch.context() as away:
        away.setattr(packages, "_hub_answers", lambda _: False)
        assert packages.install(project) == "stand-ins"
    assert packages.install(project) == "stand-ins"
    assert packages.install(project, try_hub_again=True) == "hub"


def test_stand_ins_give_way_to_a_mirror(project, monkeypatch, request):
    assert packages.install(project) == "stand-ins"
    request.getfixturevalue("mirror")
    assert packages.install(project) == "mirror"


def test_what_dbt_deps_installed_is_kept(project):
    shutil.copytree(packages.PROJECT / packages.STAND_INS, project / "dbt_packages")
    packages.link_own(project, project / "dbt_packages")
    assert packages.install(project) == "hub"


def test_what_dbt_deps_left_half_done_is_mended(project):
    (project / "dbt_packages" / "dbt_utils").mkdir(parents=True)
    assert packages.install(project) == "stand-ins"
    assert installed(project) == ALL


def test_a_mirror_without_a_package_is_refused(project, mirror):
    packages.install(project)
    shutil.rmtree(mirror / "automate_dv")
    with pytest.raises(Refused, match=r"holds no automate_dv/dbt_project\.yml"):
        packages.install(project)
    assert installed(project) == ALL


def test_a_mirror_of_another_version_is_refused(project, mirror):
    path = mirror / "automate_dv" / "dbt_project.yml"
    path.write_text(path.read_text().replace("version: 0.11.5", "version: 0.10.2"))
    with pytest.raises(Refused, match=r"packages.yml asks for automate_dv 0\.11\.5"):
        packages.install(project)
