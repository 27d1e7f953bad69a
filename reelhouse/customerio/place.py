"""Where on Databricks the tables go: a catalog, a schema and, for external tables, a location."""

from __future__ import annotations

import re
from typing import NamedTuple

from reelhouse.settings import Refused

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
NAME = re.compile(r"[^`./\s\x00-\x1f\x7f]{1,255}")
SCHEMES = ("s3", "abfss", "gs", "r2")
LOCATION = re.compile(rf"(?:{'|'.join(SCHEMES)})://[^\s'\\]+")


class Place(NamedTuple):
    """A catalog and a schema, and the folder of external tables; without one they are managed."""

    catalog: str = "main"
    schema: str = "customerio"
    location: str | None = None

    def __str__(self) -> str:
        """The schema as a statement names it."""
        return f"{quoted(self.catalog)}.{quoted(self.schema)}"

    def table(self, name: str) -> str:
        """A table as a statement names it."""
        return f"{self}.{quoted(name)}"


def place(catalog: str, schema: str, location: str = "") -> Place:
    """The place, or one line that says what it can't be."""
    for what, name in (("CATALOG", catalog), ("SCHEMA", schema)):
        if not NAME.fullmatch(name):
            raise Refused(
                f'{what} is "{name}"; it takes a name of up to 255 characters without '
                "blanks, dots, slashes and backticks"
            )
    if location and not LOCATION.fullmatch(location):
        raise Refused(
            f'LOCATION is "{location}"; it takes a folder such as s3://bucket/customerio '
            f"({', '.join(SCHEMES)})"
        )
    return Place(catalog, schema, location.rstrip("/") or None)


def group(what: str, name: str) -> str:
    """The name of a group, or one line that says what it can't be."""
    if not name.strip() or "`" in name or "\n" in name:
        raise Refused(f'{what} is "{name}"; it takes the name of a group')
    return name


def quoted(name: str) -> str:
    """A name, in backticks if it needs them."""
    return name if PLAIN.fullmatch(name) else f"`{name}`"
