"""Every call is valid by the product's published OpenAPI, which CUSTOMERIO_OPENAPI names.

The specification is the product's and is not kept here; docs/customerio.md says what came of it.
"""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

SPECIFICATION = os.environ.get("CUSTOMERIO_OPENAPI")
pytestmark = pytest.mark.skipif(not SPECIFICATION, reason="CUSTOMERIO_OPENAPI names no file")


@pytest.fixture(scope="module")
def published():
    return sensible(json.loads(Path(SPECIFICATION).read_text()))


def test_every_call_is_valid(published, day):
    paths = {
        path.strip("/"): Draft4Validator(
            operations["post"]["requestBody"]["content"]["application/json"]["schema"]
        )
        for path, operations in published["paths"].items()
    }
    assert found(day, lambda call: (paths[call["type"]], call)) == {}


def test_properties_of_an_event_with_a_reserved_name_are_valid(published, day):
    schemas = published["components"]["schemas"]
    events = [call for call in day if call["type"] == "track" and named(call) in schemas]
    assert len({call["event"] for call in events}) > 8

    def part(call):
        schema = schemas[named(call)]
        return Draft4Validator(schema), call if of_call(schema) else call.get("properties", {})

    assert found(events, part) == {}


def test_a_batch_is_valid(published, bodies):
    schema = published["paths"]["/batch"]["post"]["requestBody"]["content"]["application/json"]
    assert list(Draft4Validator(schema["schema"]).iter_errors(json.loads(bodies[0]))) == []


def found(calls, part):
    """What is wrong, by event and field, with the first message of each."""
    faults = {}
    for call in calls:
        validator, instance = part(call)
        for error in validator.iter_errors(instance):
            key = (call["type"], call.get("event"), error.json_path)
            faults.setdefault(key, error.message[:200])
    return faults


def of_call(schema):
    """Whether a schema describes a whole call, and not its properties alone."""
    parts = [schema, *schema.get("anyOf", []), *schema.get("allOf", [])]
    return any("event" in part.get("properties", {}) for part in parts)


def named(call):
    """The schema of the components that has the event's name."""
    special = {
        "User Deleted": "delete_person",
        "User Suppressed": "suppress_person",
        "User Unsuppressed": "unsuppress_person",
        "Device Created or Updated": "create_update_device",
        "Device Deleted": "delete_device",
        "Object Deleted": "group_deleted",
    }
    slug = call["event"].lower().replace(" ", "_").replace("application", "app")
    return special.get(call["event"], slug)


def sensible(schema):
    """The schema with `anyOf` for `oneOf`: its alternatives are not exclusive, as any context shows."""
    if isinstance(schema, dict):
        return {
            "anyOf" if name == "oneOf" and isinstance(value, list) else name: sensible(value)
            for name, value in schema.items()
        }
    return [sensible(each) for each in schema] if isinstance(schema, list) else schema
