"""The SQL flattening is the generator's own, cell for cell, though every raw text is untidy."""

import re
from collections import Counter
from datetime import timedelta
from hashlib import md5
from itertools import count
from pathlib import Path
from uuid import UUID

import duckdb
import pyarrow as pa
import pytest
from conftest import DATABASE, WITHOUT_TESTS

from customer_events import ConsumerEvent
from customer_events.generate_consumer import TABLES
from customer_events.parameters import clean
from customer_events.samples.by_position import readable
from customer_events.tables import consumer_events
from customer_events.world.schedule import Schedule
from reelhouse import runner
from reelhouse.contract import columns

NAME = Path(DATABASE).stem
SEED = 42
CLEAN = [
    "late_rate",
    "duplicate_rate",
    "invalid_rate",
    "orphan_rate",
    "post_fault_rate",
    "repeat_view_rate",
]
SIZE = {"users": "400", "titles": "150", "posts": "0", "events_per_day": "600"}
# what clean makes of these, with everything untidy that staging has to tidy
KNOBS = {
    "seed": str(SEED),
    **SIZE,
    "untidy_rate": "1",
    "history_days": "2",
    **dict.fromkeys(CLEAN, "0"),
}

# What each column of staging holds, told by the generator's own columns. Without faults an
# event arrives with the batch of its viewing day, and the profile is there.
OF_THE_EVENT = {
    "event_id": "event_id",
    "user_id": "user_id",
    "session_id": "session_id",
    "event_at": "timestamp",
    "viewing_date": "load_date",
    "ingested_at": "ingested_at",
    "load_date": "load_date",
}


def _same(name: str) -> dict[str, str]:
    """The columns of a list that are called as in the contract."""
    return {each.name: each.name for each in columns.item(name) if each.name == each.path[-1]}


# What is called as in the contract needs no line of its own.
SAME = {
    each.name: "_".join(each.path)
    for each in columns.event()
    if each.field.since == 1 and each.name in ("_".join(each.path), each.path[-1])
}
COLUMNS = {
    "events": SAME
    | OF_THE_EVENT
    | {
        "series_id": "content_series_id",
        "subscription_plan": "user_subscription_plan",
        "subscription_start_date": "user_subscription_start_date",
        "subscription_billing_cycle": "user_subscription_billing_cycle",
        "subscription_services": "list_sort(user_subscription_connected_services::json::varchar[])",
        "player_version": "null",
        "drm": "null",
        "experiment_group": "null",
        "content_duration_minutes": "content_duration",
        "play_duration_seconds": "event_details_play_duration",
        "play_pct": "event_details_play_percentage",
        "bandwidth_mbps": "event_details_bandwidth[:-5]",
        "startup_milliseconds": "null",
        "is_paused": "event_details_paused",
        "is_completed": "event_details_completed",
        "is_orphan": "false",
        "is_late": "false",
    },
    "user_actions": _same("user_action")
    | OF_THE_EVENT
    | {
        "action_id": "key",
        "content_id": "content_id",
        "action_number": "place",
        "duration_seconds": "duration",
        "is_completion": "coalesce(completed, false)",
        "action_at": "item_timestamp",
    },
    "recommendations": _same("recommendations")
    | OF_THE_EVENT
    | {
        "recommendation_id": "key",
        "content_id": "item_content_id",
        "recommendation_number": "position",
        "is_clicked": "clicked",
    },
    "search_history": _same("search_history")
    | OF_THE_EVENT
    | {"search_number": "place", "search_at": "item_timestamp"},
}

# The requirement's own staging model, as it stands in the denormalizing document; and the other
# models that it names: what identifies a row, which flat table has that, and where ours is.
STAGING = """
SELECT
    event_id::varchar AS event_id,
    user_id::varchar AS user_id,
    event_type,
    timestamp::timestamp AS event_timestamp,
    device_type,
    -- ... other fields
FROM {{ source('raw_events', 'consumer_event') }}
"""
MODELS = {
    "fact_events": ("event_id, user_id", "events", "star.fct_events"),
    "dim_device": ("device_id, device_type", "events", "star.dim_device"),
    "hub_events": ("event_id", "events", "vault.hub_event"),
    "hub_users": ("user_id", "events", "vault.hub_user"),
    "link_event_user": ("event_id, user_id", "events", "vault.link_event_user"),
    "sat_event_details": ("event_id, event_type", "events", "vault.sat_event_details"),
    "sat_user_actions": ("event_id, action_type", "user_actions", "vault.masat_user_actions"),
}


