"""The contract of an event: what is derived from it is current, and says what the contract says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pyarrow as pa
import pytest
import yaml

from customer_events.contract import FAULTS, Arrival
from customer_events.delivery import way
from customer_events.kit.fields import Field, declared
from customer_events.landing import flat
from customer_events.parameters import Parameters
from customer_events.rows import schemas
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import versions
from reelhouse import contract, settings
from reelhouse.contract import columns, sql
from warehouse import refuse_another_layout

STAGING = contract.STAGING
DOCS = {"docs/customer_events.md", contract.BLOCKS}
AVRO = {contract.SCHEMA.format(version) for version in versions.VERSIONS}
QUARANTINE = {f"{STAGING}quarantine.sql", f"{STAGING}quarantine.yml", "docs/staging.md"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the derived files."""
    for path in contract.derived():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.PROJECT / path, tmp_path / path)
    return tmp_path


@contextmanager
def declared_as(path: str, **rule: object) -> Iterator[None]:
    """A field that is declared otherwise for a while."""
    field = columns.find(path).field
    before = {name: getattr(field, name) for name in rule}
    _declare(field, rule)
    try:
        yield
    finally:
        _declare(field, before)


def _declare(field: Field, rule: dict[str, object]) -> None:
    for name, value in rule.items():
        object.__setattr__(field, name, value)
    for kept in (flat.event_schema, flat.flat_schema):
        kept.cache_clear()


def test_derived_files_are_current() -> None:
    assert contract.derive(check=True) == [], "run make contract"


@pytest.mark.parametrize("path", sorted(contract.derived()))
def test_an_edit_by_hand_is_found_and_undone(project: Path, path: str) -> None:
    file = project / path
    text = file.read_text()
    first = text.index("\n", max(text.find(" contract: "), 0)) + 1
    file.write_text(text[:first] + "typed by hand\n" + text[first:])
    assert contract.derive(check=True, project=project) == [path]
    assert contract.derive(project=project) == [path]
    assert file.read_text() == text


def test_what_is_written_by_hand_stays(project: Path) -> None:
    path = f"{STAGING}events.sql"
    file = project / path
    file.write_text(file.read_text().replace("as is_orphan", "as is_an_orphan"))
    with declared_as("event_details.paused", column="was_paused"):
        contract.derive(project=project)
    assert "as is_an_orphan," in file.read_text()
    assert "accepted.event_details.paused as was_paused," in file.read_text()


def test_a_file_without_its_regions_is_refused(project: Path) -> None:
    file = project / f"{STAGING}accepted.sql"
    file.write_text(file.read_text().replace("-- end of contract", ""))
    with pytest.raises(settings.Refused, match=r"accepted.sql has the regions none; it takes"):
        contract.derive(project=project)


# What a change of the contract reaches: the files that say it, and no other.
MUTATIONS = [
    (
        "event_details.play_percentage",
        {"high": 110},
        {"docs/customer_events.md", f"{STAGING}events.yml", *QUARANTINE},
    ),
    (
        "event_details.play_duration",
        {"low": 5},
        {"docs/customer_events.md", f"{STAGING}events.yml", *QUARANTINE},
    ),
    ("content.episode", {"high": 99}, {"docs/customer_events.md", f"{STAGING}events.yml"}),
    (
        "user_id",
        {"optional": True},
        {*DOCS, f"{STAGING}accepted.yml", f"{STAGING}events.yml", f"{STAGING}quarantine.sql"},
    ),
    (
        "event_details.playback_quality",
        {"optional": False},
        {*DOCS, *AVRO, f"{STAGING}events.yml"},
    ),
    (
        "search_history.query",
        {"optional": True},
        {*DOCS, *AVRO, f"{STAGING}search_history.yml"},
    ),
    ("device.model", {"says": "How the maker calls it."}, {*DOCS, *AVRO}),
    ("device.type", {"any_case": False}, {f"{STAGING}events.sql"}),
    (
        "user_action.duration",
        {"kind": "number"},
        {"docs/customer_events.md", contract.RAW, *AVRO, contract.VIEWS},
    ),
    (
        "playback_session.drm",
        {"kind": "flag"},
        {
            "docs/customer_events.md",
            contract.RAW,
            contract.SCHEMA.format(2),
            contract.VIEWS,
            f"{STAGING}arrivals.sql",
            f"{STAGING}events.sql",
            f"{STAGING}events.yml",
        },
    ),
]


