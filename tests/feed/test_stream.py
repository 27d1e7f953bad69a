"""From the generator through a broker into files: each row once, whatever goes wrong."""

import json
import math
import threading
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from conftest import DAYS, WORLD
from worlds_landed import is_the_worlds

from customer_events.landing import manifest
from customer_events.landing.columns import converted
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import codec, topic, versions
from feed import produce as producer
from feed.chain import Chain, Link
from feed.errors import FeedError
from feed.registry import Registry


def dead_letters(settings):
    paths = (settings.landing / "dead_letters").glob("*.jsonl")
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


def put(settings, values, partition=0):
    """Put messages into the topic as anybody can."""
    producer = Producer({"bootstrap.servers": settings.broker})
    for value in values:
        producer.produce(settings.topic, value, partition=partition)
    assert producer.flush(10) == 0


def test_what_was_made_has_landed(settings, send, land):
    sent = send()
    counts = land()
    assert sent.events == counts["events"] == sum(topic.ends(settings))
    assert len(manifest.days(settings.landing)) == DAYS
    assert is_the_worlds(settings)
    assert dead_letters(settings) == []


def test_the_topic_is_as_it_was_asked_for(settings, send):
    send(days=1)
    with topic.reader(settings) as consumer:
        found = consumer.list_topics(settings.topic, timeout=10).topics[settings.topic]
    assert len(found.partitions) == 3
    assert all(len(each.replicas) == 1 for each in found.partitions.values())


def test_the_official_client_counts_what_was_sent(settings, send):
    sent = send(days=1)
    ids = Registry(settings).register().values()
    consumer = Consumer({"bootstrap.servers": settings.broker, "group.id": settings.topic,
                         "auto.offset.reset": "earliest"})  # fmt: skip
    consumer.assign([TopicPartition(settings.topic, each, 0) for each in range(3)])
    found = []
    while len(found) < sent.events:
        found += consumer.consume(500, timeout=5)
    consumer.close()
    assert len({(each.partition(), each.offset()) for each in found}) == sent.events
    for message in found:
        assert codec.header_of(message.value()) in ids
        assert message.key() is None or len(message.key()) == 36


def test_sending_again_sends_the_rest(settings, send, land):
    first, again, rest = send(days=1), send(days=1), send(days=DAYS)
    assert first.events > 0
    assert again.events == 0
    land()
    assert first.events + rest.events == sum(topic.ends(settings))
    assert is_the_worlds(settings)


def test_another_world_is_refused(settings, send):
    send(days=1)
    with pytest.raises(FeedError, match="another world: users is 300 there and 301 here"):
        send(days=1, users=301)
    assert topic.days(settings)["2025-01-01"]["parameters"]["users"] == 300


def test_another_world_is_seen_in_the_log_itself(settings, send, monkeypatch):
    """Without the topic of days, by the last event."""
    send(days=1)
    monkeypatch.setattr(topic, "days", lambda _: {})
    with pytest.raises(FeedError, match=r"holds another world: arrival .* of 2025-01-01"):
        send(days=1, invalid_rate=0.9)


def test_a_topic_of_something_else_is_refused(settings, send):
    topic.create_topics(settings)
    put(settings, [b"hello"])
    with pytest.raises(FeedError, match=r"the last 1 messages of .* are no events"):
        send(days=1)


