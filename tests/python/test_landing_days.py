"""Days in a landing folder: complete or refused, and equal to what the generator makes."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_events import __main__ as command_line
from customer_events.kit.errors import CustomerEventsError
from customer_events.landing import manifest
from customer_events.landing.columns import converted, uuids
from customer_events.landing.export import by_processes, export, land_parts
from customer_events.landing.flat import plain
from customer_events.landing.manifest import Manifest
from customer_events.landing.parts import complete, lacking
from customer_events.landing.read import landed
from customer_events.parameters import Parameters
from customer_events.world.schedule import Schedule
from feed import flat_views, versions
from feed.partitions import _murmur2, partitions
from feed.sequence import is_new, places
from messaging import __main__ as messages
from messaging.landing import TABLES

SMALL = {"users": 100, "posts": 200, "events_per_day": 150, "schema_v2_from": "2025-01-02"}
DIRTY = {"late_rate": 0.2, "duplicate_rate": 0.1, "invalid_rate": 0.2, "untidy_rate": 0.2}
WORLD = Parameters(**SMALL, **DIRTY)
DAYS = [WORLD.start_date + timedelta(each) for each in range(3)]
SCHEDULE = Schedule(dict.fromkeys(DAYS, WORLD), DAYS)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("landing")
    export(folder, WORLD, DAYS[0], len(DAYS), TABLES)
    return folder


@pytest.fixture
def copy(exported, tmp_path):
    """A folder with the first day's manifest, and no files."""
    manifest.write(tmp_path, manifest.read(exported, DAYS[0]))
    return tmp_path


def rows(reader):
    """The rows in any order, without the pools that some come in."""
    fields = [pa.field(each.name, plain(each.type)) for each in reader.schema]
    batches = [
        pa.Table.from_arrays([converted(batch[each.name], each.type) for each in fields],
                             schema=pa.schema(fields))
        for batch in reader
    ]  # fmt: skip
    with duckdb.connect() as session:
        session.register("found", pa.concat_tables(batches))
        return sorted(map(str, session.execute("select found::varchar from found").fetchall()))


@pytest.mark.parametrize("table", TABLES)
def test_landed_days_are_those_of_the_generator(exported, table):
    """Three days at once equal three that were exported one by one."""
    assert rows(landed(table, SCHEDULE, exported, TABLES)) == rows(TABLES[table](SCHEDULE))


def test_a_day_that_is_not_complete_is_refused_by_name(exported):
    days = [*DAYS, DAYS[-1] + timedelta(1)]
    schedule = Schedule(dict.fromkeys(days, WORLD), days)
    with pytest.raises(CustomerEventsError, match="2025-01-04 is not complete"):
        landed("users", schedule, exported)


def test_a_folder_of_another_world_is_refused(exported):
    other = replace(WORLD, events_per_day=151)
    schedule = Schedule(dict.fromkeys(DAYS, other), DAYS)
    message = r"2025-01-01 .* another world: events_per_day is 150 there and 151 here"
    with pytest.raises(CustomerEventsError, match=message):
        landed("users", schedule, exported)
    with pytest.raises(CustomerEventsError, match="another world"):
        export(exported, other, DAYS[0], 1)


def test_a_folder_of_other_value_sets_is_refused(exported, tmp_path):
    there = manifest.read(exported, DAYS[0])
    manifest.write(tmp_path, replace(there, seeds_digest="another"))
    schedule = Schedule({DAYS[0]: WORLD}, [DAYS[0]])
    with pytest.raises(CustomerEventsError, match=r"2025-01-01 .* other value sets than those"):
        landed("users", schedule, tmp_path)
    with pytest.raises(CustomerEventsError, match=r"2025-01-01 .* other value sets than those"):
        export(tmp_path, WORLD, DAYS[0], 1)


