"""The generator asked for one day: the functions that answer for a day, by raw table.

Tests hold the raw tables against them, since a table that is made by way of another table's
road could lose the same rows twice.
"""

from customer_events.delivery.way import number_arrivals
from customer_events.engine import Engine
from customer_events.rows import schemas
from customer_events.rows.content import content_log_rows, content_rows
from customer_events.rows.defects import defects_of_events, defects_of_post_events
from customer_events.rows.events import record_batch
from customer_events.rows.feed import post_event_rows
from customer_events.rows.posts import post_log_rows, post_rows
from customer_events.rows.subscriptions import log_rows
from customer_events.rows.users import user_log_rows, user_rows


def arrivals(engine, day):
    so_far = 0
    for part in engine.parts(day):
        for arrived in engine.received(*part):
            yield number_arrivals(arrived, so_far)
            so_far += len(arrived)


def feed_arrivals(engine, day):
    so_far = 0
    for block in engine.world.blocks(day):
        arrived = engine.reacted(block, day)
        yield number_arrivals(arrived, so_far)
        so_far += len(arrived)


def batches(engine, day):
    schema = schemas.consumer_events(1)
    return [record_batch(engine.schedule, each, schema) for each in arrivals(engine, day)]


def feed_batches(engine, day):
    return [post_event_rows(engine.world, each) for each in feed_arrivals(engine, day)]


def events_of(schedule, day):
    return batches(Engine(schedule), day)


def feed_of(schedule, day):
    return feed_batches(Engine(schedule), day)


def defects_of(schedule, day):
    return [
        *map(defects_of_events, arrivals(Engine(schedule), day)),
        *map(defects_of_post_events, feed_arrivals(Engine(schedule), day)),
    ]


def log_of(schedule, day):
    world = schedule.world
    return [log_rows(world, block, day) for block in world.blocks(day)]


def users_of(schedule, day):
    return [user_rows(schedule, block, day, day) for block in schedule.world.blocks(day)]


def user_changes_of(schedule, day):
    return [user_log_rows(schedule, block, day, day) for block in schedule.world.blocks(day)]


def content_of(schedule, day):
    return [content_rows(schedule.world, 0, day, day)]


def content_changes_of(schedule, day):
    return [content_log_rows(schedule.world, 0, day, day)]


def posts_of(schedule, day):
    world = schedule.world
    return [post_rows(world, block, day, day) for block in world.blocks_of_posts(day)]


def post_changes_of(schedule, day):
    world = schedule.world
    return [post_log_rows(world, block, day, day) for block in world.blocks_of_posts(day)]


TABLES = {
    "consumer_events": events_of, "users": users_of, "content": content_of, "posts": posts_of,
    "post_events": feed_of, "user_changes": user_changes_of, "content_changes": content_changes_of,
    "post_changes": post_changes_of, "subscription_changes": log_of, "defects": defects_of,
}  # fmt: skip
