"""What loads of the vault cost, ours beside AutomateDV's own SQL.

Each measure is a process of its own that loads one table of a prepared file, takes the load back
and says what it cost. The sides take turns; medians count. A PIT is made from nothing, without
a disk to spill to; AutomateDV's at the largest size that fits its memory, halved until it does.
Needs the real package, in the folder that DBT_PACKAGES_MIRROR names.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from proofs import vault_sql
from reelhouse import packages

SIDES = ("ours", "AutomateDV")
VARIABLES = {"enable_ghost_records": True, "hash_content_casing": "disabled"}
META = {"apply_source_filter": True, "is_auto_end_dating": True}

_STAGE = """
    null::blob as key, null::blob as other_key, null::blob as pair_key, null::varchar as name,
    null::varchar as child, null::varchar as satellite, null::blob as hashdiff,
    null::integer as a, null::integer as b, null::timestamp as began_at,
    null::timestamp as ended_at, null::timestamp as effective_at, null::timestamp as loaded_at,
    null::varchar as source
"""
SOURCES = {
    "stage": f"select {_STAGE} where false",
    "keys": "select null::blob as key, null::timestamp as loaded_at where false",
    "states": "select null::blob as key, null::timestamp as loaded_at where false",
    "more_states": "select null::blob as key, null::timestamp as loaded_at where false",
    "dates": "select null::timestamp as as_of_date where false",
}
_LOADED = "src_ldts='loaded_at', src_source='source', source_model='stage'"
_SATELLITE = "{'pk': {'pk': 'key'}, 'ldts': {'ldts': 'loaded_at'}}"
TABLES = {
    "hub": f"{{{{ automate_dv.hub(src_pk='key', src_nk='name', {_LOADED}) }}}}",
    "link": f"""{{{{ automate_dv.link(
        src_pk='pair_key', src_fk=['key', 'other_key'], {_LOADED}
    ) }}}}""",
    "nh_link": f"""{{{{ automate_dv.nh_link(
        src_pk='pair_key', src_fk=['key', 'other_key'], src_payload=['a', 'b'],
        src_eff='effective_at', {_LOADED}
    ) }}}}""",
    "sat": f"""{{{{ automate_dv.sat(
        src_pk='key', src_hashdiff='hashdiff', src_payload=['name', 'a', 'b'],
        src_eff='effective_at', {_LOADED}
    ) }}}}""",
    "ma_sat": f"""{{{{ automate_dv.ma_sat(
        src_pk='other_key', src_cdk='child', src_hashdiff='hashdiff', src_payload=['a', 'b'],
        {_LOADED}
    ) }}}}""",
    "eff_sat": f"""{{{{ automate_dv.eff_sat(
        src_pk='pair_key', src_dfk='key', src_sfk='other_key', src_start_date='began_at',
        src_end_date='ended_at', src_eff='effective_at', {_LOADED}
    ) }}}}""",
    "xts": f"""{{{{ automate_dv.xts(
        src_pk='key',
        src_satellite={{'ONE': {{
            'sat_name': {{'SATELLITE_NAME': 'satellite'}}, 'hashdiff': {{'HASHDIFF': 'hashdiff'}}
        }}}},
        src_extra_columns='effective_at', {_LOADED}
    ) }}}}""",
    "pit": f"""{{{{ automate_dv.pit(
        src_pk='key', as_of_dates_table='dates', source_model='keys', src_ldts='loaded_at',
        satellites={{'states': {_SATELLITE}, 'more_states': {_SATELLITE}}},
        stage_tables_ldts={{'stage': 'loaded_at'}}
    ) }}}}""",
}


@dataclass(frozen=True)
class Cost:
    """Of one load."""

    cpu: float
    wall: float
    megabytes: float
    rows: int


def main(arguments: list[str] | None = None) -> int:
    """Measure both sides and print the ratios."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.vault",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("macros", nargs="*", help="of " + ", ".join(TABLES) + "; else all")
    parser.add_argument("--rows", type=int, default=5_000_000, help="rows of a load")
    parser.add_argument("--into", type=int, default=20_000_000, help="rows that are there")
    parser.add_argument("--keys", type=int, default=200_000, help="keys of the PIT")
    parser.add_argument("--dates", type=int, default=90, help="dates of the PIT")
    parser.add_argument("--times", type=int, default=3, help="measures of each side")
    parser.add_argument("--memory", default="12GB", help="DuckDB's memory limit")
    parser.add_argument("--pit-memory", default="8GB", help="its limit for our PIT")
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(asdict(_measured(*options.measure))))
        return 0
    unknown = set(options.macros) - set(TABLES)
    if unknown or min(options.rows, options.into, options.keys, options.dates, options.times) < 1:
        parser.error(f"unknown macro {', '.join(unknown)}" if unknown else "sizes begin at 1")
    mirror = os.environ.get(packages.MIRROR_VARIABLE)
    if not mirror:
        parser.error(f"{packages.MIRROR_VARIABLE} is not set")
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as folder:
        _report(Path(folder), options, Path(mirror).expanduser())
    return 0


