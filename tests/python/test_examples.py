"""The requirement's own examples, as a user would type them, one group for each section.

What an example leaves out in a comment ("existing code") is the class that it belongs to.
"""

import json
import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import customer_events

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = 40  # of each class

# The module's document: usage, modules and entities.

USAGE = """
from CustomerEvents import generate_consumer_event_data

event = generate_consumer_event_data()
print(event)
"""

MODULES = {
    "content": ["Content"],
    "device": ["Device"],
    "eventdetails": ["EventDetails"],
    "generate_consumer": ["generate_consumer_event_data"],
    "location": ["Location"],
    "mediaprovider": ["MediaContentProvider"],
    "recommendations": ["Recommendations"],
    "searchhistory": ["SearchHistory"],
    "user_action": ["UserAction"],
    "user_subscriptions": ["UserSubscriptions"],
}

ENTITIES = {
    "Device": {str: "type os os_version app_version model"},
    "Location": {str: "country city region timezone"},
    "Content": {
        str: "id title type provider genre language",
        int: "release_year duration",
        (int, type(None)): "episode season",  # a film has none
    },
    "UserSubscriptions": {str: "plan start_date billing_cycle", list: "connected_services"},
    "EventDetails": {
        str: "playback_quality network_type bandwidth",
        int: "play_duration buffering_incidents",
        float: "play_percentage playback_speed",
        bool: "paused completed",
    },
    "UserAction": {
        str: "action_type timestamp",
        (int, type(None)): "duration",  # each belongs to some types of action
        (bool, type(None)): "completed",
        (str, type(None)): "old_quality new_quality",
        (float, type(None)): "old_speed new_speed",
    },
    "Recommendations": {str: "content_id algorithm", int: "position", bool: "clicked"},
    "SearchHistory": {str: "search_id timestamp query", int: "results_count"},
}
PARTS = ["Device", "Location", "Content", "UserSubscriptions", "EventDetails"]
ITEMS = ["UserAction", "Recommendations", "SearchHistory"]

# The denormalizing document, sections 1 to 3.

TO_FLAT_DICT = """
import CustomerEvents

class Device(CustomerEvents.Device):
    # ... existing init and generate methods ...

    def to_flat_dict(self):
        return {
            "device_type": self.type,
            "device_os": self.os,
            "device_os_version": self.os_version,
            "device_app_version": self.app_version,
            "device_model": self.model
        }
"""

GENERATE_CONSUMER = """
import uuid
from . import Device, Location, Content, UserSubscriptions, EventDetails, UserAction, Recommendations, SearchHistory

def generate_consumer_event_data():
    event_id = str(uuid.uuid4())
    user_id = str(uuid.uuid4())

    # Generate and flatten 1:1 components
    device = Device().to_flat_dict()
    location = Location().to_flat_dict()
    content = Content().to_flat_dict()
    subscription = UserSubscriptions().to_flat_dict()
    event_details = EventDetails().to_flat_dict()

    # Main event dict (flattened)
    consumer_event = {
        "event_id": event_id,
        "user_id": user_id,
        "event_type": "playback",  # Or randomize
        "timestamp": "2025-12-26T12:00:00Z",  # ISO string
        **device,
        **location,
        **content,
        **subscription,
        **event_details
    }

    # 1:N tables
    user_actions = [action.to_dict() | {"event_id": event_id} for action in UserAction().generate_list()]
    recommendations = [rec.to_dict() | {"event_id": event_id} for rec in Recommendations().generate_list()]
    search_history = [sh.to_dict() | {"event_id": event_id} for sh in SearchHistory().generate_list()]

    return {
        "consumer_event": [consumer_event],  # List for batching
        "user_actions": user_actions,
        "recommendations": recommendations,
        "search_history": search_history
    }
"""

ACTIONS = """
import random
import CustomerEvents

class UserAction(CustomerEvents.UserAction):
    # ... existing code ...

    def to_dict(self):
        return {
            "action_type": self.action_type,
            "timestamp": self.timestamp,
            "duration": self.duration,
            "completed": self.completed,
            "old_quality": self.old_quality,
            "new_quality": self.new_quality,
            "old_speed": self.old_speed,
            "new_speed": self.new_speed
        }

    @staticmethod
    def generate_list():
        # Return a list of UserAction instances (random count)
        return [UserAction() for _ in range(random.randint(0, 5))]
"""


