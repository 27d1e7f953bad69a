"""The people of the platform: when they came, where they live, what they watch on.

All that will ever happen to a user is scheduled when the user signs up, so their state on a day
needs no memory of the days before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.kit.days import DAY, NEVER, ViewingDays, batch_closes
from customer_events.kit.dice import Dice, choices, lognormal
from customer_events.kit.kept import kept
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.growth import Growth
from customer_events.world.traits import UserTraits, traits_of_users

OWN = BEHAVIOUR.people
BLOCK = 1 << 15  # users that are made together
CHANGES = 6  # dated changes that are scheduled for each thing that can change

EDITS_EVERY = 333
EDITED_TWICE = 0.02  # of the edits: there is another one in the same instant
DELETED_AFTER = 3_333
HOUSEHOLDS = 0.10  # neighbors in the order of sign-up who share a home
SHARE_A_DEVICE = 0.50  # of the households
HAND_ON_A_DEVICE = 0.03  # of the other neighbors

ARMS = np.ones(len(EXPERIMENT_GROUPS))  # alike in size
SLOTS = 3  # devices a user can have
DEVICES = BLOCK * SLOTS
GENERATIONS = 4  # of a slot: the device of the sign-up and those that replace it
SLOTS_USED = choices(OWN.slots_used)

EDIT_COLOR, EDIT_EMAIL, EDIT_LAST_NAME = range(3)
EDIT_KINDS = choices([0.56, 0.38, 0.06]).astype(np.int8)
WEIGHT = lognormal(median=1.0, sigma=OWN.activity_spread, low=0.0, high=np.inf)
WEIGHT = np.minimum(WEIGHT / WEIGHT.mean(), OWN.most_active).astype(np.float32)


@dataclass(frozen=True)
class People:
    """A block of users, as columns; a schedule has a row a user and a column a change."""

    first: int
    signup_day: np.ndarray
    weight: np.ndarray  # how much a user watches, 1 on average
    traits: UserTraits
    arrival_delay: np.ndarray  # 1-7 days by which the profile would arrive late
    arrival_luck: np.ndarray  # below the orphan rate it does
    deleted_day: np.ndarray
    deleted_at: np.ndarray
    home: np.ndarray  # the user, or the neighbor whose home it is, too
    place: np.ndarray  # city, before and after each move
    move_day: np.ndarray
    moved_at: np.ndarray
    edit_day: np.ndarray
    edited_at: np.ndarray
    edit_kind: np.ndarray
    edit_value: np.ndarray
    slots: np.ndarray
    shares: np.ndarray  # whether the first slot is also a neighbor's at home
    device: np.ndarray  # what each slot holds at first: an index into the device columns
    device_since: np.ndarray  # by device, of all generations; NEVER where there is none
    hand_on_day: np.ndarray  # the even neighbor's second device is the odd one's after this day
    device_type: np.ndarray  # by device
    device_model: np.ndarray
    device_network: np.ndarray  # on which it is at home
    device_luck: np.ndarray
    arm: np.ndarray  # of the experiment

    def __len__(self) -> int:
        return len(self.signup_day)

    def best_device(self, worth: np.ndarray) -> np.ndarray:
        """What the best device of each user is worth when they sign up, by the worth of its type."""
        in_use = np.arange(SLOTS) < self.slots[:, None]
        best: np.ndarray = np.where(in_use, worth[self.device_type[self.device]], 0).max(axis=1)
        return best

    @kept(at_most=1)
    def moves(self, day: int) -> np.ndarray:
        """How often each user has moved by the end of the day."""
        moves = np.zeros(len(self), dtype=np.int8)
        for column in self.move_day.T:
            has_moved = column <= day
            if not has_moved.any():  # nor ever again
                break
            moves += has_moved
        return moves

    def city(self, users: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Where each of the users lives at the end of each of the days."""
        moves = np.zeros(len(users), dtype=np.int64)
        for column in self.move_day.T:
            has_moved = column[users] <= days
            if not has_moved.any():  # nor ever again
                break
            moves += has_moved
        return self.place[users, moves]


