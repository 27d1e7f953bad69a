"""Single events by their position: the same as the tables hold, checked, and fit for JSON."""

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import customer_events
from customer_events import (
    ConsumerEvent,
    Content,
    Device,
    EventDetails,
    Location,
    Recommendations,
    SearchHistory,
    UserAction,
    UserSubscriptions,
    generate_consumer_event_data,
)
from customer_events.generate_consumer import TABLES
from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import clean
from customer_events.samples import by_position
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule

SEED = 42
PARTS = [Device, Location, Content, UserSubscriptions, EventDetails]
ITEMS = [UserAction, Recommendations, SearchHistory]


def as_json(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.fixture(scope="module")
def nested() -> list[dict]:
    return generate_consumer_event_data(400, seed=SEED, nested=True)


def nth(nested: list[dict], group: str) -> int:
    """The position of the first event that has some of a group."""
    return next(place for place, event in enumerate(nested) if event[group])


# One engine behind the classes and the tables.


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED, pytest.param(7, marks=pytest.mark.long)])
def test_events_are_the_rows_of_a_warehouse_with_the_default_parameters(seed: int) -> None:
    spotless = clean(seed=seed)
    days = [spotless.start_date, spotless.start_date + timedelta(1)]
    table = consumer_events(Schedule(dict.fromkeys(days, spotless), days)).read_all()
    made = generate_consumer_event_data(2 * by_position.A_DAY, seed=seed, nested=True)
    table = table.select(list(made[0]))
    rows = json.loads(json.dumps(table.to_pylist(), default=as_json))
    for day, first in zip(days, made[:: by_position.A_DAY], strict=True):
        of_day = [row for row in rows if row["load_date"] == day.isoformat()]
        begin = of_day.index(first)
        in_order = of_day[begin:] + of_day[:begin]
        at = by_position.A_DAY * days.index(day)
        assert made[at : at + by_position.A_DAY] == in_order[: by_position.A_DAY]


def test_days_on_which_something_could_come_late_are_the_same() -> None:
    spotless = clean(seed=SEED)
    days = [spotless.start_date + timedelta(number) for number in range(6)]
    events = consumer_events(Schedule(dict.fromkeys(days, spotless), days[-1:])).read_all()
    made = generate_consumer_event_data(3, seed=SEED, start=5 * by_position.A_DAY)
    ids = [str(each) for each in events["event_id"].to_pylist()]
    assert {row["event_id"] for row in made["consumer_event"]} < set(ids)


@pytest.mark.parametrize("entity", PARTS)
def test_a_part_is_that_of_the_event_at_its_position(entity: type, nested: list[dict]) -> None:
    place = nth(nested, entity.group)
    assert entity.generate(seed=SEED, position=place).to_dict() == nested[place][entity.group]


@pytest.mark.parametrize("entity", ITEMS)
def test_a_list_is_that_of_the_event_at_its_position(entity: type, nested: list[dict]) -> None:
    place = nth(nested, entity.group)
    made = entity.generate_list(seed=SEED, position=place)
    assert [each.to_dict() for each in made] == nested[place][entity.group]


def test_a_content_is_that_of_the_next_play(nested: list[dict]) -> None:
    idle = next(place for place, event in enumerate(nested) if event["content"] is None)
    played = next(event["content"] for event in nested[idle:] if event["content"])
    assert Content.generate(seed=SEED, position=idle).to_dict() == played


# Positions.


@settings(max_examples=25, deadline=None)
@given(start=st.integers(0, 5_000), n=st.integers(0, 12), first=st.integers(0, 12))
def test_an_event_is_the_same_however_many_are_asked_for(start: int, n: int, first: int) -> None:
    first = min(first, n)
    together = generate_consumer_event_data(n, seed=SEED, start=start)
    before = generate_consumer_event_data(first, seed=SEED, start=start)
    after = generate_consumer_event_data(n - first, seed=SEED, start=start + first)
    assert together == {name: before[name] + after[name] for name in TABLES}


