"""A client of any registry that speaks Confluent's protocol: the four calls that the feed needs."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any

from feed import versions
from feed.errors import FeedError
from feed.settings import Settings

COMPATIBILITY = "FULL_TRANSITIVE"  # every version reads what every other one wrote
CONTENT_TYPE = "application/vnd.schemaregistry.v1+json"
SECONDS = 10
NOT_FOUND, INCOMPATIBLE = 404, 409


class Registry:
    """The schemas of a topic, by version and by id."""

    def __init__(self, settings: Settings) -> None:
        self.url, self.subject = settings.registry.rstrip("/"), settings.subject
        self._schemas: dict[int, str | None] = {}

    def register(self) -> dict[int, int]:
        """Have the registry hold all versions of the event; their ids by version."""
        self._call("PUT", f"/config/{self.subject}", {"compatibility": COMPATIBILITY})
        return {
            version: self.register_schema(versions.read(version)) for version in versions.VERSIONS
        }

    def register_schema(self, schema: str) -> int:
        """The id of a schema, which becomes the newest version if it is new."""
        path = f"/subjects/{self.subject}/versions"
        return int(self._call("POST", path, {"schema": schema})["id"])

    def schema(self, schema_id: int) -> str | None:
        """The schema with an id; none if the registry does not know it."""
        if schema_id not in self._schemas:
            try:
                found = self._call("GET", f"/schemas/ids/{schema_id}")
            except LookupError:
                return None  # not kept: it may be registered yet
            is_avro = found.get("schemaType", "AVRO") == "AVRO"
            self._schemas[schema_id] = found["schema"] if is_avro else None
        return self._schemas[schema_id]

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE},
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            said = _message(error)
            if error.code == NOT_FOUND:
                raise LookupError(said) from error
            if error.code == INCOMPATIBLE:
                raise FeedError(
                    f"the registry refuses a schema of {self.subject}: {said}; "
                    "a new field needs a default, and none may go, change its name or its type"
                ) from error
            raise FeedError(f"the registry at {self.url} says {error.code}: {said}") from error
        except (OSError, ValueError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise FeedError(
                f"no registry answers at {self.url} ({reason}); is SCHEMA_REGISTRY_URL right?"
            ) from error


def _message(error: urllib.error.HTTPError) -> str:
    text = error.read().decode(errors="replace")
    try:
        return " ".join(str(json.loads(text)["message"]).split())[:300]
    except (ValueError, KeyError, TypeError):
        return text[:300] or error.reason