def contents(folder):
    """The bytes of all files, by their names."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.long
def test_many_processes_write_the_same_files(exported, tmp_path):
    export(tmp_path, WORLD, DAYS[0], len(DAYS), TABLES, way=by_processes(2))
    assert contents(tmp_path) == contents(exported)


def test_a_day_is_complete_when_its_last_table_is_there(exported, tmp_path):
    """Each table is made alone, as if by a process of its own, the last ones first."""
    for name, make in reversed(TABLES.items()):
        assert complete(tmp_path, WORLD, DAYS[2], TABLES) is None
        assert name in lacking(tmp_path, DAYS[2], TABLES)
        land_parts(tmp_path, WORLD, [DAYS[2]], {name: make})
    assert manifest.days(tmp_path) == []
    assert complete(tmp_path, WORLD, DAYS[2], TABLES) == manifest.read(exported, DAYS[2])
    assert contents(tmp_path).items() <= contents(exported).items()


def test_a_part_of_another_world_completes_no_day(tmp_path):
    other = replace(WORLD, events_per_day=151)
    some = {"users": TABLES["users"]}
    land_parts(tmp_path, other, [DAYS[0]], some)
    message = "another world: events_per_day is 151 there and 150 here"
    with pytest.raises(CustomerEventsError, match=message):
        land_parts(tmp_path, WORLD, [DAYS[0]], some)
    with pytest.raises(CustomerEventsError, match=message):
        complete(tmp_path, WORLD, DAYS[0], some)


def test_a_table_that_the_folder_does_not_have_is_left_to_the_generator(tmp_path):
    empty = {"consumer_events": {"rows": 0, "files": []}}
    manifest.write(tmp_path, Manifest(DAYS[0], WORLD, empty))
    schedule = Schedule({DAYS[0]: WORLD}, [DAYS[0]])
    assert landed("users", schedule, tmp_path) is None
    assert landed("consumer_events", schedule, tmp_path).read_all().num_rows == 0
    with pytest.raises(CustomerEventsError, match="from the feed, events alone"):
        export(tmp_path, WORLD, DAYS[0], 1)


def test_a_day_without_messages_is_no_whole_one(tmp_path):
    export(tmp_path, WORLD, DAYS[0], 1)
    with pytest.raises(CustomerEventsError, match=r"2025-01-01 without cio_deliveries, cio_metr"):
        export(tmp_path, WORLD, DAYS[0], 1, TABLES)


def test_a_file_that_is_gone_is_named(copy):
    schedule = Schedule({DAYS[0]: WORLD}, [DAYS[0]])
    with pytest.raises(CustomerEventsError, match=r"users/.*parquet can't be read"):
        landed("users", schedule, copy).read_all()


def test_a_manifest_that_claims_more_rows_is_refused(exported):
    schedule = Schedule({DAYS[0]: WORLD}, [DAYS[0]])
    path = manifest.path_of(exported, DAYS[0])
    before = path.read_text()
    held = json.loads(before)
    held["tables"]["users"]["rows"] += 1
    path.write_text(json.dumps(held))
    try:
        with pytest.raises(CustomerEventsError, match=r"of the .* rows of users"):
            landed("users", schedule, exported).read_all()
    finally:
        path.write_text(before)


def test_an_export_is_a_command(tmp_path, capsys):
    words = ["export", "--output", str(tmp_path), "--first", "2025-01-02", "--days", "1"]
    words += [f"{name.upper()}={value}" for name, value in SMALL.items()]
    assert command_line.main(words) == 0
    assert "2025-01-02: " in capsys.readouterr().out
    assert manifest.days(tmp_path) == [DAYS[1]]
    assert command_line.main(["export", "--output", str(tmp_path), "USER=3"]) == 2
    assert "'USER=3' is no parameter" in capsys.readouterr().err


def test_an_export_of_some_tables_says_what_is_missing(tmp_path, capsys):
    words = ["export", "--output", str(tmp_path), "--days", "1", "--tables"]
    small = [f"{name.upper()}={value}" for name, value in SMALL.items()]
    assert messages.main([*words, "users,cio_ads", *small]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2025-01-01: users, cio_ads; the day still lacks consumer_events, cont")
    assert not {"users", "cio_ads"} & set(said.split("lacks ")[1].strip().split(", "))
    assert messages.main([*words, "user", *small]) == 2
    assert "'user' is no table; it takes consumer_events, users" in capsys.readouterr().err
    assert messages.main(["export", "--output", str(tmp_path), "--days", "1", *small]) == 0
    assert f"rows of {len(TABLES)} tables" in capsys.readouterr().out
    assert messages.main([]) == 2
    assert "python -m messaging export --help" in capsys.readouterr().err


@given(st.lists(st.none() | st.uuids(), max_size=20), st.integers(0, 5))
def test_uuids_are_text_and_back(ids, start):
    texts = pa.array([None if each is None else str(each) for each in ids], pa.string())[start:]
    found = uuids(texts)
    assert found.to_pylist() == ids[start:]
    assert converted(found, pa.string()).equals(texts)


@pytest.mark.parametrize("text", ["", "5", "g" * 36, str(UUID(int=7)).replace("-", "_")])
def test_a_text_that_is_no_uuid_is_refused(text):
    with pytest.raises(ValueError, match="is no UUID"):
        uuids(pa.array([str(UUID(int=1)), text]))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (b"a-little-bit-long-string", -985981536),
        (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
    ],
)
def test_keys_are_hashed_as_kafka_hashes_them(key, value):
    """Two of the values in the tests of Kafka's own clients."""
    assert _murmur2(np.frombuffer(key, np.uint8)[None]).view(np.int32)[0] == value


def test_events_without_a_user_share_a_partition():
    found = partitions(pa.array([None, str(UUID(int=1)), None]), 3)
    assert found[0] == found[2]
    assert set(partitions(pa.array([str(UUID(int=each)) for each in range(99)]), 3)) == {0, 1, 2}


def test_what_was_sent_twice_is_not_new():
    assert is_new(np.array([5, 6, 7, 6, 7, 8, 3, 9]), 4).tolist() == [
        True, True, True, False, False, True, False, True,
    ]  # fmt: skip
    assert is_new(np.array([4, 5]), 4).tolist() == [False, True]


def test_the_places_of_a_world_rise():
    for batch in TABLES["consumer_events"](SCHEDULE):
        assert (np.diff(places(batch)) > 0).all()


def test_schemas_and_views_are_those_of_the_contract():
    """`make contract` writes them."""
    for version in versions.VERSIONS:
        assert versions.read(version) == versions.as_text(versions.record(version))
    assert flat_views.POSTGRES.read_text() == flat_views.postgres()


def test_a_new_version_only_adds_fields_that_may_be_missing():
    old, new = ({each["name"]: each for each in versions.record(version)["fields"]}
                for version in versions.VERSIONS)  # fmt: skip
    assert {name: new[name] for name in old} == old
    added = [each for name, each in new.items() if name not in old]
    assert added
    assert all(each["default"] is None and each["type"][0] == "null" for each in added)
