"""A schema registry for machines without one: Confluent's protocol, state in one JSON file.

It serves the feed on a machine without Docker and its tests. What it answers about compatibility
is the verdict of the Avro project's own checker.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from avro.errors import AvroException
from avro.schema import parse

LEVELS = {
    f"{direction}{reach}": (direction, bool(reach))
    for direction in ("BACKWARD", "FORWARD", "FULL")
    for reach in ("", "_TRANSITIVE")
}
DEFAULT_LEVEL = "BACKWARD"


class Refused(Exception):
    """An answer that is an error: its status, code and words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class State:
    """Schemas by id, versions by subject, and the level of compatibility of each subject."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.lock = path, threading.Lock()
        self.schemas: list[str] = []
        self.subjects: dict[str, list[int]] = {}
        self.levels: dict[str, str] = {}
        if path is not None and path.exists():
            held = json.loads(path.read_text(encoding="utf-8"))
            self.schemas, self.subjects, self.levels = (
                held["schemas"], held["subjects"], held["levels"],
            )  # fmt: skip

    def save(self) -> None:
        """Put the state on the disk, whole or not at all."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".tmp")
        with beside.open("w", encoding="utf-8") as file:
            held = {"schemas": self.schemas, "subjects": self.subjects, "levels": self.levels}
            json.dump(held, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)

    def level(self, subject: str) -> str:
        """The level of a subject, or that of all."""
        return self.levels.get(subject, self.levels.get("", DEFAULT_LEVEL))

    def register(self, subject: str, text: str) -> int:
        """The id of a schema; a new one must fit those before it."""
        wanted = canonical(text)
        versions = self.subjects.get(subject, [])
        for schema_id in versions:
            if self.schemas[schema_id - 1] == wanted:
                return schema_id
        wrong = self.conflicts(subject, text)
        if wrong:
            raise Refused(409, 409, f"Schema being registered is incompatible: {wrong[0]}")
        if wanted in self.schemas:
            schema_id = self.schemas.index(wanted) + 1
        else:
            self.schemas.append(wanted)
            schema_id = len(self.schemas)
        self.subjects[subject] = [*versions, schema_id]
        self.save()
        return schema_id

    def conflicts(self, subject: str, text: str) -> list[str]:
        """Why a schema does not fit the versions that its subject's level names."""
        level = self.level(subject)
        if level == "NONE":
            return []
        direction, is_transitive = LEVELS[level]
        versions = self.subjects.get(subject, [])
        others = [self.schemas[each - 1] for each in (versions if is_transitive else versions[-1:])]
        wrong: list[str] = []
        for other in others:
            if direction != "FORWARD":
                wrong += unreadable(reader=text, writer=other)
            if direction != "BACKWARD":
                wrong += unreadable(reader=other, writer=text)
        return wrong