def test_a_day_is_sent_in_its_own_rhythm(settings, monkeypatch):
    """By a clock that only sleeping moves on."""
    first = Parameters().start_date
    day = Schedule({first: Parameters(**WORLD)}, [first])
    made = list(consumer_events(day, batch_rows=64))
    minutes = sorted(
        each.hour * 60 + each.minute
        for batch in made
        for each in converted(batch["ingested_at"], pa.timestamp("us")).to_pylist()
    )
    now, sent = [0.0], []
    monkeypatch.setattr(producer.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(producer.time, "sleep", lambda seconds: now.append(now.pop() + seconds))
    for part in producer._paced(iter(made), speed=60.0):  # a minute of the day in a second
        sent += [now[0]] * len(part)
    assert [math.floor(each + producer.TICK_SECONDS) - due in (0, 1) or each for each, due in
            zip(sent, minutes, strict=True)] == [True] * len(minutes)  # fmt: skip
    assert now == [24 * 60.0]


def test_two_producers_at_once_lose_and_double_nothing(settings, send, land):
    """Both send from the start, as when the dead one's last request arrives late."""
    topic.create_topics(settings)
    copies = [replace(settings) for _ in range(2)]
    ended = []

    def run(place):
        from feed.produce import produce

        try:
            produce(place, WORLD, count=DAYS, speed=86_400)
            ended.append("sent")
        except FeedError as error:
            ended.append(str(error))

    threads = [threading.Thread(target=run, args=(each,)) for each in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert any("another producer sends" in each for each in ended), ended
    send()
    land()
    assert is_the_worlds(settings)
    assert all("came before: sent twice" in each["reason"] for each in dead_letters(settings))


def test_broken_messages_are_put_aside(settings, send, land):
    send(days=1)
    schema_id = Registry(settings).register()[1]
    with topic.reader(settings):
        [tail, *_] = topic.tails(settings, topic.ends(settings), 1)
    good = tail[0].value()
    payment = json.dumps({"type": "record", "name": "Payment", "fields": []})
    other = Registry(replace(settings, topic="payments")).register_schema(payment)
    end = topic.ends(settings)[0]
    put(settings, [
        good[:-3],
        b"no Avro",
        None,
        codec.HEADER.pack(0, 9_999) + good[5:],
        codec.HEADER.pack(0, other),
        good + b"!",
        good,
    ])  # fmt: skip
    send(days=DAYS)
    land()
    assert is_the_worlds(settings)
    reasons = {each["offset"] - end: each["reason"] for each in dead_letters(settings)}
    assert sorted(reasons) == list(range(7))
    assert "unexpected end" in reasons[0]
    assert reasons[1] == reasons[2] == "no Avro message in the registry's format"
    assert reasons[3] == "schema 9999 is not in the registry, or is no Avro schema"
    assert reasons[4] == f"schema {other} is Payment, not UserEvent"
    assert reasons[5] == "bytes follow the record"
    assert "came before: sent twice" in reasons[6]
    assert schema_id != other


def test_a_later_version_is_read_by_what_is_known_of_it(settings, send, land):
    """An event of a version that adds a field, as another team's producer would send it."""
    send(days=1)
    [tail, *_] = topic.tails(settings, topic.ends(settings), 1)
    event, _ = codec.decode([tail[0].value()], versions.read(1))
    schema = json.loads(versions.read(2))
    schema["fields"].append({"name": "mood", "type": ["null", "string"], "default": None})
    schema_id = Registry(settings).register_schema(json.dumps(schema))
    number = event.schema.get_field_index("arrival_number")
    later = event.set_column(number, "arrival_number", pa.array([10**6 + 1]))
    for name in ("playback_session", "experiment_group", "mood"):
        field = codec.arrow_schema(json.dumps(schema)).field(name)
        later = later.append_column(field, pa.nulls(1, field.type))
    put(settings, codec.encode(later, json.dumps(schema), schema_id))
    with pytest.raises(FeedError, match="the producer sent"):
        land(days=1)
    chain = Chain(settings.landing, settings.topic, 0)
    last = list(chain.files(Link()))[-1]
    rows = pq.ParquetFile(settings.landing / "data" / last.name).read()
    assert rows["arrival_number"].to_pylist()[-1] > 10**6


def test_nobody_there_is_one_line(settings, send, monkeypatch):
    monkeypatch.setattr(topic, "SECONDS", 1.0)
    from feed.consume import consume
    from feed.produce import produce

    away = replace(settings, broker="127.0.0.1:1")
    with pytest.raises(FeedError, match=r"^no Kafka broker answers at 127.0.0.1:1; .*"):
        produce(away, WORLD, count=1)
    away = replace(settings, registry="http://127.0.0.1:1")
    with pytest.raises(FeedError, match=r"^no registry answers at http://127.0.0.1:1 .*"):
        produce(away, WORLD, count=1)
    send(days=1)
    with pytest.raises(FeedError, match=r"^no registry answers"):
        consume(away)


def test_a_folder_of_another_topic_is_refused(settings, send, land):
    send(days=1)
    land(days=1)
    from feed.consume import consume

    with pytest.raises(FeedError, match=f"holds 2025-01-01 of {settings.topic}, not of other"):
        consume(replace(settings, topic="other"))
