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
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb
import yaml

from proofs import small_vault, vault_sql
from proofs.throwaway import LEFT_BEHIND, WITHOUT_TESTS, ProofError, Warehouse, content_hash
from reelhouse import packages, warehouse_file
from reelhouse.display import display
from reelhouse.settings import PROJECT

WORLD = {
    "start_date": "2025-01-01",
    "users": 300,
    "titles": 120,
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
# AutomateDV rebuilds these at every load, with materializations of its own, and loses dates if
# a load has no rows: what it makes of them from nothing counts.
_MADE_ANEW = ("pit", "bridge")


def run(project: Path = PROJECT) -> None:
    """Build, load and compare; a ProofError names what differs."""
    folder = os.environ.get(packages.MIRROR_VARIABLE)
    if not folder:
        raise ProofError(
            f"{packages.MIRROR_VARIABLE} is not set; it names a folder that holds checkouts of "
            "the real packages, dbt_utils/ and automate_dv/"
        )
    mirror = Path(folder).expanduser().resolve()
    compare_macros(mirror)
    with tempfile.TemporaryDirectory(prefix="reelhouse_conformance_") as scratch:
        place = Path(scratch)
        real = _built(project, mirror, place / "real")
        stand_ins = _built(project, project / packages.STAND_INS, place / "stand_ins")
        tables = compare(real.database, stand_ins.database)
        say(f"{tables} tables are the same with the real packages and the stand-ins.")
        compare_vault(_built(project, mirror, place / "own", own_sql=True), stand_ins)


def compare(real: Path, stand_ins: Path) -> int:
    """How many tables two databases agree on; a ProofError if one differs."""
    wanted, found = hashes(real), hashes(stand_ins)
    wrong = [
        f"{table}: {wanted.get(table, 'no table')} with the real packages, "
        f"{found.get(table, 'no table')} with the stand-ins"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table) != found.get(table)
    ]
    if wrong:
        raise ProofError("\n".join(["The packages and the stand-ins differ:", *wrong]))
    if not wanted:
        raise ProofError("There are no tables to compare")
    return len(wanted)


def hashes(database: Path) -> dict[str, str]:
    """Rows of each table and view, and hashes of them that know no order."""
    with warehouse_file.look(database) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        return {
            f"{schema}.{name}": "{:,} rows, hashes {}, {}".format(
                *content_hash(connection, schema, name)
            )
            for schema, name in names
            if schema not in warehouse_file.NOT_LAYERS
        }


def compare_macros(mirror: Path) -> None:
    """Hold our SQL against AutomateDV's in random worlds, one instant a load for AutomateDV."""
    theirs = small_vault.compiled(source_of_packages=mirror, own_sql=True)
    ours = small_vault.compiled()
    for seed in range(RANDOM_WORLDS):
        rows = small_vault.arrivals(seed)
        minutes = range(1, rows[-1].minute)
        wanted = small_vault.loaded(theirs, small_vault.in_loads(rows, list(minutes)))
        for cuts in (list(minutes), list(minutes[::3]), []):
            found = small_vault.loaded(ours, small_vault.in_loads(rows, cuts))
            wrong = [name for name in wanted if wanted[name] != found[name]]
            if wrong:
                raise ProofError(
                    f"AutomateDV's SQL and ours differ in random world {seed}, in "
                    f"{len(cuts) + 1} loads: {', '.join(wrong)}"
                )
    say(
        f"{len(small_vault.TABLES)} tables of a small vault are the same with "
        f"AutomateDV's own SQL, in {RANDOM_WORLDS} random worlds."
    )


def compare_vault(own: Warehouse, ours: Warehouse) -> None:
    """Hold each table of the vault that a macro makes against AutomateDV's own SQL for it."""
    tables = _tables_of_macros(own)
    last_loads = {
        name: _compiled(own, name) for name, macro in tables.items() if _is_replayed(macro)
    }
    _dbt(own, "compile", "--full-refresh")
    with duckdb.connect(str(own.database)) as connection:
        connection.execute(f"attach '{ours.database}' as ours (read_only)")
        for name, load in last_loads.items():
            _replay(connection, own, name, load, _ONE_INSTANT_A_LOAD[tables[name]])
        for name in [name for name, macro in tables.items() if macro in _MADE_ANEW]:
            connection.execute(f"create or replace table vault.{name} as ({_compiled(own, name)})")
        rows: Counter[str] = Counter()
        wrong = []
        for name, macro in tables.items():
            count, differing = _difference(connection, name)
            rows[macro] += count
            if differing:
                wrong.append(f"vault.{name}: {differing:,} rows of {count:,}")
    if wrong:
        raise ProofError("\n".join(["AutomateDV's SQL and ours differ:", *wrong]))
    for macro, count in Counter(tables.values()).items():
        say(f"{macro}: {count} tables, {rows[macro]:,} rows, the same in both.")