def make_people(
    lookups: Lookups, growth: Growth, calendar: ViewingDays, seed: int, block: int
) -> People:
    """One block of users, from the seed and the block's number alone."""
    dice = Dice(seed, shard=block)
    first = block * BLOCK
    local = np.arange(BLOCK)
    signup_day = growth.day(first + local)
    neighbor = local & ~1
    at_home = dice.chance("household", HOUSEHOLDS, BLOCK)[neighbor]
    home = np.where(at_home, neighbor, local)

    place, move_day = _homes(lookups, dice, signup_day, home)
    moved_at = _before_the_next_day(calendar, dice, lookups.city_zone[place[:, 1:]], move_day)
    edit_day = schedule(dice, "edit", signup_day, EDITS_EVERY)
    edited_at = _in_the_batch(dice, "edited at", edit_day)
    twice = dice.chance("edit twice", EDITED_TWICE, BLOCK * CHANGES).reshape(BLOCK, CHANGES)
    for change in range(1, CHANGES):
        for column in (edit_day, edited_at):
            column[:, change] = np.where(twice[:, change], column[:, change - 1], column[:, change])
    deleted_day = schedule(dice, "delete", signup_day, DELETED_AFTER, times=1)

    device, slots, shares, hand_on_day = _devices(dice, signup_day, at_home, neighbor)
    device_type = np.tile(_device_types(lookups, dice), GENERATIONS)
    drawn = np.concatenate(
        [
            dice.draws("device model", DEVICES),
            dice.draws("newer device model", DEVICES * (GENERATIONS - 1)),
        ]
    )
    device_model = lookups.models_by_type[device_type, drawn >> 8]
    return People(
        first=first,
        signup_day=signup_day.astype(np.int32),
        weight=dice.pick("weight", WEIGHT, BLOCK),
        traits=traits_of_users(dice, BLOCK, lookups.genre_popularity),
        arrival_delay=(dice.draws("profile delay", BLOCK) % 7 + 1).astype(np.int8),
        arrival_luck=dice.uniform("profile luck", BLOCK).astype(np.float32),
        deleted_day=deleted_day[:, 0].astype(np.int32),
        deleted_at=_in_the_batch(dice, "deleted at", deleted_day)[:, 0],
        home=home.astype(np.int32),
        place=place,
        move_day=np.asfortranarray(move_day.astype(np.int32)),
        moved_at=moved_at.astype(np.uint32),
        edit_day=edit_day.astype(np.int32),
        edited_at=edited_at.astype(np.uint32),
        edit_kind=dice.pick("edit kind", EDIT_KINDS, BLOCK * CHANGES).reshape(BLOCK, CHANGES),
        edit_value=dice.draws("edit value", BLOCK * CHANGES).reshape(BLOCK, CHANGES),
        slots=slots,
        shares=shares,
        device=device.astype(np.int32),
        hand_on_day=hand_on_day.astype(np.int32),
        device_since=_bought(dice, signup_day, slots, shares, hand_on_day),
        device_type=device_type.astype(np.int8),
        device_model=device_model.astype(np.int16),
        device_network=lookups.home_network[
            device_type, np.tile(dice.draws("device network", DEVICES), GENERATIONS) >> 8
        ].astype(np.int8),
        device_luck=np.concatenate(
            [
                dice.draws("device luck", DEVICES),
                dice.draws("newer device luck", DEVICES * (GENERATIONS - 1)),
            ]
        ),
        arm=dice.pick("experiment arm", choices(ARMS), BLOCK).astype(np.int8),
    )


def schedule(
    dice: Dice, name: str, since: np.ndarray, every: float, times: int = CHANGES
) -> np.ndarray:
    """The days of a user's changes, one after the other, at random intervals."""
    luck = dice.uniform(f"{name} interval", len(since) * times).reshape(-1, times)
    return since[:, None] + np.cumsum(np.ceil(-np.log(luck) * every), axis=1).astype(np.int64)


def _in_the_batch(dice: Dice, name: str, day: np.ndarray) -> np.ndarray:
    """An instant between the close of the batch before and that of the day's own.

    So what changes on a later day also changes at a later instant, whatever the zones.
    """
    luck = dice.uniform(name, day.size).reshape(day.shape)
    return batch_closes(day - 1) + (luck * DAY).astype(np.int64)


