"""A small vault that uses AutomateDV's macros in every way, and what arrives for it.

Two feeds bring customers' orders. What arrives is random; the instants are minutes, and several
customers arrive at one instant.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb

from proofs import vault_sql

FEED = """
    select
        null::integer as customer_id,
        null::integer as order_id,
        null::varchar as customer_name,
        null::varchar as color,
        null::varchar as item,
        null::varchar as "gift note",
        null::varchar as feed,
        null::boolean as is_ended,
        null::timestamp as event_at,
        null::timestamp as arrived_at
    where false
"""
SOURCES = {
    "raw_web": FEED,
    "raw_shop": FEED,
    "as_of_dates": "select null::timestamp as as_of_date where false",
}


def _stage(source: str, source_model: str) -> str:
    return f"""
        -- depends_on: {{{{ ref('{source}') }}}}
        {{{{ automate_dv.stage(
            include_source_columns=true,
            source_model={source_model},
            derived_columns={{
                'source': '!{source}',
                'loaded_at': 'arrived_at',
                'effective_at': 'arrived_at',
                'started_at': 'arrived_at',
                'ended_at':
                    "case when is_ended then arrived_at else timestamp '9999-12-31' end",
                'label': ['customer_name', '!of', 'color'],
                'color': "nullif(trim(color), '')",
                'note': {{'source_column': 'gift note', 'escape': true}},
                'is_open': '!no',
                'details_satellite': '!DETAILS',
                'name_satellite': '!NAME',
            }},
            null_columns={{'required': 'customer_name', 'OPTIONAL': ['color']}},
            hashed_columns={{
                'customer_hk': 'customer_id',
                'order_hk': ['order_id'],
                'customer_order_hk': ['customer_id', 'order_id'],
                'details_hashdiff':
                    {{'is_hashdiff': true, 'columns': ['customer_name', 'color', 'label']}},
                'item_hashdiff': {{'is_hashdiff': true, 'columns': ['item', 'gift note']}},
                'name_hashdiff': {{
                    'is_hashdiff': true,
                    'exclude_columns': true,
                    'columns': [
                        'customer_id', 'order_id', 'color', 'item', 'gift note', 'is_ended', 'feed',
                        'event_at', 'arrived_at'
                    ],
                }},
            }},
            ranked_columns={{
                'arrival': {{
                    'partition_by': 'customer_hk',
                    'order_by': ['arrived_at', {{'order_id': 'desc'}}],
                    'dense_rank': true,
                }},
            }},
        ) }}}}
    """


STAGES = {
    "stage_web": _stage("raw_web", "'raw_web'"),
    "stage_shop": _stage("raw_shop", f"{{'{vault_sql.SOURCE}': 'raw_shop'}}"),
}

_LOADED = "src_ldts='loaded_at', src_source='source'"
_WEB = f"{_LOADED}, source_model='stage_web'"
_BOTH = f"{_LOADED}, source_model=['stage_web', 'stage_shop']"
_EFFECTIVITY = f"""
    src_pk='customer_order_hk', src_dfk='customer_hk', src_sfk='order_hk',
    src_start_date='started_at', src_end_date='ended_at', src_eff='effective_at', {_WEB}
"""
_STEP = """{
    'link_table': 'link', 'link_pk': 'customer_order_hk',
    'link_fk1': 'customer_hk', 'link_fk2': 'order_hk',
    'eff_sat_table': 'eff_sat_of_the_next', 'eff_sat_pk': 'customer_order_hk',
    'eff_sat_end_date': 'ended_at', 'eff_sat_load_date': 'loaded_at',
    'bridge_link_pk': 'link_customer_order_pk', 'bridge_end_date': 'step_ended_at',
    'bridge_load_date': 'step_loaded_at',
}"""
# the way back from the orders to whoever has them
_STEP_BACK = (
    _STEP.replace("'customer_hk'", "'first_hk'")
    .replace("'order_hk'", "'customer_hk'")
    .replace("'first_hk'", "'order_hk'")
    .replace("eff_sat_of_the_next", "eff_sat_of_the_source")
    .replace("'link_table': 'link'", "'link_table': 'link_of_two_sources'")
    .replace("link_customer_order_pk", "link_back_pk")
    .replace("step_", "back_")
)
_AS_OF = """
    as_of_dates_table='as_of_dates', src_ldts='loaded_at', source_model='hub',
    stage_tables_ldts={'stage_web': 'loaded_at', 'stage_shop': 'loaded_at'}
