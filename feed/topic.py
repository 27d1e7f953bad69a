"""The topics on the broker: made if missing, asked how far they reach, and read at their ends."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from feed.errors import FeedError
from feed.settings import PARTITIONS, REPLICATION, Settings

SECONDS = 15.0
FOREVER = "-1"


def create_topics(settings: Settings) -> None:
    """Make the topics that are missing, and refuse one with another number of partitions."""
    admin = AdminClient({"bootstrap.servers": settings.broker, "log_level": 0})
    try:
        existing = admin.list_topics(timeout=SECONDS).topics
    except KafkaException as error:
        raise unreachable(settings) from error
    wanted = {
        settings.topic: NewTopic(
            settings.topic, PARTITIONS, REPLICATION, config={"retention.ms": FOREVER}
        ),
        settings.days_topic: NewTopic(
            settings.days_topic, 1, REPLICATION, config={"cleanup.policy": "compact"}
        ),
    }
    missing = [topic for name, topic in wanted.items() if name not in existing]
    for name, future in admin.create_topics(missing).items() if missing else ():
        try:
            future.result(SECONDS)
        except KafkaException as error:
            if error.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:
                raise FeedError(f"topic {name} can't be made: {error.args[0].str()}") from error
    count = partition_count(settings)
    if count != PARTITIONS:
        raise FeedError(
            f"topic {settings.topic} has {count} partitions in place of {PARTITIONS}; "
            "set KAFKA_TOPIC to another name"
        )


def partition_count(settings: Settings) -> int:
    """How many partitions the topic of events has; 0 if there is no such topic."""
    with reader(settings) as consumer:
        found = consumer.list_topics(settings.topic, timeout=SECONDS).topics.get(settings.topic)
        deadline = time.monotonic() + SECONDS
        while (found is None or not found.partitions) and time.monotonic() < deadline:
            time.sleep(0.2)
            found = consumer.list_topics(settings.topic, timeout=SECONDS).topics.get(settings.topic)
        return len(found.partitions) if found else 0


@contextmanager
def reader(settings: Settings) -> Iterator[Consumer]:
    """A consumer in no group that anybody else is in, for a look at a topic."""
    consumer = Consumer(
        {
            "bootstrap.servers": settings.broker,
            "group.id": f"{settings.topic}-look-{uuid4()}",
            "enable.auto.commit": False,
            "auto.offset.reset": "error",
            "enable.partition.eof": True,
            "log_level": 0,
        }
    )
    try:
        yield consumer
    except KafkaException as error:
        if _is_unreachable(error):
            raise unreachable(settings) from error
        raise
    finally:
        consumer.close()


def ends(settings: Settings) -> list[int]:
    """The offset after the last message of each partition."""
    with reader(settings) as consumer:
        return [
            consumer.get_watermark_offsets(TopicPartition(settings.topic, each), timeout=SECONDS)[1]
            for each in range(PARTITIONS)
        ]


def tails(settings: Settings, offsets: list[int], count: int) -> list[list[Message]]:
    """The last messages, up to a count, before an offset of each partition."""
    with reader(settings) as consumer:
        return [
            _between(consumer, settings.topic, partition, max(end - count, 0), end)
            for partition, end in enumerate(offsets)
        ]


def days(settings: Settings) -> dict[str, dict[str, Any]]:
    """What the producer told of each day that it has sent, by load date."""
    with reader(settings) as consumer:
        place = TopicPartition(settings.days_topic, 0)
        low, high = consumer.get_watermark_offsets(place, timeout=SECONDS)
        messages = _between(consumer, settings.days_topic, 0, low, high)
    told = {each["load_date"]: each for each in map(day_of, messages) if each}  # the last counts
    return dict(sorted(told.items()))


def day_of(message: Message) -> dict[str, Any] | None:
    """A day's record; none if the message holds something else."""
    try:
        found = json.loads(message.value() or b"")
        return found if {"load_date", "ends", "events", "parameters"} <= set(found) else None
    except (ValueError, TypeError):
        return None


def place_of(message: Message) -> tuple[int, int]:
    """The partition and the offset of a message that the broker has."""
    return message.partition() or 0, message.offset() or 0


def unreachable(settings: Settings) -> FeedError:
    """No broker answers."""
    return FeedError(f"no Kafka broker answers at {settings.broker}; is KAFKA_BROKER right?")


def _is_unreachable(error: KafkaException) -> bool:
    codes = (KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN, KafkaError._TIMED_OUT)
    return error.args[0].code() in codes


def _between(consumer: Consumer, topic: str, partition: int, first: int, end: int) -> list[Message]:
    """The messages of a stretch of a partition."""
    if first >= end:
        return []
    consumer.assign([TopicPartition(topic, partition, first)])
    found: list[Message] = []
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for message in consumer.consume(1_000, timeout=0.2):
            error = message.error()
            if error is None:
                found.append(message)
            elif error.code() == KafkaError._PARTITION_EOF:
                return found
        if found and place_of(found[-1])[1] >= end - 1:
            return found
    raise FeedError(f"{topic} partition {partition} gave no message up to {end} in {SECONDS:.0f} s")