def _homes(
    lookups: Lookups, dice: Dice, signup_day: np.ndarray, home: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The cities of each user's life, and the days of the moves between them."""
    move_day = schedule(dice, "move", signup_day, OWN.moves_every)
    abroad = dice.chance("move abroad", OWN.moves_abroad, BLOCK * CHANGES).reshape(BLOCK, CHANGES)
    countries = choices(lookups.reference.countries.user_share)
    place = np.empty((BLOCK, CHANGES + 1), dtype=np.int16)
    country = dice.pick("country", countries, BLOCK)
    for move in range(CHANGES + 1):
        if move:
            elsewhere = dice.pick(f"country {move}", countries, BLOCK)
            country = np.where(abroad[:, move - 1], elsewhere, country)
        place[:, move] = lookups.cities_by_country[country, dice.draws(f"city {move}", BLOCK) >> 8]
    return place[home], move_day[home]


def _before_the_next_day(
    calendar: ViewingDays, dice: Dice, zone: np.ndarray, day: np.ndarray
) -> np.ndarray:
    """The instant of a move: after the last day in the old zone, before the first in the new.

    Nobody watches on the day they move, so no day overlaps another across the zones.
    """
    opens = batch_closes(day - 1)
    leeway = np.maximum(calendar.start(zone, day + 1) - opens, 0)
    luck = dice.uniform("moved at", day.size).reshape(day.shape)
    return opens + (luck * leeway).astype(np.int64)


def _device_types(lookups: Lookups, dice: Dice) -> np.ndarray:
    """The type of each device: drawn once more if the user has one of the kind, so mostly another."""
    shares = choices(lookups.reference.device_types.share)
    type_ = dice.pick("device type", shares, BLOCK * SLOTS).reshape(BLOCK, SLOTS)
    again = dice.pick("another device type", shares, BLOCK * SLOTS).reshape(BLOCK, SLOTS)
    for slot in range(1, SLOTS):
        alike = (type_[:, :slot] == type_[:, [slot]]).any(axis=1)
        type_[:, slot] = np.where(alike, again[:, slot], type_[:, slot])
    return type_.ravel()


def _devices(
    dice: Dice, signup_day: np.ndarray, at_home: np.ndarray, neighbor: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What each slot holds, how many are in use, who shares one, and when one changes hands.

    Whoever shares a device has another one, for the days on which the neighbor has it.
    """
    local = np.arange(BLOCK)
    odd = (local & 1).astype(bool)
    slots = (dice.pick("slots", SLOTS_USED, BLOCK) + 1).astype(np.int8)
    device = local[:, None] * SLOTS + np.arange(SLOTS)
    shared = at_home & dice.chance("shared device", SHARE_A_DEVICE, BLOCK)[neighbor]
    slots = np.where(shared, np.maximum(slots, 2), slots)
    device[shared & odd, 0] = neighbor[shared & odd] * SLOTS

    handed = ~at_home & dice.chance("handed device", HAND_ON_A_DEVICE, BLOCK)[neighbor]
    handed &= slots[neighbor] > 1
    both_there = signup_day[neighbor | 1]
    day = both_there + (dice.uniform("handed day", BLOCK)[neighbor] * 400).astype(np.int64) + 1
    return device, slots, shared, np.where(handed, day, NEVER)


def _bought(
    dice: Dice, signup_day: np.ndarray, slots: np.ndarray, shares: np.ndarray, hand_on: np.ndarray
) -> np.ndarray:
    """Since when there is each device: at sign-up, and in one of the slots in use each newer one.

    What is shared with a neighbor, or goes to one, is replaced by none.
    """
    since = np.full((GENERATIONS, BLOCK, SLOTS), NEVER, dtype=np.int32)
    since[0] = signup_day[:, None]
    days = schedule(dice, "newer device", signup_day, OWN.device_lasts, GENERATIONS - 1)
    slot = (dice.uniform("newer device slot", BLOCK) * slots).astype(np.int64)
    alone = np.flatnonzero((hand_on == NEVER) & ~(shares & (slot == 0)))
    since[1:, alone, slot[alone]] = np.minimum(days[alone].T, NEVER)
    return since.ravel()
