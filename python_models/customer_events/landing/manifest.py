"""The manifest of a day: what it was made from, and which files hold it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from customer_events.kit.errors import CustomerEventsError
from customer_events.landing.files import create
from customer_events.parameters import Parameters

EVENTS = "consumer_events"


@dataclass(frozen=True)
class Manifest:
    """A complete day of the landing folder."""

    load_date: date
    parameters: Parameters
    tables: Mapping[str, Mapping[str, Any]]  # {"rows": ..., "files": [{"name": ..., ...}]}
    stand: Mapping[str, Any] = field(default_factory=dict)  # of the topic; the feed's own
    seeds_digest: str | None = None  # of the value sets; a folder of the feed does not know it

    def as_json(self) -> dict[str, Any]:
        """The manifest as its file has it."""
        return {
            "load_date": self.load_date.isoformat(),
            "parameters": parameters_as_json(self.parameters),
            "seeds_digest": self.seeds_digest,
            "tables": self.tables,
            "stand": self.stand,
        }

    def difference(self, parameters: Parameters, seeds_digest: str) -> str | None:
        """What the day was made from, if not from these, in words."""
        if self.seeds_digest not in (None, seeds_digest):
            return "it was made from other value sets than those of seeds/ here"
        return difference(parameters, self.parameters)


def parameters_as_json(parameters: Parameters) -> dict[str, Any]:
    """The parameters by their names, dates as text."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(parameters).items()
    }


def difference(ours: Parameters, theirs: Parameters) -> str | None:
    """The first parameter in which two days differ, in words."""
    for each in fields(Parameters):
        mine, other = getattr(ours, each.name), getattr(theirs, each.name)
        if mine != other:
            return f"{each.name} is {other} there and {mine} here"
    return None


def table_folder(landing: Path, table: str) -> Path:
    """Where the files of a table lie."""
    return landing / ("data" if table == EVENTS else table)


def path_of(landing: Path, day: date) -> Path:
    """Where the manifest of a day lies."""
    return landing / "days" / f"{day.isoformat()}.json"


def part_of(landing: Path, day: date, table: str) -> Path:
    """Where it is noted that a table of a day is there, until the day is complete."""
    return landing / "parts" / day.isoformat() / f"{table}.json"


def write(landing: Path, manifest: Manifest) -> bool:
    """Write the manifest of a day, if it is not there; True if it was not."""
    return write_at(path_of(landing, manifest.load_date), manifest)


def read(landing: Path, day: date) -> Manifest | None:
    """The manifest of a day; none if the day is not complete."""
    return read_at(path_of(landing, day))


def write_at(path: Path, manifest: Manifest) -> bool:
    """Write a manifest, if it is not there; True if it was not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(manifest.as_json(), indent=1) + "\n"
    return create(path, lambda file: file.write(text.encode()))


def read_at(path: Path) -> Manifest | None:
    """A manifest, if there is one."""
    try:
        found = json.loads(path.read_bytes())
        return Manifest(
            date.fromisoformat(found["load_date"]),
            Parameters(**found["parameters"]),
            found["tables"],
            found.get("stand", {}),
            found.get("seeds_digest"),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise CustomerEventsError(f"{path} is no manifest of a day: {error}") from error


def days(landing: Path) -> list[date]:
    """The complete days, in order."""
    return sorted(date.fromisoformat(path.stem) for path in landing.glob("days/*.json"))
