"""The producer and the consumer on the command line."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing.command import PARAMETERS, parameter
from feed import settings
from feed.log import logger
from feed.settings import BATCH_SIZE

LINE_SECONDS = 5.0


def producer(arguments: list[str] | None = None) -> int:
    """Send what the topic lacks."""
    parser = argparse.ArgumentParser(
        prog="run_producer",
        description="Send the events that the topic lacks, as Avro, each at its place.",
        epilog=f"Parameters, as NAME=value: {' '.join(PARAMETERS)}. A topic keeps those it was "
        "made with, so give them once.",
    )
    add = parser.add_argument
    add("--days", type=_count, metavar="N",
        help="days the topic is to hold (default: 30 at first, then one more each time)")  # fmt: skip
    add("--speed", type=float, metavar="TIMES",
        help="simulated time, so many times faster than the clock (default: as fast as it goes)")  # fmt: skip
    add("--threads", type=_count, default=os.cpu_count() or 1)
    add("parameters", nargs="*", metavar="NAME=value")
    options = parser.parse_args(arguments)
    return safely(lambda: _produce(options))


def consumer(arguments: list[str] | None = None) -> int:
    """Land the topic."""
    parser = argparse.ArgumentParser(
        prog="run_consumer",
        description="Land the topic as Parquet. Several consumers of a group share its partitions.",
    )
    add = parser.add_argument
    add("--group", default="landing", help="the consumer group (default: landing)")
    add("--name", help="a name that stays the same over restarts: its partitions wait for it")
    add("--batch-size", type=_count, default=BATCH_SIZE, metavar="N",
        help=f"messages of a file, at most (default: {BATCH_SIZE})")  # fmt: skip
    add("--idle-seconds", type=float, default=2.0, metavar="S",
        help="without a message for so long, a file may be short (default: 2)")  # fmt: skip
    add("--until", type=date.fromisoformat, metavar="DATE",
        help="end when that day is complete (default: go on)")  # fmt: skip
    options = parser.parse_args(arguments)
    return safely(lambda: _consume(options))


def _produce(options: argparse.Namespace) -> None:
    from feed.produce import produce

    place, log = settings.read(), logger("producer")
    given = dict(parameter(each) for each in options.parameters)
    with _Meter(log.info) as report:
        sent = produce(
            place, given, count=options.days, speed=options.speed,
            threads=options.threads, report=report,
        )  # fmt: skip
    rate = sent.events / max(sent.seconds, 1e-9)
    log.info("sent %s events to %s, %s a second", f"{sent.events:,}", place.topic, f"{rate:,.0f}")


def _consume(options: argparse.Namespace) -> None:
    from feed.consume import Options, consume

    started = time.monotonic()
    counts = consume(
        settings.read(),
        Options(
            options.group, options.name, options.batch_size, options.idle_seconds, options.until
        ),
    )
    rate = counts["events"] / max(time.monotonic() - started, 1e-9)
    logger("consumer").info(
        "landed %s events in %s files, %s a second; %s dead letters",
        *(f"{each:,.0f}" for each in (counts["events"], counts["files"], rate, counts["dead letters"])),
    )  # fmt: skip


class _Meter:
    """How far it is and how fast: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, say: Callable[..., None]) -> None:
        self._say, self._started, self._said = say, time.monotonic(), time.monotonic()
        console = Console(stderr=True)
        self._bar: Progress | None = None
        if console.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(), console=console, transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("producer", rate="")

    def __enter__(self) -> Callable[[int, int, int], None]:
        if self._bar is not None:
            self._bar.start()
        return self._report

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _report(self, done: int, days: int, events: int) -> None:
        now = time.monotonic()
        text = f"day {done} of {days}, {events:,} events, {events / max(now - self._started, 1e-9):,.0f} a second"
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=days, rate=text)
        elif now - self._said > LINE_SECONDS:
            self._said = now
            self._say(text)


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return value


def safely(work: Callable[[], None]) -> int:
    """Run it; a mistake is a line and an exit code, and so is an interruption."""
    try:
        work()
    except CustomerEventsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"error: {error.filename or 'the landing folder'}: {error.strerror or error}",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("stopped; nothing is lost, run it again to go on", file=sys.stderr)
        return 130
    return 0
