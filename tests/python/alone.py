"""The generator asked for one day: the functions that answer for a day, by raw table.

Tests hold the raw tables against them, since a table that is made by way of another table's
road could lose the same rows twice.
"""

import numpy as np

from customer_events.delivery.events import Deliveries, number_arrivals
from customer_events.delivery.feed import FeedDeliveries
from customer_events.rows import schemas
from customer_events.rows.content import content_log_rows, content_rows
from customer_events.rows.defects import defects_of_events, defects_of_post_events
from customer_events.rows.events import record_batch
from customer_events.rows.feed import post_event_rows
from customer_events.rows.posts import post_log_rows, post_rows
from customer_events.rows.subscriptions import log_rows
from customer_events.rows.users import user_log_rows, user_rows


def arrivals(deliveries, day):
    so_far = 0
    for part in deliveries.parts(day):
        for arrived in deliveries.arrivals(*part):
            arrived.columns["version"] = np.ones(len(arrived), dtype=np.int32)
            so_far = number_arrivals(arrived, so_far)
            yield arrived


def feed_arrivals(deliveries, day):
    so_far = 0
    for block in deliveries.world.blocks(day):
        arrived = deliveries.arrivals(day, block)
        so_far = number_arrivals(arrived, so_far)
        yield arrived


def batches(deliveries, day):
    return [
        record_batch(deliveries.world, each, schemas.consumer_events(1))
        for each in arrivals(deliveries, day)
    ]


def feed_batches(deliveries, day):
    return [post_event_rows(deliveries.world, each) for each in feed_arrivals(deliveries, day)]


def events_of(schedule, day):
    return batches(Deliveries(schedule), day)


def feed_of(schedule, day):
    return feed_batches(FeedDeliveries(schedule), day)


def defects_of(schedule, day):
    return [
        *map(defects_of_events, arrivals(Deliveries(schedule), day)),
        *map(defects_of_post_events, feed_arrivals(FeedDeliveries(schedule), day)),
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