def test_another_seed_or_position_is_another_event() -> None:
    events = [(1, 0), (1, 1), (2, 0), (2, 1)]
    ids = {ConsumerEvent.generate(seed=s, position=p).event_id for s, p in events}
    assert len(ids) == 4


def test_a_position_needs_no_day_before_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(
        by_position, "consumer_events",
        lambda schedule: made.extend(schedule.load) or consumer_events(schedule),
    )  # fmt: skip
    for start in (1, 999_990):
        made.clear()
        generate_consumer_event_data(10, seed=4_041, start=start)
        assert len(made) == 1


@pytest.mark.parametrize(
    "seed", [SEED, 2**32 - 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (7, 99))]
)
def test_no_event_has_two_positions(seed: int) -> None:
    for day in (0, 5, 200, by_position.DAYS - 1):
        ids = by_position._day(clean(seed=seed, late_days=0), day)["event_id"].to_pylist()
        assert len(set(ids)) == len(ids) == by_position.A_DAY


@pytest.mark.slow
def test_positions_leave_out_nobody_for_good() -> None:
    """The raw table begins with those who signed up first."""
    world, seen = clean(seed=SEED, late_days=0), set()
    for day in range(8):
        [date_] = set(by_position._day(world, day)["load_date"].to_pylist())
        days = [world.start_date + timedelta(each) for each in range(day + 1)]
        table = consumer_events(Schedule(dict.fromkeys(days, world), [date_])).read_all()
        shown = set(by_position._day(world, day)["event_id"].to_pylist())
        seen |= {end for end in (0, -1) if table["event_id"][end].as_py() in shown}
    assert seen == {0, -1}


def test_without_a_seed_each_event_is_of_another_person() -> None:
    events = generate_consumer_event_data(700, nested=True)
    events += [each for _ in range(50) for each in generate_consumer_event_data(nested=True)]
    events += [ConsumerEvent().to_dict() for _ in range(50)]
    assert len({event["user_id"] for event in events}) == 800
    assert len({event["session_id"] for event in events}) == 800
    assert len({event["event_type"] for event in events}) == 3


@pytest.mark.parametrize("make", [*PARTS, *(each.generate_list for each in ITEMS)])
def test_without_a_seed_a_class_gives_other_values_each_time(make: object) -> None:
    made = [str(make()) for _ in range(60)]
    assert len(set(made)) > 20


@pytest.mark.slow
def test_without_a_seed_a_world_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_position, "A_DAY", 50)
    people = by_position._Strangers()
    met = [people.next()["user_id"] for _ in range(60)]
    assert len(set(met)) == 60


def test_another_process_meets_other_people() -> None:
    here, there = (
        by_position._strangers_of(process).next() for process in (by_position.os.getpid(), -1)
    )
    assert here["user_id"] != there["user_id"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": -1}, "n is -1; it takes a whole number from 0 to 1000000"),
        ({"n": 1.5}, "n is 1.5; it takes a whole number"),
        ({"n": True}, "n is True; it takes a whole number"),
        ({"start": 3}, "start is 3; without a seed it takes only 0"),
        ({"seed": 1, "start": -1}, "start is -1; it takes a whole number from 0 to 999999"),
        ({"seed": 1, "start": 10**6}, "start is 1000000; it takes a whole number"),
        ({"seed": -1}, "seed is -1; it takes 0 to 4294967295"),
        ({"seed": "x"}, "seed is 'x'; it takes a whole number"),
    ],
)
def test_what_names_no_event_is_refused(arguments: dict, message: str) -> None:
    with pytest.raises(CustomerEventsError) as refused:
        generate_consumer_event_data(**arguments)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("make", [Device.generate, UserAction.generate_list])
def test_a_position_needs_a_seed(make: object) -> None:
    with pytest.raises(CustomerEventsError, match="position is 3; without a seed"):
        make(position=3)


# Tables.


