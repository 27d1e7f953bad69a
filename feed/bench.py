"""`make feed-bench`: every stage beside a plain program, on the same broker, in the same run.

The plain programs are what one writes with confluent-kafka's own client and serializers, a
dictionary per message; the codec is held against fastavro, which those serializers call. Time is
the process's own CPU time, since the broker and the rest of the machine are not what is measured.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from rich.console import Console
from rich.table import Table

from customer_events.landing.columns import converted
from customer_events.landing.flat import event_schema
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import codec, local, topic, versions
from feed.consume import Options, consume
from feed.consume import log as consumer_log
from feed.load import load
from feed.load import log as loader_log
from feed.produce import BATCH_ROWS, produce
from feed.settings import BATCH_SIZE, Settings

WORLD: dict[str, Any] = {"users": 10_000, "events_per_day": 10_000}
DAYS, STREAM_DAYS = 2, 6
RUNS = 5
HEADER = struct.Struct(">bI")
SCHEMA = versions.read(1)
PLAIN_SCHEMA = codec.fast_schema(SCHEMA)  # ids as text
PARSED = fastavro.parse_schema(json.loads(PLAIN_SCHEMA))


def main() -> int:
    """Run all of it and say how many times as fast each stage is."""
    for log in (consumer_log, loader_log):
        log.setLevel("ERROR")
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-bench-"))
    table = Table("stage", "the feed", "a plain program", "times", title="Events per CPU second")
    try:
        with local.services(folder) as running:
            place = replace(
                running.settings, topic=f"bench_{uuid4().hex[:8]}", landing=folder / "parquet_data"
            )
            for name, ours, theirs in [*_codec(), *_stream(place), _load(place, running.postgres)]:
                table.add_row(name, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.1f}")
        Console().print(table)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"Most memory used: {used:,.0f} MB")
    finally:
        local.remove(folder)
    return 0


def events(count: int) -> list[pa.RecordBatch]:
    """The events of the world's first days, in batches as the producer makes them."""
    parameters = Parameters(**WORLD)
    days = [parameters.start_date + timedelta(each) for each in range(count)]
    schedule = Schedule(dict.fromkeys(days, parameters), days)
    return list(consumer_events(schedule, batch_rows=BATCH_ROWS))


