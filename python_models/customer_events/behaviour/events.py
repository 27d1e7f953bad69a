"""The customer events of a viewing day, as flat columns and lists, before they travel to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour import playback
from customer_events.behaviour.sessions import BROWSE, PLAY, SEARCH, Sessions, sessions
from customer_events.behaviour.viewing import Viewers
from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.kit.arrays import Lists, join, owners
from customer_events.kit.dice import NORMAL, Dice, lognormal
from customer_events.kit.ids import uuids
from customer_events.world.people import SLOTS, People
from customer_events.world.shelves import recommendations, searches

if TYPE_CHECKING:
    from customer_events.world.world import World

BANDWIDTH_SPREAD = 0.7  # of the logarithm, around the network's median
SLOWEST, FASTEST = 1, 999  # mbps
TURNS = 16  # days in the plan of a device that is shared, one for each bit of its luck
APP_RELEASES_EVERY = np.array([21, 42, 84])  # days, by how eagerly a device updates
SYSTEM_RELEASES_EVERY = 270
FIRST_APP_RELEASE = 5 * 12  # the version in use when the platform began, in months of releases
QUALITY_RISES = 45  # of a hundred changes; the others fall
TIES = 0.01  # of the looks around that lead to a play
STARTUP_MS = lognormal(median=850, sigma=0.5, low=120, high=9_000)


@dataclass(frozen=True)
class Events:
    """Columns with an entry an event, and lists with a list an event."""

    columns: dict[str, np.ndarray]
    lists: dict[str, Lists]

    def __len__(self) -> int:
        return len(self.columns["at"])

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def take(self, rows: np.ndarray) -> Events:
        """Some of the events, in the order of the rows."""
        return Events(
            {name: column[rows] for name, column in self.columns.items()},
            {name: lists.take(rows) for name, lists in self.lists.items()},
        )

    def slice(self, start: int, end: int) -> Events:
        """The events from one row up to another, without a copy."""
        return Events(
            {name: column[start:end] for name, column in self.columns.items()},
            {name: lists.slice(start, end) for name, lists in self.lists.items()},
        )


def concatenate(parts: list[Events]) -> Events:
    """Several sets of events, one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Events(
        {name: np.concatenate([part[name] for part in parts]) for name in parts[0].columns},
        {name: join([part.lists[name] for part in parts]) for name in parts[0].lists},
    )


def events(
    world: World, day: int, block: int, shard: int, viewers: Viewers, *, with_lists: bool = True
) -> Events:
    """What the viewers of a block do on a day; the shard keeps its streams and ids apart.

    The lists can be left out, since what is in them moves nothing else.
    """
    dice = Dice(world.seed, day, shard)
    people, log, lookups = world.people(block), world.log(block), world.lookups
    catalogue = world.catalogue(day)
    seen = sessions(world, dice, day, block, viewers)
    on = _equipment(world, dice, day, block, seen, viewers)
    watch, play, is_play = seen.watch, seen.play, seen.kind == PLAY
    viewer = seen.viewer[seen.session]
    user, count = viewers.user[viewer], len(seen.at)
    at, seconds = _ties(dice, seen)

    row = np.where(at < viewers.changes_at[viewer], viewers.row_before[viewer], viewers.row[viewer])
    mbps = on["mbps"][seen.session]
    bandwidth_class = np.minimum(np.log2(mbps).astype(np.int64), playback.BUFFERING_CLASSES - 1)
    best = np.minimum(lookups.plan_quality[log.plan[row]], on["quality"][seen.session])
    content = np.where(is_play, _of(seen.content, play), -1)
    columns = {
        "user": user.astype(np.int32),
        "event_id": uuids(world.seed, "event", day, np.arange(count), shard),
        "user_id": world.user_ids(block)[user],
        "session_id": uuids(world.seed, "session", day, seen.session, shard),
        "kind": seen.kind,
        "at": at,
        "device": _device_ids(world, people, on["device"])[seen.session],
        "model": on["model"][seen.session],
        "os_version": on["os_version"][seen.session],
        "app_version": on["app_version"][seen.session],
        "city": viewers.city[viewer],
        "content": content,
        "retagged": at >= catalogue.retagged_at[catalogue.title[content]],
        "plan": log.plan[row],
        "cycle": log.cycle[row],
        "services": log.services[row],
        "start_day": log.start_day[row],
        "play_seconds": _of(watch.seconds, play),
        "percentage": _of(watch.percentage, play),
        "quality": best.astype(np.int8),
        "buffering": playback.BUFFERING[bandwidth_class, dice.draws("buffering", count)],
        "speed": _of(watch.speed, play).astype(np.int8),
        "paused": _of(watch.paused, play),
        "completed": _of(watch.completed, play),
        "network": on["network"][seen.session],
        "mbps": mbps,
        "leaves_at": at + seconds,
        "startup_ms": dice.pick("startup", STARTUP_MS, count).astype(np.int32),
        "drm": lookups.os_drm[on["os_version"]][seen.session].astype(np.int8),
        "group": (people.device_luck[user * SLOTS] % len(EXPERIMENT_GROUPS)).astype(np.int8),
    }
    if not with_lists:
        return Events(columns, {})
    clicked = np.where(is_play, _of(seen.followed, play), np.where(seen.kind == BROWSE, play, -1))
    sought = np.where(seen.kind == SEARCH, play, -1)
    shelves = world.shelves(day)
    actions = _actions(seen, is_play, columns)
    columns["quality"] = _quality_at_first(actions, columns["quality"])
    lists = {
        "user_action": actions,
        "recommendations": recommendations(
            lookups, catalogue, shelves, dice, columns["services"], is_play, seen.kind == BROWSE,
            _content_of(seen, clicked),
        ),
        "search_history": _searches(
            world, shard, day,
            searches(catalogue, shelves, world.search_index(day), world.found(day), dice,
                     seen.kind == SEARCH, seen.seconds, _content_of(seen, sought)),
            seen.at,
        ),
    }  # fmt: skip
    return Events(columns, lists)


