"""What each session is watched on, and over what network: chosen before anything is played.

The line comes first, since it moves what follows: how often a play stops to load, and so how long
it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import Columns, add_up
from customer_events.kit.dice import NORMAL, Dice, curve
from customer_events.kit.ids import uuids
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.hours import between
from customer_events.world.people import DEVICES, GENERATIONS, SLOTS

if TYPE_CHECKING:
    from customer_events.world.world import World

OWN = BEHAVIOUR.equipment
BULKY = max(OWN.bulky, 1e-6)  # who has nothing else takes it along
UPDATES_AFTER = curve(OWN.updates_after)
SLOWEST, FASTEST = 1, 999  # mbps
TURNS = 16  # days in the plan of a device that is shared, one for each bit of its luck
FIRST_APP_RELEASE = 5 * 12  # the version in use when the platform began, in months of releases
STORE_DAYS = 5  # within which the stores of all systems let a release through
BUSY, BY_DAY = between(OWN.evening_dips), between(OWN.out_by_day)


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


def equip(
    at: BlockDay, dice: Dice, viewers: Viewers, viewer: np.ndarray, hour: np.ndarray
) -> Equipment:
    """What the viewer of each session chooses for it, by the hour of the viewer's day."""
    people, world, lookups, day = at.people, at.world, at.world.lookups, at.day
    user, count = viewers.user[viewer], len(viewer)
    away = viewers.away[viewer]
    device = _device(at, dice, user, hour, away)
    type_, luck = people.device_type[device], people.device_luck[device].astype(np.int64)

    mobile = dice.uniform("away", count) < lookups.away_share[type_] * np.where(
        BY_DAY[hour], *OWN.out_and_about
    )
    row = np.where(mobile, lookups.away_network[type_], people.device_network[device])
    typical = lookups.reference.device_networks.median_mbps[row]
    own = np.where(mobile | away, at.habits.coverage[user], at.habits.line[user])
    noise = dice.pick("bandwidth", NORMAL, count)
    country = lookups.city_country[viewers.city[viewer]]
    typical = typical * lookups.reference.countries.line_speed[country]
    typical = typical * np.where(BUSY[hour] & ~mobile, OWN.evening_dip, 1.0)
    spread = np.exp(OWN.line_spread * own + OWN.session_spread * noise)
    mbps = np.clip(typical * spread, SLOWEST, FASTEST).astype(np.int64)
    enough = np.searchsorted(lookups.quality_mbps, mbps, side="right") - 1
    model = people.device_model[device]
    return Equipment(
        device=device,
        model=model.astype(np.int16),
        os_version=_os_version(world, day, model, luck),
        app_version=_app_version(world, day, model, luck),
        network=lookups.network[row].astype(np.int8),
        mbps=mbps.astype(np.int16),
        quality=np.minimum(lookups.type_quality[type_], enough),
    )


def _device(
    at: BlockDay, dice: Dice, user: np.ndarray, hour: np.ndarray, away: np.ndarray
) -> np.ndarray:
    """The device of each session: one of the user's, as they like it and as the hour suggests.

    A device that neighbors share is one's or the other's for a day, by a plan of sixteen days.
    One that changes hands rests for a day, for the two may live in different zones.
    """
    people, day, types = at.people, at.day, at.world.lookups.reference.device_types
    odd = user & 1
    turn = people.device_luck[(user & ~1) * SLOTS] >> day % TURNS & 1
    lent = people.shares[user] & (turn != odd)
    given = (odd == 0) & (people.hand_on_day[user] <= day)
    slots = np.where(given, 1, people.slots[user])

    held = people.device_type[people.device[user]]  # a row a session, a column a slot
    evening = OWN.evening[hour][:, None]
    appeal = types.day_appeal[held] * (1 - evening) + types.evening_appeal[held] * evening
    appeal = appeal * OWN.preference * (np.arange(SLOTS) < slots[:, None])
    appeal[lent, 0] = 0
    bulky = at.world.lookups.away_share[held] == 0
    appeal = np.where(bulky & away[:, None], appeal * BULKY, appeal)
    so_far = add_up(appeal)
    wanted = dice.uniform("slot", len(user)) * so_far[:, -1]
    slot = (so_far > wanted[:, None]).argmax(axis=1)
    device = people.device[user, slot]
    for _ in range(GENERATIONS - 1):
        newer = (device + DEVICES) % len(people.device_since)
        device = np.where(people.device_since[newer] <= day, np.maximum(device, newer), device)
    taken = (odd == 1) & (people.hand_on_day[user] < day) & (slot == 0)
    return np.where(taken, (user - 1) * SLOTS + 1, device)


def _app_version(world: World, day: int, model: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """Releases since the first; each system's store and each device have a delay of their own."""
    since = day - world.users.first - UPDATES_AFTER[luck].astype(np.int64)
    since -= world.lookups.model_os[model] % STORE_DAYS
    return (FIRST_APP_RELEASE + np.maximum(since // OWN.app_releases_every, 0)).astype(np.int16)


def _os_version(world: World, day: int, model: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """A device begins with some version that its model can run, and rises to the last one."""
    age = (day - world.users.first + luck % OWN.system_releases_every) // OWN.system_releases_every
    lookups = world.lookups
    system, oldest = lookups.model_os[model], lookups.model_first[model]
    count = lookups.os_count[system] - oldest
    risen = np.minimum(luck // 7 % count + age // 2, count - 1)
    return (lookups.os_first[system] + oldest + risen).astype(np.int16)


def device_ids(at: BlockDay, device: np.ndarray) -> np.ndarray:
    """The id of each device of the block."""
    number = at.people.first * SLOTS + device % DEVICES
    return uuids(at.world.seed, "device", at.people.device_since[device], number)