def canonical(text: str) -> str:
    """A schema as JSON without needless blanks, or a refusal."""
    try:
        parse(text)
        return json.dumps(json.loads(text), separators=(",", ":"))
    except (AvroException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(422, 42201, f"Invalid schema: {error}") from error


def unreadable(*, reader: str, writer: str) -> list[str]:
    """Why a reader can't read what a writer wrote; nothing if it can."""
    checker = ReaderWriterCompatibilityChecker()
    result = checker.get_compatibility(parse(reader), parse(writer))
    if result.compatibility is SchemaCompatibilityType.compatible:
        return []
    return (result.messages and sorted(result.messages)) or ["incompatible"]


Answer = Callable[[State, tuple[str, ...], Any], Any]


def _subjects(state: State, _: tuple[str, ...], __: Any) -> Any:
    return sorted(state.subjects)


def _versions(state: State, part: tuple[str, ...], _: Any) -> Any:
    return list(range(1, len(_of(state, part[0])) + 1))


def _version(state: State, part: tuple[str, ...], _: Any) -> Any:
    subject, name = part
    versions = _of(state, subject)
    number = len(versions) if name == "latest" else int(name) if name.isdigit() else 0
    if not 1 <= number <= len(versions):
        raise Refused(404, 40402, f"Version {name} not found.")
    return _described(state, subject, number)


def _schema(state: State, part: tuple[str, ...], _: Any) -> Any:
    number = int(part[0])
    if not 1 <= number <= len(state.schemas):
        raise Refused(404, 40403, f"Schema {number} not found")
    return {"schema": state.schemas[number - 1]}


def _register(state: State, part: tuple[str, ...], body: Any) -> Any:
    return {"id": state.register(part[0], body["schema"])}


def _look_up(state: State, part: tuple[str, ...], body: Any) -> Any:
    wanted, versions = canonical(body["schema"]), _of(state, part[0])
    for number, schema_id in enumerate(versions, 1):
        if state.schemas[schema_id - 1] == wanted:
            return _described(state, part[0], number)
    raise Refused(404, 40403, "Schema not found")


def _compatible(state: State, part: tuple[str, ...], body: Any) -> Any:
    canonical(body["schema"])
    wrong = state.conflicts(part[0], body["schema"])
    return {"is_compatible": not wrong, "messages": wrong}


def _config(state: State, part: tuple[str, ...], _: Any) -> Any:
    return {"compatibilityLevel": state.level(part[0] if part else "")}


def _configure(state: State, part: tuple[str, ...], body: Any) -> Any:
    level = body["compatibility"]
    if level != "NONE" and level not in LEVELS:
        raise Refused(422, 42203, f"Invalid compatibility level {level}")
    state.levels[part[0] if part else ""] = level
    state.save()
    return {"compatibility": level}


ROUTES: list[tuple[str, str, Answer]] = [
    ("GET", r"/subjects", _subjects),
    ("GET", r"/subjects/([^/]+)/versions", _versions),
    ("GET", r"/subjects/([^/]+)/versions/([^/]+)", _version),
    ("GET", r"/schemas/ids/(\d+)", _schema),
    ("POST", r"/subjects/([^/]+)/versions", _register),
    ("POST", r"/subjects/([^/]+)", _look_up),
    ("POST", r"/compatibility/subjects/([^/]+)/versions(?:/[^/]+)?", _compatible),
    ("GET", r"/config(?:/([^/]+))?", _config),
    ("PUT", r"/config(?:/([^/]+))?", _configure),
]


def _of(state: State, subject: str) -> list[int]:
    if subject not in state.subjects:
        raise Refused(404, 40401, f"Subject '{subject}' not found.")
    return state.subjects[subject]


def _described(state: State, subject: str, number: int) -> dict[str, Any]:
    schema_id = state.subjects[subject][number - 1]
    schema = state.schemas[schema_id - 1]
    return {"subject": subject, "version": number, "id": schema_id, "schema": schema}


class _Handler(BaseHTTPRequestHandler):
    """One request after another, each an entry of ROUTES."""

    state: State
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        try:
            body = json.loads(self.rfile.read(length)) if length else None
            status, content = 200, self._found(body)
        except Refused as refused:
            status, content = (
                refused.status, {"error_code": refused.code, "message": str(refused)},
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            status, content = 422, {"error_code": 422, "message": f"unreadable request: {error}"}
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.schemaregistry.v1+json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _found(self, body: Any) -> Any:
        path = urlsplit(self.path).path.rstrip("/") or "/"
        for method, pattern, answer in ROUTES:
            match = re.fullmatch(pattern, path)
            if match and method == self.command:
                part = tuple(unquote(each) for each in match.groups() if each is not None)
                with self.state.lock:
                    return answer(self.state, part, body)
        raise Refused(404, 404, f"{self.command} {path} is not served here")

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_: Any) -> None:
        """Say nothing of what went well."""


def serve(port: int = 0, path: Path | None = None) -> ThreadingHTTPServer:
    """A server on loopback; 0 takes a free port."""
    handler = type("Handler", (_Handler,), {"state": State(path)})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m feed.registry_server", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--file", type=Path, help="where the schemas are kept")
    options = parser.parse_args()
    serve(options.port, options.file).serve_forever()
