"""make evaluate: what dbt-project-evaluator finds in this project.

The package is on the hub alone and wants the real dbt_utils, so it runs in a copy of the project.
It builds its own models, which read the graph, into a database of its own. docs/checks.md names
each finding that stays, and why.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import duckdb
import yaml

from proofs.throwaway import LEFT_BEHIND, ProofError, Warehouse
from reelhouse import packages
from reelhouse.display import display
from reelhouse.settings import PROJECT, Refused

NAME, VERSION = "dbt_project_evaluator", "1.3.2"
EXCEPTIONS = PROJECT / "docs" / "checks.md"
# What the rules are to know of this project: how tables of each layer are named, and that nulls
# in a key are refused by a contract or found by rows_satisfy, which takes all columns at once.
SETTINGS = {
    "primary_key_test_macros": [
        ["dbt.test_unique"],
        ["dbt_utils.test_unique_combination_of_columns"],
    ],
    "marts_prefixes": [
        *("fct_", "dim_", "agg_", "bridge_"),
        *("vstg_", "hub_", "link_", "nh_", "sat_", "masat_", "effsat_", "xts_", "ref_", "pit_"),
        "bv_",
    ],
    "other_prefixes": ["raw_", "truth_"],
}
# The columns that name a finding, in the order in which it is read.
_NAMES = ("exposure_name", "parent_resource_name", "parent", "child", "resource_name")
_SHARES = ("fct_documentation_coverage", "fct_test_coverage")  # figures, no findings
_EXCEPTION = re.compile(r"^\| `(fct_\w+)` \| `([^`]+)` \| .+ \|$", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    """What a rule finds: `parent > child`, or one name; and the file of the last."""

    rule: str
    name: str
    path: str = ""

    def is_excepted_by(self, rule: str, pattern: str) -> bool:
        """Whether a row of docs/checks.md speaks of it."""
        return rule == self.rule and (
            fnmatchcase(self.name, pattern) or fnmatchcase(self.path, pattern)
        )


def run(project: Path = PROJECT) -> int:
    """Evaluate a copy of the project, say what is new or gone, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="reelhouse-evaluate-") as scratch:
        folder = Path(scratch) / "project"
        shutil.copytree(project, folder, ignore=LEFT_BEHIND)
        _add_package(folder)
        try:
            packages.install(folder, say=display().line)
        except Refused as error:
            raise ProofError(
                f"{NAME} {VERSION} comes from the hub, or from the directory that "
                f"{packages.MIRROR_VARIABLE} names: {error}"
            ) from error
        copy = Warehouse(folder, project=folder)
        copy.dbt("build", "--select", f"package:{NAME}")
        manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
        with duckdb.connect(str(copy.database), read_only=True) as connection:
            found = findings(connection, manifest)
    return verdict(found, exceptions(EXCEPTIONS.read_text(encoding="utf-8")))


def findings(connection: duckdb.DuckDBPyConnection, manifest: dict[str, Any]) -> list[Finding]:
    """The rows of each rule's table."""
    paths = {node["name"]: node["original_file_path"] for node in manifest["nodes"].values()}
    rules = connection.execute(
        "select table_name from information_schema.tables where table_name like 'fct\\_%' escape "
        "'\\' order by 1"
    ).fetchall()
    found = []
    for (rule,) in rules:
        if rule not in _SHARES:
            rows = connection.execute(f'from "{rule}"')
            columns = [column[0] for column in rows.description or []]
            named = [name for name in _NAMES if name in columns] or columns[:1]
            for row in rows.fetchall():
                names = [str(row[columns.index(name)]) for name in named]
                found.append(Finding(rule, " > ".join(names), paths.get(names[-1], "")))
    return sorted(found, key=lambda each: (each.rule, each.name))


def exceptions(page: str) -> list[tuple[str, str]]:
    """Rule and pattern of each row of docs/checks.md that says why a finding stays."""
    return _EXCEPTION.findall(page)


def verdict(found: list[Finding], excepted: list[tuple[str, str]]) -> int:
    """Say which findings have no reason, and which reasons have no finding."""
    say = display().line
    open_ = [each for each in found if not any(each.is_excepted_by(*row) for row in excepted)]
    idle = [row for row in excepted if not any(each.is_excepted_by(*row) for each in found)]
    for each in open_:
        say(f"evaluate: {each.rule}: {each.name}")
    for rule, pattern in idle:
        say(f"evaluate: {rule}: {pattern} is in docs/checks.md, but not found")
    say(f"{len(found)} findings, {len(found) - len(open_)} of them with a reason in docs/checks.md")
    return int(bool(open_ or idle))


def _add_package(folder: Path) -> None:
    """Add the package to the copy, tell it of the project, and take the hooks away.

    The hooks watch over the days of a warehouse, and there is none.
    """
    package = {"package": f"dbt-labs/{NAME}", "version": VERSION}
    _edit(folder / "packages.yml", lambda it: it["packages"].append(package))
    _edit(folder / "package-lock.yml", lambda it: it["packages"].append({"name": NAME, **package}))

    def know(settings: dict[str, Any]) -> None:
        settings["dispatch"].append({"macro_namespace": "dbt", "search_order": [NAME, "dbt"]})
        settings["vars"][NAME] = SETTINGS
        # The package warns where it finds something.
        for name in ("on-run-start", "on-run-end"):
            del settings[name]
        del settings["flags"]["warn_error_options"]

    _edit(folder / "dbt_project.yml", know)


def _edit(path: Path, change: Any) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
