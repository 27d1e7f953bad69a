"""Where the feed's parts are: read from the environment, as compose.yaml and `make feed` set it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feed.errors import FeedError

TOPIC, PARTITIONS, REPLICATION = "customer_events", 3, 1
BATCH_SIZE = 1_200  # messages of a landed file, at most
POSTGRES_PORT = 5432


@dataclass(frozen=True)
class Settings:
    """Broker, registry and landing folder."""

    broker: str
    registry: str
    landing: Path
    topic: str = TOPIC

    @property
    def days_topic(self) -> str:
        """Where the producer tells at which offsets each day ends."""
        return f"{self.topic}_days"

    @property
    def subject(self) -> str:
        """The name under which the registry keeps the topic's schemas."""
        return f"{self.topic}-value"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings; what has no default is asked for by name."""
    return Settings(
        broker=_needed(environment, "KAFKA_BROKER", "localhost:19092"),
        registry=_needed(environment, "SCHEMA_REGISTRY_URL", "http://localhost:8081"),
        landing=landing(environment),
        topic=topic(environment),
    )


def topic(environment: Mapping[str, str] = os.environ) -> str:
    """The topic of events."""
    return environment.get("KAFKA_TOPIC") or TOPIC


def landing(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder in which files land."""
    return Path(environment.get("REELHOUSE_LANDING") or "parquet_data")


def postgres_uri(environment: Mapping[str, str] = os.environ) -> str:
    """Where PostgreSQL is, as a URI."""
    if environment.get("POSTGRES_URI"):
        return environment["POSTGRES_URI"]
    user = _needed(environment, "POSTGRES_USER", "reelhouse")
    password = environment.get("POSTGRES_PASSWORD", "")
    host = environment.get("POSTGRES_HOST") or "localhost"
    port = environment.get("POSTGRES_PORT") or POSTGRES_PORT
    database = environment.get("POSTGRES_DB") or user
    return f"postgresql://{user}:{password}@{host}:{port}/{database}"


def _needed(environment: Mapping[str, str], name: str, example: str) -> str:
    value = environment.get(name)
    if not value:
        raise FeedError(f"{name} is not set; it takes a value such as {example}")
    return value
