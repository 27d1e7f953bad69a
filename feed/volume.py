"""`make feed-volume`: a million events through one consumer, and the memory that it takes.

The consumer is a process of its own, so what is measured is what the system gave it. Its memory
must not grow with what it has landed: it holds a batch for each partition, and what its client
has fetched ahead. Days are sent one after another, and what has landed is deleted from the topic:
the local broker answers a fetch with all that it has, whatever limit the client names.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from rich.console import Console

from customer_events.landing import manifest
from customer_events.landing.manifest import EVENTS
from customer_events.parameters import Parameters
from feed import local, topic
from feed.command import safely
from feed.errors import FeedError
from feed.produce import TAIL, produce
from feed.settings import Settings

USERS, A_DAY = 20_000, 100_000
SLOWEST_SECONDS = 120  # for a day to land
KB, MB = 1024, 1024 * 1024
SHARE = 0.75  # of the events of a day that come on it; others come later, or never


def measure(folder: Path, events: int, most: int) -> None:
    """Send so many events and a few, land them, and say how fast and with how much memory."""
    days = [
        Parameters().start_date + timedelta(each) for each in range(round(events / A_DAY / SHARE))
    ]
    with local.services(folder, with_postgres=False) as running:
        place = replace(
            running.settings, topic=f"volume_{uuid4().hex[:8]}", landing=folder / "parquet_data"
        )
        environment = replace(running, settings=place).environment
        command = [sys.executable, "-m", "feed.run_consumer", "--until", days[-1].isoformat()]
        topic.create_topics(place)
        with (folder / "consumer.log").open("wb") as log:
            consumer = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            sent = sum(_pass_on(place, day, number) for number, day in enumerate(days, 1))
        except FeedError:
            consumer.kill()
            raise
        _, status, used = os.wait4(consumer.pid, 0)
    if status:
        raise FeedError(f"the consumer has stopped; {folder / 'consumer.log'} says why")
    found = [manifest.read(place.landing, day) for day in days]
    landed = sum(each.tables[EVENTS]["rows"] for each in found if each is not None)
    if landed != sent or landed < events:
        raise FeedError(f"{landed:,} events have landed of {sent:,}; asked were {events:,}")
    rate, memory = landed / (used.ru_utime + used.ru_stime), used.ru_maxrss * KB / MB
    Console().print(
        f"landed {landed:,} events in {len(days)} days, {rate:,.0f} per CPU second, "
        f"with {memory:,.0f} MB at most",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
    if memory > most:
        raise FeedError(f"the consumer took {memory:,.0f} MB; it may take {most:,} MB")


def _pass_on(place: Settings, day: date, number: int) -> int:
    """Send a day, wait until it has landed, and delete it from the topic; its events."""
    sent = produce(place, {"users": USERS, "events_per_day": A_DAY}, count=number).events
    deadline = time.monotonic() + SLOWEST_SECONDS
    while manifest.read(place.landing, day) is None:
        if time.monotonic() > deadline:
            raise FeedError(f"{day} has not landed in {SLOWEST_SECONDS} s; consumer.log says why")
        time.sleep(0.2)
    admin = AdminClient({"bootstrap.servers": place.broker, "log_level": 0})
    until = [max(end - TAIL, 0) for end in topic.ends(place)]  # the producer looks at the rest
    gone = admin.delete_records(
        [TopicPartition(place.topic, each, end) for each, end in enumerate(until)]
    )
    for future in gone.values():
        future.result(topic.SECONDS)
    return sent


def main() -> int:
    """Run it in a folder that goes afterwards."""
    parser = argparse.ArgumentParser(prog="python -m feed.volume", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--most-mb", type=int, default=500)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-volume-"))
    code = safely(lambda: measure(folder, options.events, options.most_mb))
    if code:
        print(f"{folder} is kept", file=sys.stderr)
    else:
        local.remove(folder)
    return code


if __name__ == "__main__":
    sys.exit(main())
