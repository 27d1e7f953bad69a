"""Installs dbt_utils and automate_dv, with or without the hub.

The hub first; where it can't be reached, the directory that DBT_PACKAGES_MIRROR names; without
one, the stand-ins in offline_packages/. Both packages always come from the same source; those of
packages/ are linked. All are made ready beside dbt_packages/ and put in its place at once, so that
dbt can parse whatever happens on the way.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from reelhouse.settings import PROJECT, Refused

MIRROR_VARIABLE = "DBT_PACKAGES_MIRROR"
STAND_INS = "offline_packages"
OWN = "packages"

_PROBE_SECONDS = 4
_DOWNLOAD_SECONDS = 120
_MARKER = "installed.json"
# Packages whose own file always says the same version
_LEFT_AT = {"dbt_utils": "0.1.0", "dbt_project_evaluator": "1.0.0"}
_IGNORED = shutil.ignore_patterns(".git", ".github", "__pycache__")


@dataclass(frozen=True)
class Package:
    """One package that packages.yml asks for."""

    name: str
    on_hub: str
    version: str


def install(
    project: Path = PROJECT, *, try_hub_again: bool = False, say: Callable[[str], None] = print
) -> str:
    """Install what is not installed yet, say in one line which source was taken, and return it.

    Stand-ins and a mirror's copies that are up to date are kept as they are; with
    `try_hub_again`, only if the hub still can't be reached.
    """
    packages = wanted(project)
    names = " and ".join(f"{package.name} {package.version}" for package in packages)
    from_hub = {"source": "hub", "wanted": names}
    installed = _installed(project, packages, from_hub)
    if installed == from_hub:
        say(f"Packages: {names} from the hub, already installed.")
        return "hub"

    mirror = os.environ.get(MIRROR_VARIABLE)
    folder = Path(mirror).expanduser().resolve() if mirror else project / STAND_INS
    text = f"the stand-ins in {STAND_INS}/ for {names}"
    if mirror:
        text = f"{names} from {folder} ({MIRROR_VARIABLE})"
    fallback = {
        "source": "mirror" if mirror else "stand-ins",
        "wanted": names,
        "contents": digest(folder, packages),
    }
    if installed == fallback and not try_hub_again:
        say(f"Packages: {text}, already installed.")
        return fallback["source"]

    why = _why_not_from_hub(project, packages, from_hub)
    if not why:
        say(f"Packages: {names} from the hub.")
        return "hub"
    if installed != fallback:
        _put_in_place(project, folder, packages, fallback)
    say(f"Packages: {text}, since {why}.")
    return fallback["source"]


def is_news(text: str) -> bool:
    """Whether a line of `install` tells of packages that were not there."""
    return "already installed" not in text


def wanted(project: Path) -> list[Package]:
    """The packages of the hub that package-lock.yml names."""
    return [
        Package(each["name"], each["package"], each["version"])
        for each in _locked(project)
        if "package" in each
    ]


def own(project: Path) -> list[str]:
    """The packages that lie in the project itself."""
    return [each["name"] for each in _locked(project) if "local" in each]


def link_own(project: Path, target: Path) -> None:
    """Link the project's own packages into a folder of packages, as `dbt deps` does."""
    for name in own(project):
        path = os.path.relpath(project / OWN / name, target)
        (target / name).symlink_to(path, target_is_directory=True)


def copy(source: Path, target: Path, packages: list[Package]) -> None:
    """Copy the packages from a folder that holds one folder for each."""
    for package in packages:
        _check(source, package)
        shutil.copytree(source / package.name, target / package.name, ignore=_IGNORED)


def digest(folder: Path, packages: list[Package]) -> str:
    """Of every file of the packages in a folder."""
    hashed = hashlib.sha256()
    for package in packages:
        _check(folder, package)
        root = folder / package.name
        for path in sorted(root.rglob("*")):
            if path.is_file() and not {".git", ".github"} & set(path.relative_to(root).parts):
                hashed.update(f"{path.relative_to(folder)}\0".encode())
                hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def _locked(project: Path) -> list[dict[str, str]]:
    lock = yaml.safe_load((project / "package-lock.yml").read_text(encoding="utf-8"))
    packages: list[dict[str, str]] = lock["packages"]
    return packages


def _check(folder: Path, package: Package) -> None:
    path = folder / package.name / "dbt_project.yml"
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{folder} holds no {package.name}/dbt_project.yml") from error
    version = str(found.get("version"))
    if found.get("name") != package.name or version not in (
        package.version,
        _LEFT_AT.get(package.name),
    ):
        raise Refused(
            f"{path.parent} is {found.get('name')} {version}; packages.yml asks for "
            f"{package.name} {package.version}"
        )


def _installed(
    project: Path, packages: list[Package], from_hub: dict[str, str]
) -> dict[str, str] | None:
    """What this module wrote beside the packages it installed."""
    folder = project / "dbt_packages"
    names = [package.name for package in packages] + own(project)
    if not all((folder / name / "dbt_project.yml").exists() for name in names):
        return None
    try:
        found: dict[str, str] = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
        return found
    except FileNotFoundError:
        return from_hub  # `dbt deps` itself was here: it takes what the lock asks for
    except ValueError:
        return None


def _why_not_from_hub(project: Path, packages: list[Package], marker: dict[str, str]) -> str:
    """Install with `dbt deps`; the reason why not, if the hub does not give the packages."""
    if not _hub_answers(packages[0]):
        return "the hub can't be reached"
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("packages.yml", "package-lock.yml"):
            shutil.copy(project / name, scratch)
        (Path(scratch) / OWN).symlink_to(project / OWN, target_is_directory=True)
        (Path(scratch) / "dbt_project.yml").write_text(
            "name: packages\nflags:\n  send_anonymous_usage_stats: false\n", encoding="utf-8"
        )
        command = [sys.executable, "-m", "dbt.cli.main", "--quiet", "deps"]
        try:
            done = subprocess.run(
                [*command, "--project-dir", scratch, "--log-path", scratch],
                cwd=scratch,
                capture_output=True,
                timeout=_DOWNLOAD_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"the hub gave no packages within {_DOWNLOAD_SECONDS} seconds"
        downloaded = Path(scratch) / "dbt_packages"
        if done.returncode or not all((downloaded / each.name).is_dir() for each in packages):
            return "the hub did not give the packages"
        _put_in_place(project, downloaded, packages, marker)
    return ""


def _hub_answers(package: Package) -> bool:
    """Ask once. In a thread, because a name look-up that hangs knows no timeout."""
    import requests
    from dbt.clients import registry

    answers: list[bool] = []

    def ask() -> None:
        url = f"{registry.DEFAULT_REGISTRY_BASE_URL}api/v1/{package.on_hub}.json"
        try:
            answer = requests.get(url, timeout=_PROBE_SECONDS)
            answers.append(answer.ok and package.version in answer.json()["versions"])
        except (requests.RequestException, ValueError, LookupError, TypeError):
            answers.append(False)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_PROBE_SECONDS + 1)
    return answers == [True]


def _put_in_place(
    project: Path, source: Path, packages: list[Package], marker: dict[str, str]
) -> None:
    """Copy the packages from a folder, and put them where dbt looks all at once."""
    installed, ready, old = (project / f"dbt_packages{each}" for each in ("", ".new", ".old"))
    for left_over in (ready, old):
        shutil.rmtree(left_over, ignore_errors=True)
    copy(source, ready, packages)
    link_own(project, ready)
    (ready / _MARKER).write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")
    if installed.exists():
        installed.rename(old)
    ready.rename(installed)
    shutil.rmtree(old, ignore_errors=True)
