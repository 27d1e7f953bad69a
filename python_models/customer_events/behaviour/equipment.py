"""What each session is watched on, and over what network: chosen before anything is played.

The line comes first, since it moves what follows: how often a play stops to load, and so how long
it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import Columns
from customer_events.kit.dice import NORMAL, Dice
from customer_events.kit.ids import uuids
from customer_events.world.block_day import BlockDay
from customer_events.world.people import SLOTS

if TYPE_CHECKING:
    from customer_events.world.world import World

BANDWIDTH_SPREAD = 0.7  # of the logarithm, around the network's median
SLOWEST, FASTEST = 1, 999  # mbps
TURNS = 16  # days in the plan of a device that is shared, one for each bit of its luck
APP_RELEASES_EVERY = np.array([21, 42, 84])  # days, by how eagerly a device updates
SYSTEM_RELEASES_EVERY = 270
FIRST_APP_RELEASE = 5 * 12  # the version in use when the platform began, in months of releases


@dataclass(frozen=True)
class Equipment(Columns):
    """What each session is watched on, and over what network."""

    device: np.ndarray  # of the block
    model: np.ndarray
    os_version: np.ndarray
    app_version: np.ndarray
    network: np.ndarray
    mbps: np.ndarray
    quality: np.ndarray  # the best that device and network allow


def equip(at: BlockDay, dice: Dice, viewers: Viewers, viewer: np.ndarray) -> Equipment:
    """What the viewer of each session chooses for it.

    A device that neighbors share is one's or the other's for a day, by a plan of sixteen days.
    One that changes hands rests for a day, for the two may live in different zones.
    """
    people, world, lookups, day = at.people, at.world, at.world.lookups, at.day
    user, count = viewers.user[viewer], len(viewer)
    odd = user & 1
    turn = people.device_luck[(user & ~1) * SLOTS] >> day % TURNS & 1
    first = people.shares[user] & (turn != odd)
    given = (odd == 0) & (people.hand_on_day[user] <= day)
    slots = np.where(given, 1, people.slots[user])
    slot = first + ((dice.draws("slot", count) * (slots - first).astype(np.int64)) >> 16)
    device = people.device[user, slot]
    taken = (odd == 1) & (people.hand_on_day[user] < day) & (slot == 0)
    device = np.where(taken, (user - 1) * SLOTS + 1, device)

    type_, luck = people.device_type[device], people.device_luck[device].astype(np.int64)
    row = lookups.networks_by_type[type_, dice.draws("network", count) >> 8]
    median = lookups.reference.device_networks.median_mbps[row]
    spread = np.exp(BANDWIDTH_SPREAD * dice.pick("bandwidth", NORMAL, count))
    mbps = np.clip(median * spread, SLOWEST, FASTEST).astype(np.int64)
    enough = np.searchsorted(lookups.quality_mbps, mbps, side="right") - 1
    model = people.device_model[device]
    return Equipment(
        device=device,
        model=model.astype(np.int16),
        os_version=_os_version(world, day, model, luck),
        app_version=_app_version(world, day, luck),
        network=lookups.network[row].astype(np.int8),
        mbps=mbps.astype(np.int16),
        quality=np.minimum(lookups.type_quality[type_], enough),
    )


def _app_version(world: World, day: int, luck: np.ndarray) -> np.ndarray:
    """Releases since the first; a device takes up some of them, each on a day of its own."""
    every = APP_RELEASES_EVERY[luck % len(APP_RELEASES_EVERY)]
    lag = luck % every
    taken_up = (day - world.users.first + lag) // every
    return (FIRST_APP_RELEASE + taken_up * (every // APP_RELEASES_EVERY[0])).astype(np.int16)


def _os_version(world: World, day: int, model: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """A device begins with some version that its model can run, and rises to the last one."""
    age = (day - world.users.first + luck % SYSTEM_RELEASES_EVERY) // SYSTEM_RELEASES_EVERY
    lookups = world.lookups
    system, oldest = lookups.model_os[model], lookups.model_first[model]
    count = lookups.os_count[system] - oldest
    risen = np.minimum(luck // 7 % count + age // 2, count - 1)
    return (lookups.os_first[system] + oldest + risen).astype(np.int16)


def device_ids(at: BlockDay, device: np.ndarray) -> np.ndarray:
    """The id of each device of the block."""
    signed_up, number = at.people.signup_day[device // SLOTS], at.people.first * SLOTS + device
    return uuids(at.world.seed, "device", signed_up, number)