def _report(folder: Path, options: argparse.Namespace, mirror: Path) -> None:
    stages: dict[str, str] = {}
    models = (SOURCES, stages, TABLES)
    vaults = {
        "ours": vault_sql.compiled(*models, variables=VARIABLES, meta=META),
        "AutomateDV": vault_sql.compiled(
            *models, variables=VARIABLES, meta=META, source_of_packages=mirror, own_sql=True
        ),
    }
    print(f"{'':10}{'rows':>12}{'written':>12}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}", flush=True)
    for macro in options.macros or TABLES:
        loads = {side: vault.tables[macro] for side, vault in vaults.items()}
        if macro == "pit":
            _report_pit(folder, options, {side: load.first for side, load in loads.items()})
        else:
            _report_load(folder, options, macro, loads)


def _report_load(
    folder: Path, options: argparse.Namespace, macro: str, loads: dict[str, vault_sql.Loads]
) -> None:
    database = folder / f"{macro}.duckdb"
    prepare(database, macro, loads["ours"].first, options.rows, options.into)
    costs: dict[str, list[Cost]] = {side: [] for side in SIDES}
    for turn in range(options.times):
        for side in SIDES if turn % 2 == 0 else reversed(SIDES):
            query = f"insert into {macro} by name ({loads[side].next})"
            cost = _in_a_process(folder, database, query, options.memory, macro)
            assert cost
            costs[side].append(cost)
    medians = [_line(f"{macro}, {side}", options.rows, costs[side]) for side in SIDES]
    print(f"{macro}: AutomateDV's SQL takes {medians[1] / medians[0]:.2f} times the CPU\n")
    database.unlink()


def _report_pit(folder: Path, options: argparse.Namespace, queries: dict[str, str]) -> None:
    for side in SIDES:
        memory = options.pit_memory if side == "ours" else options.memory
        keys = options.keys
        costs: list[Cost] = []
        while keys and not costs:
            database = folder / f"pit_{keys}.duckdb"
            prepare_pit(database, keys, options.dates)
            for _ in range(options.times if side == "ours" else 1):
                query = f"create table pit as ({queries[side]})"
                cost = _in_a_process(folder, database, query, memory, "pit")
                if not cost:
                    print(f"pit, {side}: {keys:,} keys do not fit {memory}", flush=True)
                    keys //= 2
                    break
                costs.append(cost)
            database.unlink()
        cpu = _line(f"pit, {side}", keys * options.dates, costs)
        print(f"pit, {side}: {1e6 * cpu / costs[0].rows:.2f} CPU us a row, {keys:,} keys\n")