def test_tables_are_flat_and_share_their_ids(nested: list[dict]) -> None:
    tables = generate_consumer_event_data(len(nested), seed=SEED)
    assert tuple(tables) == TABLES
    events = tables["consumer_event"]
    assert [row["event_id"] for row in events] == [event["event_id"] for event in nested]
    users = {row["event_id"]: row["user_id"] for row in events}
    for name, group in zip(TABLES[1:], [each.group for each in ITEMS], strict=True):
        assert len(tables[name]) == sum(len(event[group]) for event in nested) > 0
        assert all(users[row["event_id"]] == row["user_id"] for row in tables[name])
    for rows in tables.values():
        assert len({tuple(row) for row in rows}) == 1, "every row has the same columns"
        assert not any(isinstance(v, (dict, list, tuple)) for row in rows for v in row.values())


def test_a_row_says_what_the_nested_event_says(nested: list[dict]) -> None:
    tables = generate_consumer_event_data(len(nested), seed=SEED)
    for row, event in zip(tables["consumer_event"], nested, strict=True):
        for part in PARTS:
            for name, value in (event[part.group] or {}).items():
                shown = json.dumps(value) if isinstance(value, list) else value
                assert row[f"{part.group}_{name}"] == shown
        assert (row["content_id"] is None) == (event["content"] is None)


def test_everything_goes_into_json_and_back(nested: list[dict]) -> None:
    for data in (nested, generate_consumer_event_data(50, seed=SEED)):
        assert json.loads(json.dumps(data, allow_nan=False)) == data
    event = nested[0]
    assert ConsumerEvent.from_dict(event).to_dict() == event
    assert event["timestamp"].endswith("Z")
    assert len(event["load_date"]) == 10


def test_the_required_keys_are_there(nested: list[dict]) -> None:
    assert list(Device.generate(seed=SEED).to_flat_dict()) == [
        "device_id", "device_type", "device_os", "device_os_version", "device_app_version",
        "device_model",
    ]  # fmt: skip
    required = {
        "device": "type os os_version app_version model",
        "location": "country city region timezone",
        "content": "id title type episode season provider genre release_year duration language",
        "user_subscription": "plan start_date billing_cycle connected_services",
        "event_details": "play_duration play_percentage playback_quality buffering_incidents"
        " playback_speed paused completed network_type bandwidth",
    }
    event = nested[nth(nested, "content")]
    for group, names in required.items():
        assert set(names.split()) <= set(event[group])
    lists = {
        "user_action": "action_type timestamp duration completed old_quality new_quality"
        " old_speed new_speed",
        "recommendations": "content_id position algorithm clicked",
        "search_history": "search_id timestamp query results_count",
    }
    for group, names in lists.items():
        assert set(nested[nth(nested, group)][group][0]) == set(names.split())


def test_the_package_has_the_required_names() -> None:
    required = """generate_consumer_event_data Content Device EventDetails Location
        UserSubscriptions UserAction Recommendations SearchHistory MediaContentProvider"""
    assert {*required.split(), "__version__"} <= set(customer_events.__all__)
    assert all(hasattr(customer_events, name) for name in customer_events.__all__)
    assert customer_events.__version__.count(".") == 2


# Validation.

