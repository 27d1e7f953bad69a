"""Holds the stand-ins in offline_packages/ and packages/automate_dv_duckdb/ against the packages.

The same small warehouse is built three times, each time in a copy of the project of its own: with
the packages of the folder that DBT_PACKAGES_MIRROR names, with the stand-ins, and with the packages
and AutomateDV's own SQL in the vault. The first two must hold the same rows in every table, the
third in every table of the vault. Where AutomateDV takes one arrival instant per key and load, it
gets what arrived in loads that are cut so. Then random worlds pass through a small vault that uses
every macro in every way, with both kinds of SQL.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml

from proofs import small_vault, vault_sql
from reelhouse import packages, warehouse_file

WORLD = {
    "start_date": "2025-01-01",
    "users": 300,
    "contents": 120,
    "posts": 300,
    "events_per_day": 200,
    "late_rate": 0.1,
    "duplicate_rate": 0.05,
    "history_days": 4,
    "increment_days": 2,
}
BUILDS = 3  # a first one and two increments
RANDOM_WORLDS = 10

# These tell states of one load apart only if each is a load of its own.
_ONE_INSTANT_A_LOAD = {"ma_sat": "pk", "eff_sat": "dfk"}
# AutomateDV makes these anew at every load, with materializations of its own, and loses dates if
# a load has no rows: what it makes of them from nothing counts.
_MADE_ANEW = ("pit", "bridge")

_LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "target", "logs", "dbt_packages*", "*.duckdb*", ".*_cache", "__pycache__"
)


class ConformanceError(RuntimeError):
    """Two builds don't agree, or can't be compared."""


@dataclass(frozen=True)
class Copy:
    """A copy of the project and the warehouse that was built in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "conformance.duckdb"

    def dbt(self, *arguments: str) -> None:
        """Run one command of dbt on it."""
        done = subprocess.run(
            [
                *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *arguments),
                *("--vars", json.dumps(WORLD)),
                *("--project-dir", str(self.folder), "--profiles-dir", str(self.folder)),
            ],
            cwd=self.folder,
            env={
                **os.environ,
                "REELHOUSE_DATABASE": str(self.database),
                "DBT_TARGET_PATH": str(self.folder / "target"),
                "DBT_LOG_PATH": str(self.folder / "logs"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ConformanceError(f"dbt {arguments[0]} failed:\n{_ending(done.stdout)}")

    def compiled(self, model: str) -> str:
        """What dbt made last of a model."""
        (path,) = (self.folder / "target" / "compiled").rglob(f"{model}.sql")
        return path.read_text(encoding="utf-8")


def main() -> int:
    """The command: 0 if every table is the same."""
    try:
        check()
    except (ConformanceError, vault_sql.VaultSqlError, packages.PackagesError) as error:
        print(f"Conformance: {error}", file=sys.stderr)
        return 1
    return 0


def check(project: Path = packages.PROJECT, *, say: Callable[[str], None] = print) -> None:
    """Build, load and compare; a ConformanceError names what differs."""
    folder = os.environ.get(packages.MIRROR_VARIABLE)
    if not folder:
        raise ConformanceError(
            f"{packages.MIRROR_VARIABLE} is not set; it names a folder that holds checkouts of "
            "the real packages, dbt_utils/ and automate_dv/"
        )
    mirror = Path(folder).expanduser().resolve()
    compare_macros(mirror, say)
    with tempfile.TemporaryDirectory(prefix="reelhouse_conformance_") as scratch:
        place = Path(scratch)
        real = _built(project, mirror, place / "real", say)
        stand_ins = _built(project, project / packages.STAND_INS, place / "stand_ins", say)
        tables = compare(real.database, stand_ins.database)
        say(f"Conformance: {tables} tables are the same with the real packages and the stand-ins.")
        compare_vault(_built(project, mirror, place / "own", say, own_sql=True), stand_ins, say)


def compare(real: Path, stand_ins: Path) -> int:
    """How many tables two databases agree on; a ConformanceError if one differs."""
    wanted, found = hashes(real), hashes(stand_ins)
    wrong = [
        f"{table}: {wanted.get(table, 'no table')} with the real packages, "
        f"{found.get(table, 'no table')} with the stand-ins"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table) != found.get(table)
    ]
    if wrong:
        raise ConformanceError("\n".join(["The packages and the stand-ins differ:", *wrong]))
    if not wanted:
        raise ConformanceError("There are no tables to compare")
    return len(wanted)


def hashes(database: Path) -> dict[str, str]:
    """Rows of each table and view, and hashes of them that know no order."""
    with warehouse_file.look(database) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        return {
            f"{schema}.{name}": "{:,} rows, hashes {}, {}".format(
                *warehouse_file.content_hash(connection, schema, name)
            )
            for schema, name in names
            if schema not in warehouse_file.NOT_LAYERS
        }


def compare_macros(mirror: Path, say: Callable[[str], None]) -> None:
    """Hold our SQL against AutomateDV's in random worlds, one instant a load for AutomateDV."""
    ours = small_vault.compiled()
    theirs = small_vault.compiled(source_of_packages=mirror, own_sql=True)
    for seed in range(RANDOM_WORLDS):
        rows = small_vault.arrivals(seed)
        minutes = range(1, rows[-1].minute)
        wanted = small_vault.loaded(theirs, small_vault.in_loads(rows, list(minutes)))
        for cuts in (list(minutes), list(minutes[::3]), []):
            found = small_vault.loaded(ours, small_vault.in_loads(rows, cuts))
            wrong = [name for name in wanted if wanted[name] != found[name]]
            if wrong:
                raise ConformanceError(
                    f"AutomateDV's SQL and ours differ in random world {seed}, in "
                    f"{len(cuts) + 1} loads: {', '.join(wrong)}"
                )
    say(
        f"Conformance: {len(small_vault.TABLES)} tables of a small vault are the same with "
        f"AutomateDV's own SQL, in {RANDOM_WORLDS} random worlds."
    )


def compare_vault(own: Copy, ours: Copy, say: Callable[[str], None]) -> None:
    """Hold each table of the vault that a macro makes against AutomateDV's own SQL for it."""
    tables = _tables_of_macros(own)
    last_loads = {name: own.compiled(name) for name, macro in tables.items() if _is_replayed(macro)}
    own.dbt("compile", "--full-refresh")
    with duckdb.connect(str(own.database)) as connection:
        connection.execute(f"attach '{ours.database}' as ours (read_only)")
        for name, load in last_loads.items():
            _replay(connection, own, name, load, _ONE_INSTANT_A_LOAD[tables[name]])
        for name in [name for name, macro in tables.items() if macro in _MADE_ANEW]:
            connection.execute(f"create or replace table vault.{name} as ({own.compiled(name)})")
        rows: Counter[str] = Counter()
        wrong = []
        for name, macro in tables.items():
            count, differing = _difference(connection, name)
            rows[macro] += count
            if differing:
                wrong.append(f"vault.{name}: {differing:,} rows of {count:,}")
    if wrong:
        raise ConformanceError("\n".join(["AutomateDV's SQL and ours differ:", *wrong]))
    for macro, count in Counter(tables.values()).items():
        say(f"Conformance: {macro}: {count} tables, {rows[macro]:,} rows, the same in both.")


def _is_replayed(macro: str) -> bool:
    return macro in _ONE_INSTANT_A_LOAD


def _tables_of_macros(copy: Copy) -> dict[str, str]:
    """The tables of the vault and the macro that makes each."""
    manifest = json.loads((copy.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    tables = {}
    for node in manifest["nodes"].values():
        macros = {name.removeprefix("macro.automate_dv.") for name in node["depends_on"]["macros"]}
        for macro in macros & set(vault_sql.TABLE_MACROS):
            tables[node["name"]] = macro
    if not tables:
        raise ConformanceError("There are no tables of the vault to compare")
    return dict(sorted(tables.items(), key=lambda item: (item[1], item[0])))


def _replay(
    connection: duckdb.DuckDBPyConnection, own: Copy, name: str, load: str, key: str
) -> None:
    """Load a table anew: with each load the next instant of every key, from all that arrived."""
    (path,) = (own.folder / "models").rglob(f"{name}.sql")
    arguments = dict(re.findall(r"(?:src|source)_(\w+)='(\w+)'", path.read_text(encoding="utf-8")))
    stage = arguments["model"]
    connection.execute(
        f"create temporary table arrived as select *, dense_rank() over ("
        f"partition by {arguments[key]} order by {arguments['ldts']}) as load "
        f"from ({own.compiled(stage)})"
    )
    connection.execute(f"drop view vault.{stage}")
    connection.execute(f"drop table vault.{name}")
    (loads,) = connection.execute("select max(load) from arrived").fetchall()[0]
    for number in range(1, loads + 1):
        connection.execute(
            f"create or replace table vault.{stage} as "
            f"select * exclude (load) from arrived where load = {number}"
        )
        if number == 1:
            connection.execute(f"create table vault.{name} as ({own.compiled(name)})")
        else:
            connection.execute(f"insert into vault.{name} by name ({load})")
    connection.execute("drop table arrived")
    connection.execute(f"drop table vault.{stage}")
    connection.execute(f"create view vault.{stage} as ({own.compiled(stage)})")


def _difference(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int]:
    """How many rows a table has in ours, and how many only one of the two has."""
    columns = connection.execute(
        "select lower(column_name) from duckdb_columns() "
        "where database_name = 'ours' and schema_name = 'vault' and table_name = ? order by all",
        [name],
    ).fetchall()
    listed = ", ".join(column for (column,) in columns)
    mine, theirs = f"select {listed} from ours.vault.{name}", f"select {listed} from vault.{name}"
    return connection.execute(
        f"select (select count(*) from ({mine})), "
        f"(select count(*) from ({mine} except all {theirs})) "
        f"+ (select count(*) from ({theirs} except all {mine}))"
    ).fetchall()[0]


def _built(
    project: Path, source: Path, folder: Path, say: Callable[[str], None], *, own_sql: bool = False
) -> Copy:
    started = time.monotonic()
    shutil.copytree(project, folder, ignore=_LEFT_BEHIND)
    packages.copy(source, folder / "dbt_packages", packages.wanted(folder))
    packages.link_own(folder, folder / "dbt_packages")
    copy = Copy(folder)
    command = ["build"]
    if own_sql:
        _switch_to_own_sql(folder)
        # its own first loads hold what the tests of the vault forbid
        command += ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    for _ in range(BUILDS):
        copy.dbt(*command)
    with_what = f"{source}{', with AutomateDV' + chr(39) + 's own SQL' if own_sql else ''}"
    say(f"Conformance: built with {with_what} in {time.monotonic() - started:.0f} s.")
    return copy


def _switch_to_own_sql(folder: Path) -> None:
    path = folder / "dbt_project.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["vars"]["reelhouse"]["automate_dv_sql"] = True
    vault = settings["models"]["reelhouse"]["marts"]["vault"]
    vault["+contract"] = {"enforced": False}  # AutomateDV writes some names in capitals
    for model in (folder / "models" / "marts" / "vault" / "business").glob("*.sql"):
        for macro in _MADE_ANEW:
            if f"automate_dv.{macro}(" in model.read_text(encoding="utf-8"):
                made_anew = {"+materialized": f"{macro}_incremental"}
                vault.setdefault("business", {})[model.stem] = made_anew
    path.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def _ending(output: str) -> str:
    """The lines that name an error; the last lines if there are none."""
    lines = output.splitlines()
    errors = [line for line in lines if "ERROR" in line or "Error" in line]
    return "\n".join(errors[:20] or lines[-20:])