"""
_AS_OF_ORDERS = _AS_OF.replace("'hub'", "'hub_of_composite_keys'")


def _in_place_of_all(macro: str) -> str:
    """AutomateDV rebuilds these tables, with materializations of its own; ours appends."""
    return (
        f"{{{{ config(materialized='{macro}_incremental' "
        "if var('automate_dv_sql') else 'incremental') }}"
    )


TABLES = {
    "hub": f"{{{{ automate_dv.hub(src_pk='customer_hk', src_nk='customer_id', {_WEB}) }}}}",
    "hub_of_two_sources": f"""{{{{ automate_dv.hub(
        src_pk='customer_hk', src_nk='customer_id', src_extra_columns=['feed'], {_BOTH}
    ) }}}}""",
    "hub_of_composite_keys": f"""{{{{ automate_dv.hub(
        src_pk=['customer_hk', 'order_hk'], src_nk=['customer_id', 'order_id'], {_WEB}
    ) }}}}""",
    "link": f"""{{{{ automate_dv.link(
        src_pk='customer_order_hk', src_fk=['customer_hk', 'order_hk'], {_WEB}
    ) }}}}""",
    "link_of_two_sources": f"""{{{{ automate_dv.link(
        src_pk='customer_order_hk', src_fk=['customer_hk', 'order_hk'],
        src_extra_columns='feed', {_BOTH}
    ) }}}}""",
    "nh_link": f"""{{{{ automate_dv.nh_link(
        src_pk='customer_order_hk', src_fk=['customer_hk', 'order_hk'],
        src_payload=['item'], src_extra_columns=['feed'], src_eff='effective_at', {_WEB}
    ) }}}}""",
    "sat": f"""{{{{ automate_dv.sat(
        src_pk='customer_hk',
        src_hashdiff={{'source_column': 'details_hashdiff', 'alias': 'hashdiff'}},
        src_payload=['customer_name', 'color', 'label'], src_extra_columns=['feed'],
        src_eff='effective_at', {_WEB}
    ) }}}}""",
    "sat_of_the_rest": f"""{{{{ automate_dv.sat(
        src_pk='customer_hk',
        src_hashdiff={{'source_column': 'name_hashdiff', 'alias': 'hashdiff'}},
        src_payload={{
            'exclude_columns': true,
            'columns': [
                'order_id', 'color', 'label', 'item', 'gift note', 'is_ended', 'event_at',
                'arrived_at', 'started_at', 'ended_at', 'note', 'is_open', 'details_satellite',
                'name_satellite', 'order_hk',
                'customer_order_hk', 'details_hashdiff', 'item_hashdiff', 'arrival',
                'color_original',
            ],
        }},
        src_eff='effective_at', {_WEB}
    ) }}}}""",
    "sat_of_composite_keys": f"""{{{{ automate_dv.sat(
        src_pk=['customer_hk', 'order_hk'], src_hashdiff='item_hashdiff',
        src_payload=['item'], {_WEB}
    ) }}}}""",
    "sat_with_times": f"""{{{{ automate_dv.sat(
        src_pk=['customer_hk', 'started_at'], src_hashdiff='item_hashdiff',
        src_payload=['item', 'effective_at'], src_eff='effective_at', {_WEB}
    ) }}}}""",
    "ma_sat": f"""{{{{ automate_dv.ma_sat(
        src_pk='customer_hk', src_cdk='item', src_hashdiff='item_hashdiff',
        src_payload=['order_id'], src_eff='effective_at', {_WEB}
    ) }}}}""",
    "ma_sat_of_composite_keys": f"""{{{{ automate_dv.ma_sat(
        src_pk=['customer_hk'], src_cdk=['item', 'order_id'],
        src_hashdiff={{'source_column': 'details_hashdiff', 'alias': 'hashdiff'}},
        src_payload=['customer_name', 'color'], src_extra_columns=['feed'], {_WEB}
    ) }}}}""",
    "eff_sat_of_the_next": f"""
        {{{{ config(meta={{'is_auto_end_dating': true, 'apply_source_filter': true}}) }}}}
        {{{{ automate_dv.eff_sat({_EFFECTIVITY}, src_extra_columns=['feed', 'is_open']) }}}}
    """,
    "eff_sat_of_the_source": f"{{{{ automate_dv.eff_sat({_EFFECTIVITY}) }}}}",
    "xts": f"""{{{{ automate_dv.xts(
        src_pk='customer_hk',
        src_satellite={{
            'DETAILS': {{
                'sat_name': {{'SATELLITE_NAME': 'details_satellite'}},
                'hashdiff': {{'HASHDIFF': 'details_hashdiff'}},
            }},
            'NAME': {{
                'sat_name': {{'SATELLITE_NAME': 'name_satellite'}},
                'hashdiff': {{'HASHDIFF': 'name_hashdiff'}},
            }},
        }},
        src_extra_columns=['event_at'], {_BOTH}
    ) }}}}""",
    "ref_table": f"{{{{ automate_dv.ref_table(src_pk='item', {_WEB}) }}}}",
    "pit": f"""
        {_in_place_of_all("pit")}
        {{{{ automate_dv.pit(
            src_pk='customer_hk', {_AS_OF},
            satellites={{
                'sat': {{'pk': {{'pk': 'customer_hk'}}, 'ldts': {{'ldts': 'loaded_at'}}}},
                'sat_of_the_rest':
                    {{'pk': {{'pk': 'customer_hk'}}, 'ldts': {{'ldts': 'loaded_at'}}}},
            }},
        ) }}}}
    """,
    "bridge": f"""
        {_in_place_of_all("bridge")}
        {{{{ automate_dv.bridge(
            src_pk='customer_hk', {_AS_OF}, bridge_walk={{'ORDER': {_STEP}}}
        ) }}}}
    """,
    "bridge_of_composite_keys": f"""
        {_in_place_of_all("bridge")}
        {{{{ automate_dv.bridge(
            src_pk=['customer_hk', 'order_hk'], {_AS_OF_ORDERS}, bridge_walk={{'ORDER': {_STEP}}}
        ) }}}}
    """,
    "bridge_of_two_steps": f"""
        {_in_place_of_all("bridge")}
        {{{{ automate_dv.bridge(
            src_pk='customer_hk', {_AS_OF},
            bridge_walk={{'ORDER': {_STEP}, 'CUSTOMER': {_STEP_BACK}}}
        ) }}}}
    """,
}
VARIABLES = {"enable_ghost_records": True, "hash_content_casing": "disabled"}
META = {"apply_source_filter": True}


@dataclass(frozen=True)
class Arrival:
    """One row of a feed; the instants are minutes of a day."""

    table: str
    customer_id: int | None
    order_id: int | None
    customer_name: str | None
    color: str | None
    item: str | None
    is_ended: bool
    event: int
    minute: int


def arrivals(seed: int, minutes: int = 12) -> list[Arrival]:
    """What arrives in a random world: few values, so that states repeat, return and are shared."""
    rng = random.Random(seed)
    rows = []
    for minute in range(1, minutes + 1):
        for table in ("raw_web", "raw_shop"):
            for customer_id in rng.sample([1, 2, 3, None], rng.randint(0, 3)):
                name, color = (
                    rng.choice(["Ann", "ann", " Ann ", None]),
                    rng.choice(["", None, "red"]),
                )
                rows += [
                    Arrival(
                        table,
                        customer_id,
                        order_id,
                        name,
                        color,
                        rng.choice(["cup", "pen", None]),
                        rng.random() < 0.2,
                        rng.randint(0, minute),
                        minute,
                    )
                    for order_id in rng.sample([1, 2, 3, None], rng.choice([1, 1, 1, 2]))
                ]
    return rows


def compiled(
    tables: dict[str, str] = TABLES, variables: dict[str, Any] | None = None, **options: Any
) -> vault_sql.Vault:
    """These tables of the small vault; the options are those of vault_sql.compiled."""
    variables = VARIABLES | (variables or {})
    return vault_sql.compiled(SOURCES, STAGES, tables, variables=variables, meta=META, **options)


def loaded(
    vault: vault_sql.Vault,
    loads: list[list[Arrival]],
    dates: list[list[int]] | None = None,
    names: Iterable[str] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The rows of the named tables, or of every table, after these loads, sorted.

    The dates to look from are given for each load, as minutes; else each load adds its instants.
    """
    tables = {name: vault.tables[name] for name in names or vault.tables}
    seen: set[int] = set()
    with duckdb.connect() as connection:
        connection.execute(f"attach ':memory:' as {vault_sql.DATABASE}")
        connection.execute(f"use {vault_sql.DATABASE}")
        for name, query in SOURCES.items():
            connection.execute(f"create table {name} as {query}")
        for name, query in vault.stages.items():
            connection.execute(f"create view {name} as {query}")
        for number, rows in enumerate(loads):
            seen |= {row.minute for row in rows}
            _arrive(connection, rows, dates[number] if dates else sorted(seen))
            for name, table in tables.items():
                vault_sql.load(connection, name, table)
        return {name: _content(connection, name) for name in tables}


