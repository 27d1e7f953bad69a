"""The flat tables of the event as views of PostgreSQL and DuckDB, derived from its contract."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from customer_events.landing.flat import newest

POSTGRES = Path(__file__).parent / "postgres" / "02_views.sql"
LISTS = {
    "user_actions": ("user_action", "action_number"),
    "recommendations": ("recommendations", "recommendation_number"),
    "search_history": ("search_history", "search_number"),
}
NOTICE = "-- The flat tables of the event, written by `make contract`.\n"
TYPES = {
    pa.string(): "text",
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.float64(): "double precision",
    pa.bool_(): "boolean",
    pa.uuid(): "uuid",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp",
}


def postgres() -> str:
    """The views of PostgreSQL, over the events as jsonb."""
    columns = ["kafka_partition", "kafka_offset"]
    for field in newest():
        if pa.types.is_struct(field.type):
            columns += [_nested(field.name, each) for each in field.type]
        elif not pa.types.is_list(field.type):
            columns.append(_top(field))
    views = [_view("consumer_event", columns, ["from customer_events"])]
    for view, (name, number) in LISTS.items():
        item = newest().field(name).type.value_type
        fields = ",\n".join(f"        {_quoted(each.name)} {_type(each.type)}" for each in item)
        body = [
            "from customer_events as events",
            "cross join lateral rows from (",
            "    jsonb_to_recordset(",
            f"        case jsonb_typeof(events.event -> '{name}')",
            f"            when 'array' then events.event -> '{name}'",
            "        end",
            f"    ) as (\n{fields}\n    )",
            ") with ordinality as items",
        ]
        names = [_quoted(each.name) for each in item]
        body[-1] += f" ({', '.join([*names, number])})"
        keys = [f"events.{each}" for each in ("event_id", "user_id", "load_date")]
        views.append(_view(view, [*keys, f"items.{number}", *(f"items.{n}" for n in names)], body))
    return NOTICE + "\n" + "\n".join(views)


def duckdb(landing: Path) -> str:
    """The views of DuckDB, over the landed files."""
    files = str(landing / "data" / "*.parquet").replace("'", "''")
    lists = ", ".join(name for name, _ in LISTS.values())
    views = [
        f"create view landed_events as from read_parquet('{files}');",
        f"create view consumer_event as select * exclude ({lists}) from landed_events;",
    ]
    for view, (name, number) in LISTS.items():
        views.append(
            f"create view {view} as\n"
            f"select event_id, user_id, load_date, {number}, unnest({name}[{number}])\n"
            f"from landed_events, range(1, len({name}) + 1) as numbers ({number});"
        )
    return "\n".join(views) + "\n"


def _view(name: str, columns: list[str], body: list[str]) -> str:
    chosen = ",\n".join(f"    {each}" for each in columns)
    return f"create or replace view {name} as\nselect\n{chosen}\n" + "\n".join(body) + ";\n"


def _top(field: pa.Field) -> str:
    held = {"event_id", "user_id", "event_type", "load_date"}
    if field.name in held:
        return str(field.name)
    return f"(event ->> '{field.name}')::{_type(field.type)} as {_quoted(field.name)}"


def _nested(group: str, field: pa.Field) -> str:
    path, name = f"'{{{group},{field.name}}}'", f"{group}_{field.name}"
    if pa.types.is_list(field.type):
        return f"event #> {path} as {name}"
    if pa.types.is_string(field.type):
        return f"event #>> {path} as {name}"
    return f"(event #>> {path})::{_type(field.type)} as {name}"


def _type(type_: pa.DataType) -> str:
    return str(TYPES.get(type_, "jsonb"))


def _quoted(name: str) -> str:
    return f'"{name}"' if name in ("timestamp", "position") else name