SPOILT = [
    (Device, {"type": "toaster"}, "'toaster'; it takes one of mobile, smartTV, desktop, tablet"),
    (Device, {"type": "smartTV", "os": "iOS"}, "'iOS'; it takes on a smartTV one of Android TV"),
    (Device, {"model": ""}, "''; it takes a text that is not empty"),
    (Device, {"id": "7"}, "'7'; it takes a UUID as text"),
    (Location, {"country": "Utopia"}, "'Utopia'; it takes one of US, GB"),
    (Location, {"timezone": "Mars/Olympus"}, "'Mars/Olympus'; it takes a time zone such as"),
    (Content, {"duration": -5}, "-5; it takes a whole number from 1 on"),
    (Content, {"duration": "90"}, "'90'; it takes a whole number from 1 on"),
    (Content, {"release_year": 1066}, "1066; it takes a whole number from 1888"),
    (Content, {"type": "Movie", "series_id": None, "episode": 1, "season": 1},
     "1; it takes None in a Movie"),
    (Content, {"type": "TV Show", "episode": 0}, "0; it takes a whole number from 1 on"),
    (UserSubscriptions, {"plan": "Gold"}, "'Gold'; it takes one of Basic, Standard, Premium"),
    (UserSubscriptions, {"start_date": "2025-02-30"}, "'2025-02-30'; it takes a date such as"),
    (UserSubscriptions, {"start_date": "2025-W01-1"}, "'2025-W01-1'; it takes a date such as"),
    (UserSubscriptions, {"connected_services": ["Hulu", "Hulu"]}, "it takes each at most once"),
    (EventDetails, {"play_duration": -1}, "-1; it takes a whole number from 0 on"),
    (EventDetails, {"play_percentage": 100.5}, "100.5; it takes a number from 0 to 100"),
    (EventDetails, {"play_percentage": float("nan")}, "nan; it takes a number from 0 to 100"),
    (EventDetails, {"playback_speed": 2.5}, "2.5; it takes a number from 0.5 to 2.0"),
    (EventDetails, {"buffering_incidents": 6}, "6; it takes a whole number from 0 to 5"),
    (EventDetails, {"paused": 1}, "1; it takes True or False"),
    (EventDetails, {"paused": None}, "None; it takes a value in a play"),
    (EventDetails, {"bandwidth": "fast"}, "'fast'; it takes a text such as 25mbps"),
    (UserAction, {"action_type": "dance"}, "'dance'; it takes one of play, pause"),
    (UserAction, {"action_type": "pause", "duration": -3}, "-3; it takes a whole number from 0"),
    (UserAction, {"action_type": "pause", "duration": None}, "None; it takes a value in a pause"),
    (UserAction, {"action_type": "seek", "duration": 3}, "3; it takes None in a seek"),
    (UserAction, {"timestamp": "2025-01-01 20:15"}, "it takes a timestamp in UTC such as"),
    (UserAction, {"timestamp": "2025-01-01T25:15:00Z"}, "it takes a timestamp in UTC such as"),
    (Recommendations, {"position": 0}, "0; it takes a whole number from 1 on"),
    (Recommendations, {"algorithm": "luck"}, "'luck'; it takes one of collaborative"),
    (SearchHistory, {"results_count": -1}, "-1; it takes a whole number from 0 on"),
    (SearchHistory, {"query": ""}, "''; it takes a text that is not empty"),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "spoilt", "message"), SPOILT)
def test_what_cannot_be_is_refused_in_one_line(
    entity: type, spoilt: dict, message: str, nested: list[dict]
) -> None:
    value = nested[nth(nested, entity.group)][entity.group]
    sound = value[0] if isinstance(value, list) else value
    if entity is EventDetails:
        sound = nested[nth(nested, "content")]["event_details"]  # of a play
    elif entity is UserAction:
        sound = {"action_type": "play", "timestamp": sound["timestamp"]}
    elif entity is Content:
        sound |= {"series_id": sound["id"], "season": 1, "episode": 1, "type": "TV Show"}
    entity(**sound)
    with pytest.raises(CustomerEventsError) as refused:
        entity(**(sound | spoilt))
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{entity.__name__}.")
    assert "\n" not in str(refused.value)


def test_an_event_is_whole(nested: list[dict]) -> None:
    event = ConsumerEvent.from_dict(nested[nth(nested, "content")])
    with pytest.raises(CustomerEventsError, match="content is None; it takes that of a play"):
        replace(event, content=None)
    with pytest.raises(CustomerEventsError, match="it takes none in a search"):
        replace(event, event_type="search")
    with pytest.raises(CustomerEventsError, match="it takes one of content_play, search, browse"):
        replace(event, event_type="dance")


def test_entities_do_not_change() -> None:
    subscription = UserSubscriptions.generate(seed=SEED)
    with pytest.raises(FrozenInstanceError):
        subscription.plan = "Basic"
    assert isinstance(subscription.connected_services, tuple)
    assert isinstance(subscription.to_dict()["connected_services"], list)
    flat = subscription.to_flat_dict()["user_subscription_connected_services"]
    assert json.loads(flat) == list(subscription.connected_services)