def _arrive(connection: duckdb.DuckDBPyConnection, rows: list[Arrival], dates: list[int]) -> None:
    """Put a load into the sources in place of the one before."""
    for table in SOURCES:
        connection.execute(f"delete from {table}")
    for row in rows:
        connection.execute(
            f"insert into {row.table} values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                row.customer_id,
                row.order_id,
                row.customer_name,
                row.color,
                row.item,
                row.item and f"one {row.item}",
                row.table.removeprefix("raw_"),
                row.is_ended,
                instant(row.event),
                instant(row.minute),
            ],
        )
    for date in dates:
        connection.execute("insert into as_of_dates values (?)", [instant(date)])


def _content(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    rows = connection.execute(f"from {table}")
    names = [column[0].lower() for column in rows.description]
    return sorted((dict(zip(names, row, strict=True)) for row in rows.fetchall()), key=repr)


def instant(minute: int) -> datetime:
    """The instant that a minute stands for."""
    return datetime(2025, 1, 1) + timedelta(minutes=minute)


def hashed(*values: int | None) -> bytes:
    """The key that the stages make of these numbers."""
    text = "||".join("^^" if value is None else str(value) for value in values)
    return hashlib.md5(text.encode()).digest()


def in_loads(rows: list[Arrival], cuts: list[int]) -> list[list[Arrival]]:
    """The arrivals in loads that end with these minutes and with the last one."""
    bounds = [0, *cuts, max(row.minute for row in rows)]
    return [
        [row for row in rows if after < row.minute <= last]
        for after, last in itertools.pairwise(bounds)
        if after < last
    ]
