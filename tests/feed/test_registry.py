"""The local registry: what it accepts and refuses is what Avro's own checker says."""

import json

import pytest
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from avro.schema import parse

from feed import versions
from feed.errors import FeedError
from feed.registry import Registry


def changed(change):
    """The newest schema after a change of its fields."""
    schema = json.loads(versions.read(2))
    fields = {each["name"]: each for each in schema["fields"]}
    change(fields)
    schema["fields"] = list(fields.values())
    return json.dumps(schema)


def drop(fields):
    del fields["session_id"]


def rename(fields):
    fields["session_id"]["name"] = "visit_id"


def retype(fields):
    fields["schema_version"]["type"] = "long"


def add_without_default(fields):
    fields["mood"] = {"name": "mood", "type": "string"}


def add(fields):
    fields["mood"] = {"name": "mood", "type": ["null", "string"], "default": None}


def drop_optional(fields):
    del fields["experiment_group"]


def is_fully_compatible(schema):
    """By Avro's checker: each version reads the other."""
    checker = ReaderWriterCompatibilityChecker()
    fine = SchemaCompatibilityType.compatible
    return all(
        checker.get_compatibility(parse(one), parse(other)).compatibility is fine
        for version in versions.VERSIONS
        for one, other in [(schema, versions.read(version)), (versions.read(version), schema)]
    )


@pytest.mark.parametrize(
    ("change", "fits"),
    [(drop, False), (rename, False), (retype, False), (add_without_default, False),
     (add, True), (drop_optional, True)],
)  # fmt: skip
def test_a_change_is_accepted_if_all_versions_read_each_other(settings, change, fits):
    registry = Registry(settings)
    ids = registry.register()
    assert registry.register() == ids
    assert json.loads(registry.schema(ids[2])) == json.loads(versions.read(2))
    schema = changed(change)
    assert is_fully_compatible(schema) is fits
    if fits:
        assert registry.register_schema(schema) not in ids.values()
        return
    with pytest.raises(FeedError, match="the registry refuses a schema"):
        registry.register_schema(schema)


def test_what_is_no_schema_is_refused(settings):
    with pytest.raises(FeedError, match="says 422"):
        Registry(settings).register_schema('{"type": "recrd"}')


def test_an_unknown_id_is_no_schema(settings):
    assert Registry(settings).schema(123_456) is None