def _is_replayed(macro: str) -> bool:
    return macro in _ONE_INSTANT_A_LOAD


def _tables_of_macros(copy: Warehouse) -> dict[str, str]:
    """The tables of the vault and the macro that makes each."""
    manifest = json.loads((copy.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    tables = {}
    for node in manifest["nodes"].values():
        macros = {name.removeprefix("macro.automate_dv.") for name in node["depends_on"]["macros"]}
        for macro in macros & set(vault_sql.TABLE_MACROS):
            tables[node["name"]] = macro
    if not tables:
        raise ProofError("There are no tables of the vault to compare")
    return dict(sorted(tables.items(), key=lambda item: (item[1], item[0])))


def _replay(
    connection: duckdb.DuckDBPyConnection, own: Warehouse, name: str, load: str, key: str
) -> None:
    """Load a table again: with each load the next instant of every key, from all that arrived."""
    (path,) = (own.folder / "models").rglob(f"{name}.sql")
    arguments = dict(re.findall(r"(?:src|source)_(\w+)='(\w+)'", path.read_text(encoding="utf-8")))
    stage = arguments["model"]
    connection.execute(
        f"create temporary table arrived as select *, dense_rank() over ("
        f"partition by {arguments[key]} order by {arguments['ldts']}) as load "
        f"from ({_compiled(own, stage)})"
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
            connection.execute(f"create table vault.{name} as ({_compiled(own, name)})")
        else:
            connection.execute(f"insert into vault.{name} by name ({load})")
    connection.execute("drop table arrived")
    connection.execute(f"drop table vault.{stage}")
    connection.execute(f"create view vault.{stage} as ({_compiled(own, stage)})")


def _difference(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int]:
    """How many rows a table has in ours, and how many only one of the two has."""
    columns = connection.execute(
        "select lower(column_name) from duckdb_columns() "
        "where database_name = 'ours' and schema_name = 'vault' and table_name = ? order by all",
        [name],
    ).fetchall()
    listed = ", ".join(column for (column,) in columns)
    mine, theirs = f"select {listed} from ours.vault.{name}", f"select {listed} from vault.{name}"
    ((count, differing),) = connection.execute(
        f"select (select count(*) from ({mine})), "
        f"(select count(*) from ({mine} except all {theirs})) "
        f"+ (select count(*) from ({theirs} except all {mine}))"
    ).fetchall()
    return count, differing


def _built(project: Path, source: Path, folder: Path, *, own_sql: bool = False) -> Warehouse:
    """A copy of the project with the packages of a folder, and the warehouse that it builds."""
    started = time.monotonic()
    shutil.copytree(project, folder, ignore=LEFT_BEHIND)
    packages.copy(source, folder / "dbt_packages", packages.wanted(folder))
    packages.link_own(folder, folder / "dbt_packages")
    copy = Warehouse(folder, project=folder)
    if own_sql:
        _switch_to_own_sql(folder)
    for _ in range(BUILDS):
        # the first loads of AutomateDV's own SQL hold what the tests of the vault forbid
        _dbt(copy, "build", *(WITHOUT_TESTS if own_sql else []))
    with_what = f"{source}, with AutomateDV's own SQL" if own_sql else source
    say(f"built with {with_what} in {time.monotonic() - started:.0f} s.")
    return copy


def _dbt(copy: Warehouse, *arguments: str) -> None:
    copy.dbt(*arguments, "--vars", json.dumps(WORLD))


def _compiled(copy: Warehouse, model: str) -> str:
    """What dbt made last of a model."""
    (path,) = (copy.folder / "target" / "compiled").rglob(f"{model}.sql")
    return path.read_text(encoding="utf-8")


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


def say(text: str) -> None:
    """A line that stays."""
    display().line(f"Conformance: {text}")
