"""Push tokens: the addresses of apps whose owner lets them notify.

A phone or tablet asks once, when its owner signs up or buys it. Its token is replaced now and then, and ends
when the permission does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.days import NEVER
from customer_events.kit.dice import luck, wait
from customer_events.kit.ids import uuids
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.people import DEVICES, GENERATIONS, SLOTS
from customer_events.world.world import World

OWN = BEHAVIOUR.tokens
PLATFORMS = ("iOS", "Android")
IOS, ANDROID = range(len(PLATFORMS))
TOKENS = 8  # of an app, one after the other; the last one stays

ENDS = ("replaced", "withdrawn", "account deleted")
REPLACED, WITHDRAWN, DELETED = range(len(ENDS))


@dataclass(frozen=True)
class Tokens(Columns):
    """Tokens, a row each, by user, slot and turn."""

    user: np.ndarray  # of the block
    device: np.ndarray  # of the block
    platform: np.ndarray
    turn: np.ndarray  # among those of the device
    first_day: np.ndarray
    last_day: np.ndarray  # NEVER while it lasts
    end: np.ndarray  # why it ends
    token: np.ndarray  # its id, an (n, 2) array of words


def make_tokens(world: World, block: int) -> Tokens:
    """The tokens of a block's users, of all their lives."""
    people, seed, lookups = world.people(block), world.seed, world.lookups
    systems = dict.fromkeys(lookups.reference.operating_systems.os)
    platforms = np.array([PLATFORMS.index(each) if each in PLATFORMS else -1 for each in systems])
    platform_of = platforms[lookups.model_os[people.device_model]]

    user, slot = np.nonzero(np.arange(SLOTS) < people.slots[:, None])
    own = people.device[user, slot] // SLOTS == user  # whose it is, if a household shares it
    each = people.device[user[own], slot[own]].astype(np.int64)
    device = np.concatenate([each + number * DEVICES for number in range(GENERATIONS)])
    user = np.tile(user[own], GENERATIONS)
    there = (people.device_since[device] < NEVER) & (platform_of[device] >= 0)
    user, device = user[there], device[there]
    number = people.first * SLOTS + device % DEVICES + (device // DEVICES << 40)
    platform = platform_of[device]
    permits = luck(seed, "push permission", number) < OWN.permits[platform]
    user, device, number, platform = (each[permits] for each in (user, device, number, platform))

    since = people.device_since[device].astype(np.int64)
    newer = np.append(people.device_since[DEVICES:], np.full(DEVICES, NEVER))[device]
    ends = since + 1 + _wait(seed, "permission withdrawn", number, 0, OWN.withdrawn_after)
    deleted = people.deleted_day[user].astype(np.int64)
    over = np.minimum(np.minimum(ends, deleted), newer)
    why = np.where(deleted <= ends, DELETED, WITHDRAWN)
    why = np.where(newer < np.minimum(ends, deleted), REPLACED, why)
    first, pieces = since, []
    for place in range(TOKENS):
        lasts = 1 + _wait(seed, "token replaced", number, place, OWN.replaced_after)
        until = first + lasts if place < TOKENS - 1 else np.full(len(first), NEVER)
        there, is_last = first < over, until >= over
        pieces.append((
            user[there], device[there], platform[there], np.full(there.sum(), place), first[there],
            np.where(is_last, np.where(over < NEVER, over - 1, NEVER), until - 1)[there],
            np.where(is_last, why, REPLACED)[there],
        ))  # fmt: skip
        first = np.minimum(until, NEVER)
    columns = [np.concatenate(each) for each in zip(*pieces, strict=True)]
    order = np.lexsort((columns[3], columns[1], columns[0]))
    user, device, platform, turn, first, last, end = (each[order] for each in columns)
    sequence = (people.first * SLOTS + device.astype(np.int64) % DEVICES) * TOKENS + turn
    token = uuids(seed, "push_token", first, sequence)
    return Tokens(user, device, platform, turn, first, last, end, token)


def _wait(seed: int, name: str, number: np.ndarray, turn: int, days: float) -> np.ndarray:
    return wait(luck(seed, name, number, turn), days).astype(np.int64)
