"""The Arrow schemas of the raw tables: what a table looks like before it has a row.

They stand here and are not asked of the functions that make rows, since a question must not
cost a day's work, still less change the answer to the next one.
"""

from __future__ import annotations

import pyarrow as pa

UUID, TEXT, DATE, INSTANT = pa.uuid(), pa.string(), pa.date32(), pa.timestamp("us")
POOLED = pa.dictionary(pa.int32(), TEXT)
SERVICES = pa.dictionary(pa.int32(), pa.list_(TEXT))

DEVICE = pa.struct({
    "id": UUID,
    "type": POOLED,
    "os": POOLED,
    "os_version": POOLED,
    "app_version": POOLED,
    "model": POOLED,
})  # fmt: skip
LOCATION = pa.struct({"country": TEXT, "city": TEXT, "region": TEXT, "timezone": TEXT})
CONTENT = pa.struct({
    "id": UUID,
    "series_id": UUID,
    "title": TEXT,
    "type": TEXT,
    "episode": pa.int32(),
    "season": pa.int32(),
    "provider": TEXT,
    "genre": TEXT,
    "release_year": pa.int32(),
    "duration": pa.int32(),
    "language": TEXT,
})  # fmt: skip
SUBSCRIPTION = pa.struct({
    "plan": POOLED,
    "start_date": DATE,
    "billing_cycle": POOLED,
    "connected_services": SERVICES,
})  # fmt: skip
DETAILS = pa.struct({
    "play_duration": pa.int32(),
    "play_percentage": pa.float64(),
    "playback_quality": POOLED,
    "buffering_incidents": pa.int32(),
    "playback_speed": pa.float64(),
    "paused": pa.bool_(),
    "completed": pa.bool_(),
    "network_type": POOLED,
    "bandwidth": POOLED,
})  # fmt: skip
ACTION = pa.struct({
    "action_type": POOLED,
    "timestamp": INSTANT,
    "duration": pa.int32(),
    "old_speed": pa.float64(),
    "new_speed": pa.float64(),
    "old_quality": POOLED,
    "new_quality": POOLED,
    "completed": pa.bool_(),
})  # fmt: skip
RECOMMENDATION = pa.struct({
    "content_id": UUID,
    "position": pa.int32(),
    "algorithm": POOLED,
    "clicked": pa.bool_(),
})  # fmt: skip
SEARCH = pa.struct({
    "search_id": UUID,
    "timestamp": INSTANT,
    "query": POOLED,
    "results_count": pa.int32(),
})  # fmt: skip
PLAYBACK_SESSION = pa.struct({"player_version": POOLED, "drm": POOLED, "startup_ms": pa.int32()})
WHEN = {"created_at": INSTANT, "updated_at": INSTANT, "deleted_at": INSTANT, "load_date": DATE}

CONSUMER_EVENTS = pa.schema({
    "event_id": UUID,
    "user_id": UUID,
    "session_id": UUID,
    "schema_version": pa.int32(),
    "event_type": POOLED,
    "timestamp": INSTANT,
    "device": DEVICE,
    "location": pa.dictionary(pa.int32(), LOCATION),
    "content": pa.dictionary(pa.int32(), CONTENT),
    "user_subscription": SUBSCRIPTION,
    "event_details": DETAILS,
    "user_action": pa.list_(ACTION),
    "recommendations": pa.list_(RECOMMENDATION),
    "search_history": pa.list_(SEARCH),
    "arrival_number": pa.int64(),
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
CONSUMER_EVENTS_V2 = pa.schema([
    *CONSUMER_EVENTS,
    pa.field("playback_session", PLAYBACK_SESSION),
    pa.field("experiment_group", POOLED),
])  # fmt: skip
USERS = pa.schema({
    "user_id": UUID,
    "first_name": TEXT,
    "last_name": TEXT,
    "email": TEXT,
    "country_code": TEXT,
    "favorite_color": TEXT,
    **WHEN,
})  # fmt: skip
CONTENT_ROWS = pa.schema({
    "content_id": UUID,
    "series_id": UUID,
    "title": TEXT,
    "type": POOLED,
    "episode": pa.int32(),
    "season": pa.int32(),
    "provider": POOLED,
    "genre": POOLED,
    "release_year": pa.int32(),
    "duration": pa.int32(),
    "language": POOLED,
    **WHEN,
})  # fmt: skip
POSTS = pa.schema({"post_id": UUID, "user_id": UUID, "post_text": TEXT, **WHEN})
POST_EVENTS = pa.schema({
    "event_id": UUID,
    "user_id": UUID,
    "post_id": UUID,
    "event_type": POOLED,
    "created_at": INSTANT,
    "arrival_number": pa.int64(),
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
CHANGE = pa.schema({"change_id": UUID, "changed_at": INSTANT, "kind": POOLED})
USER_CHANGES = pa.schema([*CHANGE, *USERS])
CONTENT_CHANGES = pa.schema([*CHANGE, *CONTENT_ROWS])
POST_CHANGES = pa.schema([*CHANGE, *POSTS])
SUBSCRIPTION_CHANGES = pa.schema({
    "change_id": UUID,
    "user_id": UUID,
    "changed_at": INSTANT,
    "kind": POOLED,
    "plan": POOLED,
    "billing_cycle": POOLED,
    "connected_services": SERVICES,
    "start_date": DATE,
    "load_date": DATE,
})  # fmt: skip
DEFECTS = pa.schema({
    "record_source": POOLED,
    "event_id": UUID,
    "defect": POOLED,
    "detail": POOLED,
    "arrival_number": pa.int64(),
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