def _ties(dice: Dice, seen: Sessions) -> tuple[np.ndarray, np.ndarray]:
    """Instants and lengths of the events: some looks around bear the instant of their play.

    An app that writes down a look around when it is over does that. The play still follows:
    its id is the higher one.
    """
    leads = np.flatnonzero((seen.kind == BROWSE) & (seen.play >= 0))
    tied = leads[dice.chance("tie", TIES, len(leads))]
    at, seconds = seen.at.copy(), seen.seconds.copy()
    at[tied], seconds[tied] = at[tied + 1], 0
    return at, seconds


def _of(column: np.ndarray, play: np.ndarray) -> np.ndarray:
    """The column's value for each play; anything where there is none."""
    return column[play] if len(column) else np.zeros(len(play), dtype=column.dtype)


def _content_of(seen: Sessions, play: np.ndarray) -> np.ndarray:
    return np.where(play >= 0, _of(seen.content, play), -1)


def _device_ids(world: World, people: People, device: np.ndarray) -> np.ndarray:
    owner = device // SLOTS
    return uuids(world.seed, "device", people.signup_day[owner], people.first * SLOTS + device)


def _equipment(
    world: World, dice: Dice, day: int, block: int, seen: Sessions, viewers: Viewers
) -> dict[str, np.ndarray]:
    """What each session is watched on, and over what network.

    A device that neighbours share is one's or the other's for a day, by a plan of sixteen days.
    One that changes hands rests for a day, for the two may live in different zones.
    """
    people, lookups = world.people(block), world.lookups
    user, count = viewers.user[seen.viewer], len(seen.viewer)
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
    return {
        "device": device,
        "model": model.astype(np.int16),
        "os_version": _os_version(world, day, model, luck),
        "app_version": _app_version(world, day, luck),
        "network": lookups.network[row].astype(np.int8),
        "mbps": mbps.astype(np.int16),
        "quality": np.minimum(lookups.type_quality[type_], enough),
    }


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


def _actions(seen: Sessions, is_play: np.ndarray, columns: dict[str, np.ndarray]) -> Lists:
    """The actions of each play, at instants, with what each one changes."""
    plays = np.flatnonzero(is_play)
    of_plays = seen.watch.actions
    if len(plays) < len(seen.content):  # some sessions did not take place
        of_plays = of_plays.take(seen.play[plays])
    counts = np.zeros(len(is_play), dtype=np.int64)
    counts[plays] = of_plays.counts
    event, items = owners(counts), of_plays.items
    best, luck = columns["quality"][event].astype(np.int64), items["luck"].astype(np.int64)
    kind = np.where((items["kind"] == playback.QUALITY) & (best == 0), playback.SEEK, items["kind"])
    lower, rises = luck // 100 % np.maximum(best, 1), luck % 100 < QUALITY_RISES
    return Lists(counts, {
        "kind": kind.astype(np.int8),
        "at": columns["at"][event] + items["offset"],
        "duration": items["duration"].astype(np.int32),
        "old_speed": columns["speed"][event],
        "new_speed": items["new_speed"].astype(np.int8),
        "old_quality": np.where(rises, lower, best).astype(np.int8),
        "new_quality": np.where(rises, best, lower).astype(np.int8),
    })  # fmt: skip


def _quality_at_first(actions: Lists, best: np.ndarray) -> np.ndarray:
    """The quality at which each play began: the best it can have, unless it rises later."""
    quality = best.copy()
    changes = np.flatnonzero(actions.items["kind"] == playback.QUALITY)
    quality[owners(actions.counts)[changes]] = actions.items["old_quality"][changes]
    return quality


def _searches(world: World, shard: int, day: int, asked: Lists, at: np.ndarray) -> Lists:
    """The searches, at instants and with ids."""
    event = np.repeat(np.arange(len(at)), asked.counts)
    total = len(event)
    return Lists(asked.counts, {
        "search_id": uuids(world.seed, "search", day, np.arange(total), shard),
        "at": at[event] + asked.items["offset"],
        "query": asked.items["query"],
        "results": asked.items["results"],
    })  # fmt: skip
