"""The producer: the world's events, in order, each at its place in the log.

The events of a seed are one fixed sequence, and a partition's log is a prefix of its share of
it. So the log says itself where to go on: after its last event. Nothing else is remembered. The
last event must be the world's own, byte for byte, or the topic holds another world.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from confluent_kafka import KafkaError, Message, Producer

from customer_events.landing.columns import converted
from customer_events.landing.manifest import parameters_as_json
from customer_events.parameters import Parameters
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from feed import codec, topic, versions
from feed.errors import FeedError
from feed.partitions import partitions
from feed.plan import planned
from feed.registry import Registry
from feed.sequence import day_of, places, say
from feed.settings import PARTITIONS, Settings

BATCH_ROWS = 20_000
IN_FLIGHT = 100_000  # messages that wait for the broker; its client takes more without a fault
TAIL = 50  # messages at the end of a partition, one of which is an event
SECONDS = 60
DAY_SECONDS = 86_400
TICK_SECONDS = 0.2  # what is due within it goes at once

Report = Callable[[int, int, int], None]  # days done, days in all, events sent


@dataclass
class Log:
    """One partition: what it held at the start, and what has been sent since."""

    end: int  # the offset that the next message gets
    last: int = -1  # the place of the last event in it
    body: bytes | None = None  # and its record, until the world's own is found equal
    acknowledged: int = 0

    def __post_init__(self) -> None:
        self.acknowledged = self.end


@dataclass(frozen=True)
class Sent:
    """What a run of the producer did."""

    events: int
    days: int
    seconds: float


@dataclass
class _Line:
    """The way to the broker: batches in order, every one of them acknowledged at its offset."""

    settings: Settings
    logs: list[Log]
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.producer = Producer(
            {
                "bootstrap.servers": self.settings.broker,
                "enable.idempotence": True,
                "acks": "all",
                "compression.type": "lz4",
                "linger.ms": 20,
                "message.timeout.ms": SECONDS * 1000,
                "queue.buffering.max.messages": 4 * IN_FLIGHT,
                "log_level": 0,
            }
        )

    def send(self, partition: int, messages: list[dict[str, bytes | None]]) -> None:
        """Hand messages of a partition over, in order."""
        while len(self.producer) > IN_FLIGHT:
            self.producer.poll(0.1)
        taken = self.producer.produce_batch(
            self.settings.topic, messages, partition=partition, on_delivery=self._delivered
        )
        self.producer.poll(0)
        if taken != len(messages):
            raise FeedError(f"Kafka's client took {taken} of {len(messages)} messages; run again")
        self.logs[partition].end += taken
        self._check()

    def flush(self) -> None:
        """Wait until all is on the broker."""
        while len(self.producer):
            self.producer.flush(1)
            self._check()
        self._check()

    def tell(self, day: dict[str, Any]) -> None:
        """Tell at which offsets a day ends."""
        self.producer.produce(
            self.settings.days_topic,
            json.dumps(day).encode(),
            day["load_date"].encode(),
            partition=0,
            on_delivery=self._told,
        )

    def _told(self, error: KafkaError | None, _: Message) -> None:
        if error is not None:
            self.trouble.append(error.str())

    def _delivered(self, error: KafkaError | None, message: Message) -> None:
        if error is not None:
            self.trouble.append(f"the broker at {self.settings.broker} took no more: {error.str()}")
            return
        partition, offset = topic.place_of(message)
        log = self.logs[partition]
        if offset != log.acknowledged:
            self.trouble.append(
                f"partition {partition} put a message at offset {offset:,} in place of "
                f"{log.acknowledged:,}: another producer sends, or the broker lost some"
            )
        log.acknowledged = offset + 1

    def _check(self) -> None:
        if self.trouble:
            self.producer.purge()
            raise FeedError(f"{self.trouble[0]}; nothing is lost, run the producer again")


def produce(
    settings: Settings,
    given: Mapping[str, Any],
    *,
    count: int | None = None,
    speed: float | None = None,
    threads: int = 1,
    report: Report = lambda *_: None,
) -> Sent:
    """Send what the topic lacks of the planned days; all of it is there when this returns."""
    started = time.monotonic()
    topic.create_topics(settings)
    registry = Registry(settings)
    ids = registry.register()
    recorded = topic.days(settings)
    days = planned(recorded, given, count)
    logs = _logs(settings, registry)
    line = _Line(settings, logs)
    before = [log.end for log in logs]
    open_days = _open_days(logs, list(days))
    for done, (day, batches) in enumerate(_by_day(days, open_days, threads), 1):
        events = 0
        for batch in _paced(batches, speed):
            events += len(batch)
            _send(line, batch, ids)
            report(done - 1, len(open_days), _count(logs, before))
        line.flush()
        told = {"of_days": len(days), "parameters": parameters_as_json(days[day])}
        _record(line, day, events, told, recorded)
        report(done, len(open_days), _count(logs, before))
    line.flush()
    _check_ends(settings, logs)
    return Sent(_count(logs, before), len(open_days), time.monotonic() - started)


def _count(logs: list[Log], before: list[int]) -> int:
    return sum(log.end for log in logs) - sum(before)


def _logs(settings: Settings, registry: Registry) -> list[Log]:
    """How far each partition is: its end, and the last event in it."""
    ends = topic.ends(settings)
    return [
        _log(settings, end, tail, registry)
        for end, tail in zip(ends, topic.tails(settings, ends, TAIL), strict=True)
    ]


def _log(settings: Settings, end: int, tail: list[Message], registry: Registry) -> Log:
    for message in reversed(tail):
        value = message.value() or b""
        schema_id = codec.header_of(value)
        schema = None if schema_id is None else registry.schema(schema_id)
        if schema is None:
            continue
        events, bad = codec.decode([value], schema)
        if not bad and {"load_date", "arrival_number"} <= set(events.schema.names):
            return Log(end, int(places(events)[0]), value[codec.HEADER.size :])
    if tail:
        raise FeedError(
            f"the last {len(tail)} messages of {settings.topic} are no events; "
            "set KAFKA_TOPIC to another name"
        )
    return Log(end)


def _open_days(logs: list[Log], days: list[date]) -> list[date]:
    """The days to make: from the first that a partition may lack something of."""
    since = min((day_of(log.last) if log.last >= 0 else days[0]) for log in logs)
    return [day for day in days if day >= since]


def _by_day(
    days: dict[date, Parameters], load: list[date], threads: int
) -> Iterator[tuple[date, Iterator[pa.RecordBatch]]]:
    """The events of each day, one day after another, and none of a day without events."""
    if not load:
        return
    schedule = Schedule(days, load)
    events = consumer_events(schedule, threads=threads, batch_rows=BATCH_ROWS)
    stream = (part for batch in events for part in _cut_by_day(batch))
    waiting: list[tuple[date, pa.RecordBatch]] = []

    def of(day: date) -> Iterator[pa.RecordBatch]:
        while True:
            if not waiting:
                found = next(stream, None)
                if found is None:
                    return
                waiting.append(found)
            if waiting[0][0] != day:
                return
            yield waiting.pop()[1]

    for day in load:
        yield day, of(day)


def _cut_by_day(batch: pa.RecordBatch) -> Iterator[tuple[date, pa.RecordBatch]]:
    days = batch["load_date"].cast(pa.int32()).to_numpy()
    firsts = np.flatnonzero(np.diff(days, prepend=days[0] - 1)).tolist()
    for first, after in zip(firsts, [*firsts[1:], len(batch)], strict=True):
        yield batch["load_date"][first].as_py(), batch.slice(first, after - first)


def _paced(batches: Iterator[pa.RecordBatch], speed: float | None) -> Iterator[pa.RecordBatch]:
    """The batches at once, or in the rhythm of a day that runs so many times faster.

    The first message of a day goes at the earliest time of day at which one of its events
    arrived, the second at the next, and so on: as many at noon and at night as in the world.
    Which event it is, the order of the log says, and that is not the clock's.
    """
    if not speed:
        yield from batches
        return
    held = list(batches)
    due, sent, started = _times_of_day(held) / speed, 0, time.monotonic()
    for batch in held:
        first = sent
        while sent < first + len(batch):
            time.sleep(max(0.0, started + due[sent] - time.monotonic()))
            now = time.monotonic() - started + TICK_SECONDS
            after = min(int(np.searchsorted(due, now)), first + len(batch))
            yield batch.slice(sent - first, after - sent)
            sent = after
    time.sleep(max(0.0, started + DAY_SECONDS / speed - time.monotonic()))


def _times_of_day(batches: list[pa.RecordBatch]) -> np.ndarray:
    """The times of day at which events arrived, in seconds since midnight UTC, in order."""
    found = [batch["ingested_at"].cast(pa.int64()).to_numpy() for batch in batches]
    return np.sort(np.concatenate([np.empty(0, np.int64), *found]) / 1e6 % DAY_SECONDS)


def _send(line: _Line, events: pa.RecordBatch, ids: Mapping[int, int]) -> None:
    """Send what the log does not have yet, each event in the version that it names."""
    found = places(events)
    version_of = events["schema_version"].to_numpy()
    users = converted(events["user_id"], pa.string())
    to = partitions(users, PARTITIONS)
    last = np.array([log.last for log in line.logs])
    wanted = np.flatnonzero(found >= last[to])
    if not len(wanted):
        return
    messages: dict[int, bytes] = {}
    for version, schema_id in ids.items():
        rows = wanted[version_of[wanted] == version]
        if len(rows):
            encoded = codec.encode(events.take(pa.array(rows)), versions.read(version), schema_id)
            messages |= dict(zip(rows.tolist(), encoded, strict=True))
    keys = [None if key is None else key.encode() for key in users.to_pylist()]
    for partition, log in enumerate(line.logs):
        rows = wanted[to[wanted] == partition]
        if log.body is not None and len(rows):
            _check_world(line.settings, log, int(found[rows[0]]), messages[int(rows[0])])
        rows = rows[found[rows] > log.last].tolist()
        if rows:
            line.send(partition, [{"value": messages[row], "key": keys[row]} for row in rows])


def _check_world(settings: Settings, log: Log, place: int, message: bytes) -> None:
    """The last event of the log must be the one that this world has at its place."""
    if place != log.last or message[codec.HEADER.size :] != log.body:
        raise FeedError(
            f"topic {settings.topic} holds another world: {say(log.last)} is not this one's; "
            "give the parameters it was made with, or set KAFKA_TOPIC to another name"
        )
    log.body = None


def _record(
    line: _Line, day: date, events: int, told: dict[str, Any], recorded: Mapping[str, Any]
) -> None:
    """Tell the ends of a day, unless that has been told.

    Of a partition that was ahead of the others the day's own end is not known; what was told
    is, and its end now is never too early.
    """
    known = recorded.get(day.isoformat(), {})
    before = known.get("ends", [0] * PARTITIONS)
    is_beyond = [log.last >= 0 and day_of(log.last) > day for log in line.logs]
    ends = [
        min(end, log.end) or log.end if beyond else log.end
        for end, log, beyond in zip(before, line.logs, is_beyond, strict=True)
    ]
    found = {"load_date": day.isoformat(), "ends": ends, "events": events} | told
    if any(known.get(name) != value for name, value in found.items() if name != "of_days"):
        line.tell(found)


def _check_ends(settings: Settings, logs: list[Log]) -> None:
    """The log ends where the last event went, and held what was there before."""
    for partition, log in enumerate(logs):
        if log.body is not None:
            raise FeedError(
                f"topic {settings.topic} holds another world: {say(log.last)} in partition "
                f"{partition} is not in this one; set KAFKA_TOPIC to another name"
            )
    ends, wanted = topic.ends(settings), [log.end for log in logs]
    if ends != wanted:
        raise FeedError(
            f"topic {settings.topic} ends at {ends} and not at {wanted}: the broker lost messages; "
            "run the producer again"
        )