@pytest.mark.parametrize(("path", "rule", "reached"), MUTATIONS)
def test_a_change_reaches_the_files_that_say_it(
    project: Path, path: str, rule: dict, reached: set[str]
) -> None:
    with declared_as(path, **rule):
        assert set(contract.derive(project=project)) == reached
    assert set(contract.derive(project=project)) == reached


# The rules as the docs of staging had them before they were derived, on values at each edge.
BY_HAND = """
case
    when source.user_id is null then 'missing_user'
    when event_types.event_type is null then 'unknown_event_type'
    when source.timestamp is null or zones.timezone is null then 'missing_time'
    when source.timestamp > source.ingested_at then 'future_timestamp'
    when (source.timestamp - interval 5 hour)::date < source.load_date - 3 then 'too_late'
    when event_types.has_content and source.content.id is null then 'missing_content'
    when source.event_details.play_duration < 0 then 'negative_duration'
    when source.event_details.play_percentage not between 0 and 100
        then 'impossible_percentage'
end
"""
EDGES = """
from (select unnest([null, 'viewer']) as user_id)
cross join (select unnest([null, 'content_play', 'search', 'login']) as event_type)
cross join (select unnest([
    null, timestamp '2025-01-07 04:59', timestamp '2025-01-07 05:00',
    timestamp '2025-01-10 21:00', timestamp '2025-01-10 21:00:01'
]) as timestamp)
cross join (select unnest([null, 'UTC', 'Mars/Olympus']) as zone)
cross join (select unnest([null, {'id': null}, {'id': 'film'}]) as content)
cross join (select unnest([null, -1, 0]) as play_duration)
cross join (select unnest([null, -0.1, 0, 100, 100.1]) as play_percentage)
"""


def test_the_quarantine_says_what_was_agreed() -> None:
    derived = sql.reasons().removesuffix(" as reason,")
    derived = derived.replace(
        "{{ viewing_date('source.timestamp', 'zones.timezone') }}",
        "(source.timestamp - interval 5 hour)::date",
    ).replace("{{ parameter('late_days') }}", "3")
    found = duckdb.sql(f"""
        with source as (
            select *, {{'timezone': zone}} as location,
                {{'play_duration': play_duration, 'play_percentage': play_percentage}}
                    as event_details,
                timestamp '2025-01-10 21:00' as ingested_at, date '2025-01-10' as load_date
            {EDGES}
        ),
        event_types as (from (values ('content_play', true), ('search', false))
            as types (event_type, has_content)),
        zones as (select 'UTC' as timezone)
        select {BY_HAND} as agreed, {derived} as derived, count(*)
        from source
        left join event_types on source.event_type = event_types.event_type
        left join zones on source.location.timezone = zones.timezone
        group by all
    """).fetchall()
    assert all(agreed == derived for agreed, derived, _ in found)
    assert {agreed for agreed, *_ in found} == {None, *(each.reason for each in FAULTS)}


def test_every_fault_that_the_generator_makes_has_a_rule() -> None:
    assert {each for each in way.FAULTS if each} == {each.reason for each in FAULTS}


def test_raw_has_the_types_that_its_yml_says() -> None:
    day = date(2025, 1, 1)
    world = Parameters(users=100, titles=60, posts=0, events_per_day=100, schema_v2_from=day)
    rows = consumer_events(Schedule({day: world}, [day]))
    with duckdb.connect() as connection:
        connection.register("raw", rows)
        found = dict(
            connection.execute("select column_name, column_type from (describe raw)").fetchall()
        )
        [model] = yaml.safe_load((settings.PROJECT / contract.RAW).read_text())["models"]
        said = {
            each["name"]: connection.execute(f"select typeof(null::{each['data_type']})").fetchone()
            for each in model["columns"]
        }
    assert list(found) == list(said) == [each.name for each in declared(Arrival)]
    assert found == {name: type_ for name, (type_,) in said.items()}


class Raw(str):
    """The raw table, as dbt names it."""

    identifier = "raw_consumer_events"


@pytest.mark.parametrize("is_older", [True, False])
def test_a_table_of_an_older_layout_is_refused(is_older: bool) -> None:
    schema = schemas.consumer_events(1)
    with duckdb.connect() as connection:
        connection.register("made", pa.RecordBatchReader.from_batches(schema, []))
        connection.execute("create table raw_consumer_events as from made")
        if is_older:
            connection.execute(
                "alter table raw_consumer_events alter event_details type struct(paused boolean)"
            )
        dbt = SimpleNamespace(is_incremental=True, this=Raw(Raw.identifier))
        refused = pytest.raises(ValueError, match=r"event_details holds other fields .* full-ref")
        with refused if is_older else nullcontext():
            refuse_another_layout(dbt, connection, schema)