@pytest.fixture(scope="module")
def flattened(dbt_at, tmp_path_factory):
    """A warehouse of these models, without faults but for its texts."""
    models = [model.split(".")[1] for *_, model in MODELS.values()]
    names = ["stg_consumer_events__*", *models]
    with dbt_at(tmp_path_factory.mktemp("flattening"), *names) as database:
        outcome = runner.dbt(["build", *WITHOUT_TESTS], KNOBS)
        assert outcome.is_good, outcome
        return database


@pytest.fixture(scope="module")
def warehouse(flattened):
    """The warehouse, with the generator's own tables beside it."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{flattened}' as {NAME} (read_only)")
        for name, rows in generated().items():
            connection.register(f"generated_{name}", pa.Table.from_pylist(rows))
        yield connection


def generated():
    """The flat tables; an item has its place in its event's list, and what the event knows."""
    world = clean(seed=SEED, **{name: int(value) for name, value in SIZE.items()})
    days = [world.start_date + timedelta(each) for each in range(int(KNOBS["history_days"]))]
    raw = consumer_events(Schedule(dict.fromkeys(days, world), days)).read_all()
    tables = {name: [] for name in TABLES}
    for row in raw.to_pylist():
        for name, rows in ConsumerEvent.from_dict(readable(row)).to_tables().items():
            tables[name] += rows
        tables["consumer_event"][-1]["arrival_number"] = row["arrival_number"]
    known = {row["event_id"]: row for row in tables["consumer_event"]}
    found = {"events": tables["consumer_event"]}
    for name in ("user_actions", "recommendations", "search_history"):
        places = {event_id: count(1) for event_id in known}
        found[name] = []
        for item in tables[name]:
            event, place = known[item["event_id"]], next(places[item["event_id"]])
            assert item["user_id"] == event["user_id"]
            own = {f"item_{column}" if column in event else column: item[column] for column in item}
            key = UUID(md5(f"{event['event_id']}|{place}".encode()).hexdigest())
            found[name].append(event | own | {"place": place, "key": str(key)})
    return found


@pytest.mark.parametrize("table", COLUMNS)
def test_flattening_is_the_generators_own(warehouse, table):
    staged = f"{NAME}.staging.stg_consumer_events__{table}"
    types = dict(
        warehouse.execute(f"select column_name, column_type from (describe {staged})").fetchall()
    )
    assert types.keys() == COLUMNS[table].keys()
    made = ", ".join(
        f"({value})::{types[column]} as {column}" for column, value in COLUMNS[table].items()
    )
    columns = ", ".join(COLUMNS[table])
    expected, found = f"select {made} from generated_{table}", f"select {columns} from {staged}"
    for more, less in [(expected, found), (found, expected)]:
        differences = warehouse.execute(f"({more}) except all ({less})").fetchall()
        assert not differences, differences[:3]
    [(rows,)] = warehouse.execute(f"select count(*) from {staged}").fetchall()
    assert rows > 100


@pytest.mark.parametrize("table", ["user_actions", "recommendations", "search_history"])
def test_items_carry_the_keys_of_their_event_without_a_join(flattened, warehouse, table):
    """The only joins leave out what is quarantined or a repeat, and find rows and zones."""
    path = "compiled/reelhouse/models/staging/consumer_events"
    model = flattened.parent / "target" / path / f"stg_consumer_events__{table}.sql"
    [(_, plan)] = warehouse.execute(f"explain {model.read_text()}").fetchall()
    joins = Counter(re.findall(r"JOIN TYPE: (\w+)", plan.upper()))
    assert joins == {"ANTI": 2, "SEMI": 1, "INNER": 1}


def test_the_staging_example_of_the_requirement_says_what_ours_says(warehouse):
    example = re.sub(r"\{\{ source\(.*\) \}\}", "generated_events", STAGING)
    ours = f"""
        select event_id::varchar, user_id::varchar, event_type, event_at, device_type
        from {NAME}.staging.stg_consumer_events__events
    """
    for more, less in [(example, ours), (ours, example)]:
        assert not warehouse.execute(f"({more}) except all ({less})").fetchall()


@pytest.mark.parametrize("example", MODELS)
def test_each_model_that_the_requirement_names_has_its_counterpart(warehouse, example):
    columns, table, model = MODELS[example]
    rows = f"{NAME}.{model}"
    for hub in ("event", "user"):
        if model.startswith("vault.") and "hub" not in model and f"{hub}_id" in columns:
            rows += f" join {NAME}.vault.hub_{hub} using ({hub}_hk)"
    missing = f"select {columns} from generated_{table} except select {columns} from {rows}"
    assert not warehouse.execute(f"{missing} limit 3").fetchall()
