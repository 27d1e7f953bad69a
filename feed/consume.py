"""The consumer: messages of a group's partitions, in batches, into files that form chains."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from customer_events.landing.files import At, nothing, sweep
from customer_events.landing.manifest import read as read_manifest
from feed import topic
from feed.arrivals import Arrival, pieces
from feed.chain import Chain, Link
from feed.complete import complete, start_of
from feed.errors import FeedError
from feed.log import logger
from feed.registry import Registry
from feed.settings import BATCH_SIZE, Settings

GROUP = "landing"
IDLE_SECONDS = 2.0  # without a message, after which a file may be short
CHECK_SECONDS = 0.5
RETRY_SECONDS = 0.5
REST_SECONDS = 0.1
PATIENCE_SECONDS = 60.0  # without a broker, or before the topic is made
GONE_SECONDS = 5.0  # without a topic that was there
SESSION_MS = 10_000
ANSWER_BYTES = 1_000_000_000  # the local broker sends all that it has in one answer
REFRESH_MS = 3_000  # of what the client knows of the topic, so that it sees one come and go
TO_WAIT_FOR = (
    KafkaError._ALL_BROKERS_DOWN,
    KafkaError._TRANSPORT,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
    KafkaError.LEADER_NOT_AVAILABLE,
    KafkaError.NOT_LEADER_FOR_PARTITION,
)

log = logger("consumer")


@dataclass
class Options:
    """How a consumer works; the defaults are the project's."""

    group: str = GROUP
    name: str | None = None  # of a member that keeps its partitions over a restart
    batch_size: int = BATCH_SIZE
    idle_seconds: float = IDLE_SECONDS
    until: date | None = None  # the day after whose completion to end
    at: At = nothing


@dataclass
class _Share:
    """A partition that this consumer has: where its chain stands, and what waits to land."""

    chain: Chain
    link: Link
    waiting: list[Arrival] = field(default_factory=list)