def prepare(database: Path, macro: str, first_load: str, rows: int, into: int) -> None:
    """A file with a table of so many rows, made by its own first load, and a load for it."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as {vault_sql.DATABASE}")
        connection.execute(f"use {vault_sql.DATABASE}")
        connection.execute(f"create table stage as ({_arrivals(into, states=5, since=0)})")
        connection.execute(f"create table {macro} as ({first_load})")
        connection.execute(
            f"create or replace table stage as ({_arrivals(rows, states=1, since=into // 10)})"
        )


def _arrivals(rows: int, *, states: int, since: int) -> str:
    """So many rows, from the key `since` on, each key in so many states, one an hour.

    The load has one state a key, the fifth again for every second one: half of what is known
    does not change.
    """
    state = f"(row % {states})" if states > 1 else "(4 + row % 2)"
    return f"""
        select
            unhex(md5(key::varchar)) as key,
            unhex(md5('o' || key // 3)) as other_key,
            unhex(md5(key || '-' || key // 3)) as pair_key,
            'name ' || key as name,
            'child ' || key % 3 as child,
            'ONE' as satellite,
            unhex(md5(key || ' ' || state)) as hashdiff,
            (key % 1000)::integer as a,
            state::integer as b,
            loaded_at as began_at,
            timestamp '9999-12-31' as ended_at,
            loaded_at as effective_at,
            loaded_at,
            'bench' as source

        from (
            select
                {since} + row // {states} as key,
                {state} as state,
                timestamp '2025-01-{1 if states > 1 else 9:02}' + interval ({state}) hour
                    as loaded_at

            from range({rows}) as counted (row)
        )
    """


def prepare_pit(database: Path, keys: int, dates: int) -> None:
    """A file with a hub, dates, and two satellites with five states a key on average."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as {vault_sql.DATABASE}")
        connection.execute(f"use {vault_sql.DATABASE}")
        connection.execute(
            "create table keys as select unhex(md5(key::varchar)) as key, "
            f"timestamp '2025-01-01' as loaded_at from range({keys}) as counted (key)"
        )
        for name in ("states", "more_states"):
            connection.execute(
                f"create table {name} as select unhex(md5(key::varchar)) as key, "
                f"timestamp '2025-01-01' + interval (hash('{name}', key, state) % {dates * 86400}) "
                f"second as loaded_at from range({keys}) as counted (key), "
                f"range(10) as numbered (state) where hash(state, key, '{name}') % 2 = 0"
            )
        connection.execute(
            f"create table dates as select timestamp '2025-01-02' + interval (day) day "
            f"as as_of_date from range({dates}) as counted (day)"
        )


def _in_a_process(folder: Path, database: Path, query: str, memory: str, table: str) -> Cost | None:
    """The cost of a query that fills a table; none if it does not fit the memory."""
    (folder / "query.sql").write_text(query, encoding="utf-8")
    command = [sys.executable, "-m", "bench.vault", "--measure"]
    done = subprocess.run(
        [*command, str(database), str(folder / "query.sql"), memory, table],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "OutOfMemory" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Cost(**json.loads(done.stdout))


def _measured(database: str, query: str, memory: str, table: str) -> Cost:
    connection = duckdb.connect()
    connection.execute(f"set memory_limit = '{memory}'")
    connection.execute("set preserve_insertion_order = false")
    if table == "pit":
        connection.execute("set temp_directory = ''")
    connection.execute(f"attach '{database}' as {vault_sql.DATABASE}")
    connection.execute(f"use {vault_sql.DATABASE}")
    connection.execute("begin")
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    (written,) = connection.execute(Path(query).read_text(encoding="utf-8")).fetchall()[0]
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    connection.execute("rollback")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, _peak_megabytes(), written)


def _peak_megabytes() -> float:
    """Of this process alone: what rusage says may be its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _line(name: str, rows: int, costs: list[Cost]) -> float:
    """Print the medians and return that of the CPU seconds."""
    cpu = statistics.median(cost.cpu for cost in costs)
    wall = statistics.median(cost.wall for cost in costs)
    peak = max(cost.megabytes for cost in costs)
    print(
        f"{name:20}{rows:>12,}{costs[0].rows:>12,}{cpu:>8.2f}{wall:>8.2f}{peak:>9,.0f}", flush=True
    )
    return cpu


if __name__ == "__main__":
    sys.exit(main())