def rates(count: int, *works: Callable[[], object]) -> list[float]:
    """Events per CPU second, of the best of some runs in turn, so that noise meets all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for work, taken in zip(works, seconds, strict=True):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
    return [count / min(taken) for taken in seconds]


def dictionaries(batches: list[pa.RecordBatch]) -> list[dict[str, Any]]:
    """The events as a plain program has them: a dictionary each, ids as text."""
    schema = pa.schema([pa.field(each.name, _texts(each.type)) for each in event_schema(1)])
    rows: list[dict[str, Any]] = []
    for batch in batches:
        columns = [converted(batch[each.name], each.type) for each in schema]
        rows += pa.RecordBatch.from_arrays(columns, schema=schema).to_pylist()
    return rows


def _texts(type_: pa.DataType) -> pa.DataType:
    if type_ == pa.uuid():
        return pa.string()
    if pa.types.is_struct(type_):
        return pa.struct([pa.field(each.name, _texts(each.type)) for each in type_])
    if pa.types.is_list(type_):
        return pa.list_(_texts(type_.value_type))
    return pa.timestamp("us", "UTC") if pa.types.is_timestamp(type_) else type_


def _write(row: dict[str, Any], schema_id: int = 1) -> bytes:
    sink = io.BytesIO()
    sink.write(HEADER.pack(0, schema_id))
    fastavro.schemaless_writer(sink, PARSED, row)
    return sink.getvalue()


def _read(message: bytes) -> dict[str, Any]:
    source = io.BytesIO(message)
    source.seek(HEADER.size)
    row: dict[str, Any] = fastavro.schemaless_reader(source, PARSED, None)
    return row


def _codec() -> list[tuple[str, float, float]]:
    batches = events(DAYS)
    count, rows = sum(map(len, batches)), dictionaries(batches)
    flat = [message for batch in batches for message in codec.encode(batch, SCHEMA, 1)]
    messages = [flat[first : first + BATCH_SIZE] for first in range(0, count, BATCH_SIZE)]
    if [_write(row) for row in rows[:BATCH_SIZE]] != flat[:BATCH_SIZE]:
        raise SystemExit("the plain program writes other messages")
    encode = rates(
        count,
        lambda: [codec.encode(each, SCHEMA, 1) for each in batches],
        lambda: [_write(row) for row in rows],
    )
    decode = rates(
        count,
        lambda: [codec.decode(each, SCHEMA) for each in messages],
        lambda: [_read(each) for each in flat],
    )
    return [("encode", encode[0], encode[1]), ("decode", decode[0], decode[1])]


def _stream(place: Settings) -> list[tuple[str, float, float]]:
    """Both ends: from the generator onto the broker, and from the broker into files."""
    started = time.process_time()
    sent = produce(place, WORLD, count=STREAM_DAYS)
    ours = sent.events / (time.process_time() - started)
    plain = replace(place, topic=f"{place.topic}_plain")
    topic.create_topics(plain)
    started = time.process_time()
    _plain_producer(plain, events(STREAM_DAYS))
    theirs = sent.events / (time.process_time() - started)
    last = Parameters().start_date + timedelta(STREAM_DAYS - 1)
    started = time.process_time()
    consume(place, Options(group=place.topic, until=last, idle_seconds=0.2))
    landed = sent.events / (time.process_time() - started)
    started = time.process_time()
    _plain_consumer(plain, sent.events, place.landing.parent / "plain")
    theirs_landed = sent.events / (time.process_time() - started)
    return [
        ("produce, generator included", ours, theirs),
        ("consume and land", landed, theirs_landed),
    ]


def _plain_producer(place: Settings, batches: list[pa.RecordBatch]) -> None:
    producer = Producer({"bootstrap.servers": place.broker, "enable.idempotence": True})
    serializer = AvroSerializer(SchemaRegistryClient({"url": place.registry}), PLAIN_SCHEMA)
    context = SerializationContext(place.topic, MessageField.VALUE)
    for row in dictionaries(batches):
        key = (row["user_id"] or "").encode()
        while True:
            try:
                producer.produce(place.topic, serializer(row, context), key)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush()


def _plain_consumer(place: Settings, count: int, folder: Path) -> None:
    folder.mkdir()
    consumer = Consumer(
        {
            "bootstrap.servers": place.broker,
            "group.id": place.topic,
            "auto.offset.reset": "earliest",
        }
    )
    consumer.subscribe([place.topic])
    deserializer = AvroDeserializer(SchemaRegistryClient({"url": place.registry}), PLAIN_SCHEMA)
    context = SerializationContext(place.topic, MessageField.VALUE)
    rows: list[dict[str, Any]] = []
    taken = 0
    while taken < count:
        message = consumer.poll(1)
        if message is None or message.error():
            continue
        rows.append(_flat(deserializer(message.value(), context)))
        taken += 1
        if len(rows) == BATCH_SIZE or taken == count:
            pq.write_table(pa.Table.from_pylist(rows), folder / f"{uuid4()}.parquet")
            rows = []
    consumer.close()


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{inner}": each for inner, each in value.items()}
        else:
            flat[name] = value
    return flat


def _load(place: Settings, uri: str) -> tuple[str, float, float]:
    """Into PostgreSQL, beside psycopg's way: a JSON text per event through COPY."""
    started = time.process_time()
    loaded = load(place.landing, uri, place.topic)
    ours = loaded.events / (time.process_time() - started)
    import psycopg

    started = time.process_time()
    with psycopg.connect(uri) as connection:
        connection.execute("create table plain (partition int, number bigint, event jsonb)")
        with connection.cursor().copy("copy plain from stdin") as copy:
            for path in (place.landing / "data").glob("*.parquet"):
                for row in pq.read_table(path, schema=None).to_pylist():
                    text = json.dumps(row, default=str)
                    copy.write_row((row["kafka_partition"], row["kafka_offset"], text))
        connection.execute("drop table plain")
    return "load into PostgreSQL", ours, loaded.events / (time.process_time() - started)


if __name__ == "__main__":
    sys.exit(main())
