"""The generator asked for one day: the functions that answer for a day, by raw table.

Tests hold the raw tables against them, since a table that is made by way of another table's
road could lose the same rows twice.
"""

import numpy as np

from customer_events.batches import record_batch
from customer_events.catalogue_rows import content_rows
from customer_events.defects import defect_rows
from customer_events.delivery import Deliveries
from customer_events.feed import FeedDeliveries, post_rows
from customer_events.profiles import user_rows
from customer_events.subscriptions import log_rows


def arrivals(deliveries, day):
    for part in deliveries.parts(day):
        for arrived in deliveries.arrivals(*part):
            arrived.columns["version"] = np.ones(len(arrived), dtype=np.int32)
            yield arrived


def batches(deliveries, day):
    return [record_batch(deliveries.world, each, False) for each in arrivals(deliveries, day)]


def feed(deliveries, day):
    return [deliveries.rows(block, day) for block in deliveries.world.blocks(day)]


def events_of(schedule, day):
    return batches(Deliveries(schedule), day)


def defects_of(schedule, day):
    return [defect_rows(schedule, each) for each in arrivals(Deliveries(schedule), day)]


def feed_of(schedule, day):
    return feed(FeedDeliveries(schedule), day)


def log_of(schedule, day):
    world = schedule.world
    return [log_rows(world, block, day) for block in world.blocks(day)]


def users_of(schedule, day):
    return [user_rows(schedule, block, day, day) for block in schedule.world.blocks(day)]


def content_of(schedule, day):
    return [content_rows(schedule.world, 0, day, day)]


def posts_of(schedule, day):
    world = schedule.world
    return [post_rows(world, block, day, day) for block in world.blocks_of_posts(day)]


TABLES = {
    "consumer_events": events_of, "defects": defects_of, "post_events": feed_of,
    "subscription_changes": log_of, "users": users_of, "content": content_of, "posts": posts_of,
}  # fmt: skip
