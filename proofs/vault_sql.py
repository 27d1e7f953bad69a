"""The SQL that AutomateDV's macros make on DuckDB: this project's, or the package's own.

A throwaway dbt project compiles models twice, before and after their tables exist, so that their
loads can be run many times over without dbt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from proofs.throwaway import ProofError
from reelhouse import packages
from reelhouse.settings import PROJECT

DATABASE = "warehouse"
SOURCE = "feeds"  # the dbt source that has the sources' tables too
TABLE_MACROS = (
    "hub",
    "link",
    "nh_link",
    "sat",
    "ma_sat",
    "eff_sat",
    "xts",
    "ref_table",
    "pit",
    "bridge",
)

# One process, since half the time goes into starting dbt.
_RUN_AND_COMPILE = """
import shutil, sys
from dbt.cli.main import dbtRunner
for command in ("run", "compile"):
    done = dbtRunner().invoke(["--no-use-colors", "--no-version-check", command])
    if not done.success:
        sys.exit(str(done.exception or ""))
    shutil.copytree("target/compiled", command)
"""
_WARNINGS = {"error": "all", "silence": ["JinjaLogWarning"]}  # what the real package logs


class VaultSqlError(ProofError):
    """dbt can't compile or run a model; the message is dbt's."""


@dataclass(frozen=True)
class Loads:
    """What dbt runs for a model: the first load, and each further one."""

    first: str
    next: str
    replaces: bool  # whether a further load rebuilds the table, as AutomateDV's PIT does


@dataclass(frozen=True)
class Vault:
    """The views that stage the tables, and the loads of what is made from them, in order."""

    stages: dict[str, str]
    tables: dict[str, Loads]


def compiled(
    sources: dict[str, str],
    stages: dict[str, str],
    tables: dict[str, str],
    *,
    source_of_packages: Path = PROJECT / packages.STAND_INS,
    own_sql: bool = False,
    variables: dict[str, Any] | None = None,
    meta: dict[str, Any] | None = None,
) -> Vault:
    """Compile models, each a name and its text; the sources are queries without rows.

    A stage may name one of them by ref, or by source if it says that it depends on it.
    """
    with tempfile.TemporaryDirectory(prefix="reelhouse-vault-") as scratch:
        project = Path(scratch)
        settings = {
            "vars": {"automate_dv_sql": own_sql, **(variables or {})},
            "meta": meta or {},
        }
        _write(project, {"sources": sources, "stages": stages, "tables": tables}, settings)
        installed = project / "dbt_packages"
        packages.copy(source_of_packages, installed, packages.wanted(PROJECT))
        packages.link_own(PROJECT, installed)
        _dbt(project)
        manifest = json.loads((project / "target" / "manifest.json").read_text(encoding="utf-8"))
        kinds = {
            node["name"]: node["config"]["materialized"] for node in manifest["nodes"].values()
        }
        return Vault(
            {name: _text(project, "run", "stages", name) for name in stages},
            {
                name: Loads(
                    _text(project, "run", "tables", name),
                    _text(project, "compile", "tables", name),
                    kinds[name] != "incremental",
                )
                for name in tables
            },
        )


def load(connection: duckdb.DuckDBPyConnection, name: str, loads: Loads) -> None:
    """Load a table as dbt does: make it, append to it or replace what is in it."""
    if not exists(connection, name):
        connection.execute(f"create table {name} as ({loads.first})")
    elif not loads.replaces:
        connection.execute(f"insert into {name} by name ({loads.next})")
    else:
        connection.execute(f"create temporary table arriving as ({loads.next})")
        connection.execute(f"truncate {name}")
        connection.execute(f"insert into {name} by name from arriving")
        connection.execute("drop table arriving")


def exists(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether there is such a table."""
    found = connection.execute("select 1 from duckdb_tables() where table_name = ?", [name])
    return bool(found.fetchall())


def _write(project: Path, models: dict[str, dict[str, str]], settings: dict[str, Any]) -> None:
    for folder, texts in models.items():
        (project / "models" / folder).mkdir(parents=True)
        for name, text in texts.items():
            (project / "models" / folder / f"{name}.sql").write_text(text, encoding="utf-8")
    tables = [{"name": name} for name in models["sources"]]
    (project / "models" / "sources" / "feeds.yml").write_text(
        json.dumps({"sources": [{"name": SOURCE, "schema": "main", "tables": tables}]}),
        encoding="utf-8",
    )
    (project / "dbt_project.yml").write_text(
        json.dumps(
            {
                "name": "platform",
                "profile": "platform",
                "flags": {
                    "send_anonymous_usage_stats": False,
                    "warn_error_options": _WARNINGS,
                },
                "dispatch": [
                    {
                        "macro_namespace": "automate_dv",
                        "search_order": ["automate_dv_duckdb", "automate_dv"],
                    }
                ],
                "vars": settings["vars"],
                "models": {
                    "platform": {
                        "+meta": settings["meta"],
                        **{
                            folder: {"+materialized": kind}
                            for folder, kind in [
                                ("sources", "table"),
                                ("stages", "view"),
                                ("tables", "incremental"),
                            ]
                            if models[folder]
                        },
                    }
                },
            }
        ),
        encoding="utf-8",
    )
    output = {"type": "duckdb", "path": str(project / f"{DATABASE}.duckdb"), "threads": 1}
    (project / "profiles.yml").write_text(
        json.dumps({"platform": {"target": "dev", "outputs": {"dev": output}}}), encoding="utf-8"
    )


def _dbt(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN_AND_COMPILE],
        cwd=project,
        env={
            **os.environ,
            "DBT_PROJECT_DIR": str(project),
            "DBT_PROFILES_DIR": str(project),
            "DBT_TARGET_PATH": "target",
            "DBT_LOG_PATH": "logs",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise VaultSqlError(done.stdout)


def _text(project: Path, command: str, folder: str, name: str) -> str:
    path = project / command / "platform" / "models" / folder / f"{name}.sql"
    return path.read_text(encoding="utf-8")
