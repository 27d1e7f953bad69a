"""Messages: byte for byte fastavro's, and nothing that is broken gets through or stops the rest."""

import io
import json
import random

import fastavro
import pyarrow as pa
import pytest
from conftest import DAYS, WORLD

from customer_events.landing.flat import flatten
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import codec, versions
from feed.errors import FeedError

SCHEMA = versions.read(2)
PARSED = fastavro.parse_schema(json.loads(versions.read(2)))


@pytest.fixture(scope="module")
def events():
    parameters = Parameters(**WORLD)
    days = [parameters.start_date.replace(day=each + 1) for each in range(DAYS)]
    found = consumer_events(Schedule(dict.fromkeys(days, parameters), days[1:]))
    return next(iter(found))


@pytest.fixture(scope="module")
def messages(events):
    return codec.encode(events, SCHEMA, 7)


def test_messages_are_those_of_fastavro(messages):
    assert len(messages) > 500
    for message in messages:
        assert message[:5] == b"\x00\x00\x00\x00\x07"
        source = io.BytesIO(message[5:])
        row = fastavro.schemaless_reader(source, PARSED)
        again = io.BytesIO()
        fastavro.schemaless_writer(again, PARSED, row)
        assert again.getvalue() == message[5:]


def test_fastavro_reads_the_rows_that_were_written(events, messages):
    rows = flatten(events).to_pylist()
    for message, row in zip(messages, rows, strict=True):
        found = fastavro.schemaless_reader(io.BytesIO(message[5:]), PARSED)
        assert found["event_id"] == row["event_id"]
        assert found["user_id"] == row["user_id"]
        assert (found["content"] or {}).get("title") == row["content_title"]
        assert found["user_action"] == without_zone(row["user_action"], found["user_action"])
        assert found["event_details"]["bandwidth"] == row["event_details_bandwidth"]
        assert found["load_date"] == row["load_date"]


def without_zone(actions, like):
    """The actions with instants that know they are in UTC, as fastavro gives them."""
    if actions is None:
        return None
    return [
        each | {"timestamp": other["timestamp"]} for each, other in zip(actions, like, strict=True)
    ]


def test_what_was_written_is_read(events, messages):
    batch, bad = codec.decode(messages, SCHEMA)
    assert bad == []
    assert flatten(batch).equals(flatten(events))


def test_broken_messages_are_named_and_the_others_survive(events, messages):
    broken = list(messages)
    broken[3] = broken[3][:-9]
    broken[5] = broken[5] + b"x"
    broken[8] = broken[8][:5]
    batch, bad = codec.decode(broken, SCHEMA)
    assert [place for place, _ in bad] == [3, 5, 8]
    assert dict(bad)[5] == "bytes follow the record"
    kept = [place for place in range(len(events)) if place not in (3, 5, 8)]
    assert flatten(batch).equals(flatten(events).take(kept))


def test_noise_never_stops_the_reader(messages):
    chance = random.Random(11)
    noisy = []
    for message in (chance.choice(messages) for _ in range(3_000)):
        held = bytearray(message)
        for _ in range(chance.randint(1, 4)):
            held[chance.randrange(5, len(held))] = chance.randrange(256)
        noisy.append(bytes(held[: chance.randint(5, len(held))]))
    batch, bad = codec.decode(noisy, SCHEMA)
    assert len(batch) + len(bad) == len(noisy)
    assert len(bad) > 1_000


def test_lists_in_blocks_with_a_size_are_read_too(events):
    """Other encoders write lists so; the bytes differ, the record does not."""
    row = codec.decode(codec.encode(events.slice(0, 1), SCHEMA, 7), SCHEMA)[0].to_pylist()[0]
    row |= {"user_action": None, "recommendations": None, "search_history": []}
    plain = io.BytesIO()
    fastavro.schemaless_writer(
        plain, fastavro.parse_schema(json.loads(codec.fast_schema(SCHEMA))), row
    )
    services = row["user_subscription"]["connected_services"] = ["a", "b"]
    items = b"".join(bytes([2 * len(each)]) + each.encode() for each in services)
    usual, blocks = io.BytesIO(), None
    fastavro.schemaless_writer(
        usual, fastavro.parse_schema(json.loads(codec.fast_schema(SCHEMA))), row
    )
    before = b"\x04" + items + b"\x00"  # two items, then no more
    assert before in usual.getvalue()
    blocks = usual.getvalue().replace(before, b"\x03" + bytes([2 * len(items)]) + items + b"\x00")
    batch, bad = codec.decode([bytes(5) + blocks], SCHEMA)
    assert bad == []
    assert batch["user_subscription"][0].as_py()["connected_services"] == services


def test_a_null_where_none_may_be_is_refused(events):
    place = events.schema.get_field_index("session_id")
    nulls = events.set_column(place, "session_id", pa.nulls(len(events), pa.uuid()))
    with pytest.raises(FeedError, match=r"session_id has .* nulls"):
        codec.encode(nulls, SCHEMA, 7)


def test_a_null_inside_a_list_is_refused(events):
    place = events.schema.get_field_index("search_history")
    item = pa.struct({"search_id": pa.uuid(), "timestamp": pa.timestamp("us"),
                      "query": pa.string(), "results_count": pa.int32()})  # fmt: skip
    one = pa.StructArray.from_arrays([pa.nulls(1, each.type) for each in item], fields=list(item))
    lists = pa.ListArray.from_arrays([0] + [1] * len(events), one)
    nulls = events.set_column(place, "search_history", lists)
    with pytest.raises(FeedError, match=r"search_history\[\]\.search_id has 1 nulls"):
        codec.encode(nulls, SCHEMA, 7)