def run(example: str) -> dict:
    """What the example defines, typed into a module of the package."""
    names = {"__name__": "CustomerEvents.example", "__package__": "CustomerEvents"}
    exec(example, names)
    return names


def the_class(name: str) -> type:
    return getattr(import_module("CustomerEvents"), name)


# Usage.


def test_usage_prints_an_event() -> None:
    code = f"import sys; sys.path[:0] = ['python_models', '.']\n{USAGE}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("{'consumer_event': [{'event_id': ")
    assert done.stdout.count("\n") == 1


def test_the_package_is_the_same_by_both_names() -> None:
    package = import_module("CustomerEvents")
    for name in customer_events.__all__:
        assert getattr(package, name) is getattr(customer_events, name)


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_the_same_by_both_names(module: str) -> None:
    named = import_module(f"CustomerEvents.{module}")
    assert named is import_module(f"customer_events.{module}")
    assert getattr(import_module("CustomerEvents"), module) is named
    for name in MODULES[module]:
        assert getattr(named, name) is the_class(name)


# Entities.


@pytest.mark.parametrize("name", ENTITIES)
def test_without_arguments_a_class_makes_up_its_values(name: str) -> None:
    made = [the_class(name)().to_dict() for _ in range(SAMPLES)]
    for types, fields in ENTITIES[name].items():
        for field in fields.split():
            assert all(isinstance(values[field], types) for values in made), field
    assert len({json.dumps(values) for values in made}) > SAMPLES / 4


@pytest.mark.parametrize("name", PARTS)
def test_a_flat_dictionary_has_prefixed_keys_and_nothing_nested(name: str) -> None:
    entity = the_class(name)
    flat = entity().to_flat_dict()
    assert list(flat) == [f"{entity.group}_{field}" for field in entity().to_dict()]
    assert not any(isinstance(value, (dict, list, tuple)) for value in flat.values())
    json.dumps(flat, allow_nan=False)


@pytest.mark.parametrize("name", ITEMS)
def test_a_list_has_up_to_five_entries_that_vary(name: str) -> None:
    lists = [the_class(name)().generate_list() for _ in range(SAMPLES)]
    assert len({len(made) for made in lists}) > 1
    assert all(len(made) <= 5 for made in lists)
    assert all(isinstance(each, the_class(name)) for made in lists for each in made)


def test_actions_differ() -> None:
    kinds = {the_class("UserAction")().action_type for _ in range(SAMPLES)}
    assert len(kinds) > 2


def test_some_values_are_refused_rather_than_completed() -> None:
    with pytest.raises(TypeError, match="missing"):
        the_class("Device")(type="mobile")


# Denormalizing.


def test_the_flat_dictionary_of_the_example_is_part_of_ours() -> None:
    example = run(TO_FLAT_DICT)["Device"]()
    ours = the_class("Device")(**example.to_dict())
    flat = example.to_flat_dict()
    assert flat.items() <= ours.to_flat_dict().items()
    assert ours.to_flat_dict().keys() - flat.keys() == {"device_id"}


def test_the_tables_of_the_example_have_the_columns_of_ours() -> None:
    make = run(GENERATE_CONSUMER)["generate_consumer_event_data"]
    samples = [make() for _ in range(SAMPLES)]
    ours = customer_events.generate_consumer_event_data(200, seed=42)
    for table, rows in ours.items():
        columns = {frozenset(row) for sample in samples for row in sample[table]}
        assert len(columns) == 1, table
        assert columns.pop() <= set(rows[0]), table
    assert all(
        type(sample["consumer_event"][0]["event_details_paused"]) is bool for sample in samples
    )
    for sample in samples:
        assert json.loads(json.dumps(sample, allow_nan=False)) == sample
        ids = {row["event_id"] for rows in sample.values() for row in rows}
        assert ids == {sample["consumer_event"][0]["event_id"]}


def test_the_actions_of_the_example_say_what_ours_say() -> None:
    example = run(ACTIONS)["UserAction"]
    random.seed(7)
    made = [action for _ in range(SAMPLES) for action in example.generate_list()]
    assert len(made) > SAMPLES
    ours = the_class("UserAction")
    assert all(action.to_dict() == ours(**action.to_dict()).to_dict() for action in made)
