"""The profiles of users: as they stand at the end of a day, and the log of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from customer_events.kit import arrow
from customer_events.kit.days import DAY, NEVER
from customer_events.kit.dice import Dice, choices
from customer_events.kit.ids import uuids
from customer_events.values.names import first_names, last_names
from customer_events.world.people import BLOCK, CHANGES, EDIT_COLOR, EDIT_EMAIL, EDIT_LAST_NAME

if TYPE_CHECKING:
    from customer_events.world.schedule import Schedule

DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
DOMAIN = choices([0.46, 0.22, 0.15, 0.11, 0.06])

CREATE, EDIT, MOVE, DELETE = range(4)
KINDS = ("create", "edit", "move", "delete")
MOST_CHANGES = 16  # of a user, with the creation, for the ids
NO_DAY = np.iinfo(np.int32).max


def user_rows(schedule: Schedule, block: int, first: int, last: int) -> pa.RecordBatch:
    """The users of a block who arrived or changed on the days, as the last of them leaves them."""
    arrived = schedule.profile_day(block)
    day, at = _changes(schedule, block)
    changed = ((day >= first) & (day <= last)).any(axis=1) | (arrived >= first)
    user = np.flatnonzero((arrived <= last) & changed)
    return pa.RecordBatch.from_pydict({
        **_profiles(schedule, block, user, day[user] <= last, at[user]),
        "load_date": arrow.dates(arrived[user]),
    })  # fmt: skip


def user_log_rows(schedule: Schedule, block: int, first: int, last: int) -> pa.RecordBatch:
    """The changes of a block of profiles in the batches of the days, with the profile after each.

    What happened before a profile arrives comes with it.
    """
    world = schedule.world
    people, arrived = world.people(block), schedule.profile_day(block)
    day, at = _changes(schedule, block)
    arrives = np.maximum(np.insert(day, 0, 0, axis=1), arrived[:, None])
    user, change = np.nonzero((arrives >= first) & (arrives <= last))
    turn = np.argsort(np.argsort(np.where(day < NO_DAY, at, NEVER * DAY), kind="stable"))
    turn = np.insert(turn + 1, 0, 0, axis=1)  # the creation comes first
    done = turn[user, 1:] <= turn[user, change][:, None]
    columns = _profiles(schedule, block, user, done, at[user])
    on = np.insert(day, 0, people.signup_day, axis=1)[user, change]
    number = (people.first + user) * MOST_CHANGES + turn[user, change]
    kinds = np.repeat([CREATE, EDIT, MOVE, DELETE], [1, CHANGES, CHANGES, 1])
    return pa.RecordBatch.from_pydict({
        "change_id": arrow.uuid(uuids(world.seed, "user_change", on, number)),
        "changed_at": columns["updated_at"],
        "kind": arrow.pooled(kinds[change], KINDS),
        **columns,
        "load_date": arrow.dates(arrives[user, change]),
    })  # fmt: skip


def _profiles(
    schedule: Schedule, block: int, user: np.ndarray, done: np.ndarray, at: np.ndarray
) -> dict[str, pa.Array]:
    """Users, a row each, as they stand after those of their changes that are done."""
    world = schedule.world
    people, log = world.people(block), world.log(block)
    created_at = log.at[log.first[user]]
    reference = world.lookups.reference
    firsts, lasts = (names(reference.countries.locale) for names in (first_names, last_names))
    colors, color_table = reference.colors.color, choices(reference.colors.weight)
    dice, called = Dice(world.seed, shard=block), world.addresses(block)
    country_of_name = called.country[user]
    last_name = called.last_name[user]
    color = dice.pick("color", color_table, BLOCK)[user]
    domain = dice.pick("domain", DOMAIN, BLOCK)[user]
    for change in range(CHANGES):
        kind, value = people.edit_kind[user, change], people.edit_value[user, change]
        edited = done[:, change]
        renamed = lasts.another(country_of_name, last_name, value)
        last_name = np.where(edited & (kind == EDIT_LAST_NAME), renamed, last_name)
        color = np.where(
            edited & (kind == EDIT_COLOR), _another(color, color_table, value, len(colors)), color
        )
        domain = np.where(
            edited & (kind == EDIT_EMAIL), _another(domain, DOMAIN, value, len(DOMAINS)), domain
        )
    moved = done[:, CHANGES:-1]
    home = np.where(moved.any(axis=1), CHANGES - moved[:, ::-1].argmax(axis=1), 0)
    country = world.lookups.city_country[people.place[user, home]]
    return {
        "user_id": arrow.uuid(world.user_ids(block)[user]),
        "first_name": firsts.texts.take(firsts.place(country_of_name, called.first_name[user])),
        "last_name": lasts.texts.take(lasts.place(country_of_name, last_name)),
        "email": pc.binary_join_element_wise(
            world.mailboxes(block).take(pa.array(user)),
            pa.array(DOMAINS).take(pa.array(domain)),
            "@",
        ),
        "country_code": pa.array(reference.countries.country_code).take(pa.array(country)),
        "favorite_color": pa.array(colors).take(pa.array(color)),
        "created_at": arrow.instants(created_at),
        "updated_at": arrow.instants(np.maximum(created_at, np.where(done, at, 0).max(axis=1))),
        "deleted_at": arrow.instants(people.deleted_at[user], ~done[:, -1]),
    }


def _changes(schedule: Schedule, block: int) -> tuple[np.ndarray, np.ndarray]:
    """The day of each edit, move abroad and deletion of a profile, or NO_DAY, and its instant."""
    people, lookups = schedule.world.people(block), schedule.world.lookups
    country = lookups.city_country[people.place]
    abroad = country[:, 1:] != country[:, :-1]
    day = np.concatenate([people.edit_day, people.move_day, people.deleted_day[:, None]], axis=1)
    at = np.concatenate([people.edited_at, people.moved_at, people.deleted_at[:, None]], axis=1)
    real = np.ones(day.shape, dtype=bool)
    real[:, CHANGES:-1] = abroad
    for move in range(CHANGES):  # a row changes at one instant a day at most
        real[:, :CHANGES] &= (people.edit_day != people.move_day[:, [move]]) | ~abroad[:, [move]]
    real[:, :-1] &= day[:, :-1] < people.deleted_day[:, None]
    return np.where(real, day, NO_DAY), at


def _another(now: np.ndarray, table: np.ndarray, draws: np.ndarray, count: int) -> np.ndarray:
    """Another choice of so many than now, by a look-up table."""
    drawn = table[draws]
    return np.where(drawn == now, (drawn + 1) % count, drawn)