class Landing:
    """A consumer at work."""

    def __init__(self, settings: Settings, options: Options) -> None:
        self.settings, self.options = settings, options
        self.registry = Registry(settings)
        self.counts: Counter[str] = Counter()
        self.shares: dict[int, _Share] = {}
        self.days: dict[str, dict[str, Any]] = {}  # told by the producer, and not complete yet
        self.heard_at = time.monotonic()
        self.failed_since: float | None = None
        self.had_topic = False
        (settings.landing / "data").mkdir(parents=True, exist_ok=True)
        sweep(settings.landing / "data")
        start_of(settings, 0)  # refuses the folder of another topic
        self.days_end = -1  # of the topic of days, when it was read last
        self.consumer = Consumer(_config(settings, options))
        self.consumer.subscribe([settings.topic], on_assign=self._assigned, on_revoke=self._revoked)

    def run(self) -> Counter[str]:
        """Land until the last day asked for is complete, or until interrupted."""
        try:
            checked_at = 0.0
            while True:
                messages = self.consumer.consume(1_000, timeout=0.2)
                self._take(messages)
                if not messages:
                    self._rest()
                self._give_up_on_what_is_away()
                now = time.monotonic()
                if now - self.heard_at > self.options.idle_seconds:
                    self._land_all()
                if now - checked_at > CHECK_SECONDS:
                    checked_at = now
                    if self._check_days():
                        return self.counts
        finally:
            self.consumer.close()

    def _take(self, messages: list[Message]) -> None:
        """Put messages where their partition waits, and land what is full."""
        arrivals: dict[int, list[Arrival]] = {}
        for message in messages:
            error = message.error()
            if error is not None:
                self._bear(error)
                continue
            partition, offset = topic.place_of(message)
            held = Arrival(offset, message.key(), message.value())
            arrivals.setdefault(partition, []).append(held)
        if arrivals:
            self.heard_at, self.failed_since = time.monotonic(), None
        for partition, share in self.shares.items():  # others were taken away by a rebalance
            after = share.waiting[-1].offset if share.waiting else share.link.offset - 1
            share.waiting += _after(arrivals.get(partition, []), after)
        for partition in list(self.shares):
            while len(self.shares[partition].waiting) >= self.options.batch_size:
                self._land(partition, is_all=False)

    def _rest(self) -> None:
        """Ask for nothing for a moment: some brokers answer a fetch of nothing at once."""
        held = self.consumer.assignment()
        if held:
            self.consumer.pause(held)
            time.sleep(REST_SECONDS)
            self.consumer.resume(held)

    def _bear(self, error: KafkaError) -> None:
        """Wait for what may come back; give up on anything else."""
        if error.code() == KafkaError._AUTO_OFFSET_RESET:
            self._wait_for_log()
            return
        if error.code() not in TO_WAIT_FOR and not error.retriable():
            raise FeedError(f"Kafka says: {error.str()}")
        if self.failed_since is None:
            self.failed_since = time.monotonic()
            log.warning("waiting for the broker at %s: %s", self.settings.broker, error.str())
        time.sleep(RETRY_SECONDS)

    def _give_up_on_what_is_away(self) -> None:
        """A broker may come back, and a topic may be made; one that was deleted is gone."""
        if self.failed_since is None:
            return
        waited = time.monotonic() - self.failed_since
        if waited < (GONE_SECONDS if self.had_topic else PATIENCE_SECONDS):
            return
        name, broker = self.settings.topic, self.settings.broker
        try:
            is_there = name in self.consumer.list_topics(timeout=1).topics
        except KafkaException as error:
            if waited > PATIENCE_SECONDS:
                raise topic.unreachable(self.settings) from error
            return
        if is_there:
            self.failed_since = None
        elif self.had_topic:
            raise FeedError(
                f"topic {name} has gone from the broker at {broker}; what has landed stays: "
                "run the producer and this again, and the rest follows"
            )
        else:
            raise FeedError(
                f"topic {name} is not on the broker at {broker}; run the producer, "
                "or correct KAFKA_TOPIC"
            )

    def _wait_for_log(self) -> None:
        """The log is shorter than what has landed: wait until the producer has sent it again."""
        for partition, share in self.shares.items():
            place = TopicPartition(self.settings.topic, partition)
            low, high = self.consumer.get_watermark_offsets(place, timeout=topic.SECONDS)
            if low > share.link.offset:
                raise FeedError(
                    f"{place.topic} partition {partition} begins at offset {low:,}, and "
                    f"{self.settings.landing} ends at {share.link.offset:,}: what lies between is gone"
                )
            if high < share.link.offset:
                log.warning(
                    "partition %d ends at %s, and %s have landed: run the producer again",
                    partition, f"{high:,}", f"{share.link.offset:,}",
                )  # fmt: skip
        time.sleep(RETRY_SECONDS)
        for partition in self.shares:
            self._seek(partition)

    def _seek(self, partition: int) -> None:
        """Drop what waits, and go on where the chain ends now."""
        share = self.shares[partition]
        share.waiting.clear()
        share.link = share.chain.end(share.link)
        self.consumer.seek(TopicPartition(self.settings.topic, partition, share.link.offset))

    def _assigned(self, consumer: Consumer, found: list[TopicPartition]) -> None:
        """Begin each partition where its chain ends, whatever was committed."""
        self.shares = {}
        for place in found:
            chain = Chain(self.settings.landing, self.settings.topic, place.partition)
            link = chain.end(start_of(self.settings, place.partition))
            self.shares[place.partition] = _Share(chain, link)
            place.offset = link.offset
            self.had_topic = True
        consumer.assign(found)
        shares = ", ".join(f"{each.partition} from {each.offset:,}" for each in found)
        log.info("has partitions %s", shares or "none")

    def _revoked(self, _: Consumer, __: list[TopicPartition]) -> None:
        """What waits will be read again by whoever gets the partition."""
        self.shares = {}

    def _land_all(self) -> None:
        for partition in list(self.shares):
            if self.shares[partition].waiting:
                self._land(partition, is_all=True)

    def _land(self, partition: int, *, is_all: bool) -> None:
        """Write files from what waits; the last day's rows may go on waiting for more."""
        share, size = self.shares[partition], self.options.batch_size
        batch = share.waiting[:size]
        found = pieces(batch, partition, share.link, self.registry.schema)
        for piece in found[:-1] if len(found) > 1 and not is_all else found:
            if not share.chain.land(share.link, piece, self.options.at):
                log.info("partition %d: another consumer was faster", partition)
                self._seek(partition)
                return
            share.link = Link(piece.end, piece.place)
            self._count(partition, piece)
        self.consumer.commit(
            offsets=[TopicPartition(self.settings.topic, partition, share.link.offset)],
            asynchronous=True,
        )
        share.waiting = [each for each in share.waiting if each.offset >= share.link.offset]

    def _count(self, partition: int, piece: Any) -> None:
        self.counts["files"] += 1
        self.counts["events"] += len(piece.rows)
        self.counts["dead letters"] += len(piece.dead)
        log.info(
            "partition %d: landed %s events of %s, up to offset %s",
            partition, f"{len(piece.rows):,}", piece.day, f"{piece.end:,}",
        )  # fmt: skip
        for reason, count in Counter(each.reason for each in piece.dead).most_common(3):
            log.warning("partition %d: put %d messages aside: %s", partition, count, reason)

    def _check_days(self) -> bool:
        """Write the manifests of days that are complete; True if the last one asked for is."""
        place = TopicPartition(self.settings.days_topic, 0)
        try:
            _, end = self.consumer.get_watermark_offsets(place, timeout=1)
            if end != self.days_end:
                self.days, self.days_end = topic.days(self.settings), end
        except (KafkaException, FeedError):
            log.debug("no word of the days")  # the topic of events tells whether to go on
        for load_date, day in sorted(self.days.items()):
            is_known = read_manifest(self.settings.landing, date.fromisoformat(load_date))
            if not complete(self.settings, day):
                break
            del self.days[load_date]
            if is_known is None:
                log.info("%s is complete: %s events", load_date, f"{day['events']:,}")
        until = self.options.until
        return until is not None and read_manifest(self.settings.landing, until) is not None


def _after(arrivals: list[Arrival], offset: int) -> Iterator[Arrival]:
    """Those whose offsets rise from an offset on; the client may give some again."""
    for each in arrivals:
        if each.offset > offset:
            offset = each.offset
            yield each


def _config(settings: Settings, options: Options) -> dict[str, Any]:
    config: dict[str, Any] = {
        "bootstrap.servers": settings.broker,
        "group.id": options.group,
        "enable.auto.commit": False,
        "auto.offset.reset": "error",
        "partition.assignment.strategy": "range",
        "session.timeout.ms": SESSION_MS,
        "queued.max.messages.kbytes": 32_768,
        "topic.metadata.refresh.interval.ms": REFRESH_MS,
        "receive.message.max.bytes": ANSWER_BYTES,
        "log_level": 0,
    }
    if options.name:
        config["group.instance.id"] = options.name
    return config


def consume(settings: Settings, options: Options | None = None) -> Counter[str]:
    """Land the topic; the counts of files, events and dead letters."""
    return Landing(settings, options or Options()).run()
