"""The customer events of a viewing day, as flat columns and lists, before they travel to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from customer_events.behaviour import playback
from customer_events.behaviour.sessions import BROWSE, PLAY, SEARCH, Sessions
from customer_events.behaviour.viewing import Viewers
from customer_events.contract import EXPERIMENT_GROUPS
from customer_events.kit.arrays import Columns, Ragged, owners
from customer_events.kit.dice import NORMAL, Dice, lognormal
from customer_events.kit.ids import uuids
from customer_events.world.block_day import BlockDay
from customer_events.world.people import SLOTS
from customer_events.world.shelves import Shown, recommendations, searches

if TYPE_CHECKING:
    from customer_events.world.world import World

BANDWIDTH_SPREAD = 0.7  # of the logarithm, around the network's median
SLOWEST, FASTEST = 1, 999  # mbps
TURNS = 16  # days in the plan of a device that is shared, one for each bit of its luck
APP_RELEASES_EVERY = np.array([21, 42, 84])  # days, by how eagerly a device updates
SYSTEM_RELEASES_EVERY = 270
FIRST_APP_RELEASE = 5 * 12  # the version in use when the platform began, in months of releases
QUALITY_RISES = 45  # of a hundred changes; the others fall
TIES = 0.01  # of the browses that lead to a play
STARTUP_MS = lognormal(median=850, sigma=0.5, low=120, high=9_000)


@dataclass(frozen=True)
class Actions(Columns):
    """What viewers did during plays, an action a row; qualities and speeds are indexes."""

    kind: np.ndarray
    at: np.ndarray
    duration: np.ndarray
    old_speed: np.ndarray
    new_speed: np.ndarray
    old_quality: np.ndarray
    new_quality: np.ndarray


@dataclass(frozen=True)
class Searches(Columns):
    """What viewers searched for, a query a row."""

    search_id: np.ndarray
    at: np.ndarray
    query: np.ndarray
    results: np.ndarray


@dataclass(frozen=True)
class Happened(Columns):
    """What viewers did, an event a row; names are indexes into their value sets."""

    at: np.ndarray
    user: np.ndarray  # of the block
    event_id: np.ndarray
    user_id: np.ndarray
    session_id: np.ndarray
    kind: np.ndarray
    device: np.ndarray  # its id
    model: np.ndarray
    os_version: np.ndarray
    app_version: np.ndarray  # releases since the first
    city: np.ndarray
    content: np.ndarray  # -1 where nothing is played
    retagged: np.ndarray  # whether the title had its new genre by then
    plan: np.ndarray
    cycle: np.ndarray
    services: np.ndarray  # one bit a service
    start_day: np.ndarray  # of the subscription's spell
    play_seconds: np.ndarray
    percentage: np.ndarray
    quality: np.ndarray
    buffering: np.ndarray
    speed: np.ndarray
    paused: np.ndarray
    completed: np.ndarray
    network: np.ndarray
    mbps: np.ndarray
    leaves_at: np.ndarray  # when it is over, and leaves the device
    startup_ms: np.ndarray
    drm: np.ndarray
    group: np.ndarray  # of the experiment
    actions: Ragged[Actions]
    recommendations: Ragged[Shown]
    searches: Ragged[Searches]


def describe(
    at: BlockDay, dice: Dice, viewers: Viewers, seen: Sessions, *, with_lists: bool = True
) -> Happened:
    """The events that sessions are made of; the shard of the dice keeps their ids apart.

    The lists can be left out, since what is in them moves nothing else but the quality.
    """
    people, log, lookups, day, shard = at.people, at.log, at.world.lookups, at.day, dice.shard
    seed, catalog = at.world.seed, at.catalog
    on = _equipment(at, dice, seen, viewers)
    watch, play, is_play = seen.watch, seen.play_of_event, seen.kind == PLAY
    session_of_event = seen.session_of_event
    viewer_of_event = seen.viewer_of_session[session_of_event]
    user, count = viewers.user[viewer_of_event], len(seen.at)
    begins_at, seconds = _ties(dice, seen)

    is_before = begins_at < viewers.changes_at[viewer_of_event]
    row = np.where(is_before, viewers.row_before[viewer_of_event], viewers.row[viewer_of_event])
    mbps = on.mbps[session_of_event]
    bandwidth_class = np.minimum(np.log2(mbps).astype(np.int64), playback.BUFFERING_CLASSES - 1)
    best = np.minimum(lookups.plan_quality[log.plan[row]], on.quality[session_of_event])
    best = best.astype(np.int8)
    speed = _of(watch.speed, play).astype(np.int8)
    content = np.where(is_play, _of(seen.content_of_play, play), -1)
    actions = Ragged(np.zeros(count, dtype=np.int64), Actions.none())
    shown = Ragged(np.zeros(count, dtype=np.int64), Shown.none())
    searched = Ragged(np.zeros(count, dtype=np.int64), Searches.none())
    if with_lists:
        actions = _actions(seen, begins_at, best, speed)
        shown = _shown(at, dice, seen, log.services[row])
        searched = _searches(at, dice, seen)
    return Happened(
        at=begins_at,
        user=user.astype(np.int32),
        event_id=uuids(seed, "event", day, np.arange(count), shard),
        user_id=at.user_ids[user],
        session_id=uuids(seed, "session", day, session_of_event, shard),
        kind=seen.kind,
        device=_device_ids(at, on.device)[session_of_event],
        model=on.model[session_of_event],
        os_version=on.os_version[session_of_event],
        app_version=on.app_version[session_of_event],
        city=viewers.city[viewer_of_event],
        content=content,
        retagged=begins_at >= catalog.retagged_at[catalog.title[content]],
        plan=log.plan[row],
        cycle=log.cycle[row],
        services=log.services[row],
        start_day=log.start_day[row],
        play_seconds=_of(watch.seconds, play),
        percentage=_of(watch.percentage, play),
        quality=_quality_at_first(actions, best),
        buffering=playback.BUFFERING[bandwidth_class, dice.draws("buffering", count)],
        speed=speed,
        paused=_of(watch.paused, play),
        completed=_of(watch.completed, play),
        network=on.network[session_of_event],
        mbps=mbps,
        leaves_at=begins_at + seconds,
        startup_ms=dice.pick("startup", STARTUP_MS, count).astype(np.int32),
        drm=lookups.os_drm[on.os_version][session_of_event].astype(np.int8),
        group=(people.device_luck[user * SLOTS] % len(EXPERIMENT_GROUPS)).astype(np.int8),
        actions=actions,
        recommendations=shown,
        searches=searched,
    )


def _ties(dice: Dice, seen: Sessions) -> tuple[np.ndarray, np.ndarray]:
    """Instants and lengths of the events: some browses bear the instant of their play.

    An app that logs a browse when it is over does that. The play still follows:
    its id is the higher one.
    """
    leads = np.flatnonzero((seen.kind == BROWSE) & (seen.play_of_event >= 0))
    tied = leads[dice.chance("tie", TIES, len(leads))]
    at, seconds = seen.at.copy(), seen.seconds.copy()
    at[tied], seconds[tied] = at[tied + 1], 0
    return at, seconds


def _of(column: np.ndarray, play: np.ndarray) -> np.ndarray:
    """The column's value for each play; anything where there is none."""
    return column[play] if len(column) else np.zeros(len(play), dtype=column.dtype)


def _content_of(seen: Sessions, play: np.ndarray) -> np.ndarray:
    return np.where(play >= 0, _of(seen.content_of_play, play), -1)


def _device_ids(at: BlockDay, device: np.ndarray) -> np.ndarray:
    signed_up, number = at.people.signup_day[device // SLOTS], at.people.first * SLOTS + device
    return uuids(at.world.seed, "device", signed_up, number)


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


def _equipment(at: BlockDay, dice: Dice, seen: Sessions, viewers: Viewers) -> Equipment:
    """What viewers choose for each session.

    A device that neighbors share is one's or the other's for a day, by a plan of sixteen days.
    One that changes hands rests for a day, for the two may live in different zones.
    """
    people, world, lookups, day = at.people, at.world, at.world.lookups, at.day
    user, count = viewers.user[seen.viewer_of_session], len(seen.viewer_of_session)
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


def _actions(
    seen: Sessions, begins_at: np.ndarray, best: np.ndarray, speed: np.ndarray
) -> Ragged[Actions]:
    """The actions of each play, at instants, with what each one changes."""
    is_play = seen.kind == PLAY
    plays = np.flatnonzero(is_play)
    steps = seen.watch.steps
    if len(plays) < len(seen.content_of_play):  # some sessions did not take place
        steps = steps[seen.play_of_event[plays]]
    counts = np.zeros(len(is_play), dtype=np.int64)
    counts[plays] = steps.counts
    event_of_action, step = owners(counts), steps.items
    highest, luck = best[event_of_action].astype(np.int64), step.luck.astype(np.int64)
    kind = np.where((step.kind == playback.QUALITY) & (highest == 0), playback.SEEK, step.kind)
    lower, rises = luck // 100 % np.maximum(highest, 1), luck % 100 < QUALITY_RISES
    actions = Actions(
        kind=kind.astype(np.int8),
        at=begins_at[event_of_action] + step.offset,
        duration=step.duration.astype(np.int32),
        old_speed=speed[event_of_action],
        new_speed=step.new_speed.astype(np.int8),
        old_quality=np.where(rises, lower, highest).astype(np.int8),
        new_quality=np.where(rises, highest, lower).astype(np.int8),
    )
    return Ragged(counts, actions)


def _quality_at_first(actions: Ragged[Actions], best: np.ndarray) -> np.ndarray:
    """The quality at which each play began: the best it can have, unless it rises later."""
    quality = best.copy()
    changes = np.flatnonzero(actions.items.kind == playback.QUALITY)
    quality[owners(actions.counts)[changes]] = actions.items.old_quality[changes]
    return quality


def _shown(at: BlockDay, dice: Dice, seen: Sessions, services: np.ndarray) -> Ragged[Shown]:
    """The lists that each event shows; a click is followed by its play."""
    world, is_play, is_browse = at.world, seen.kind == PLAY, seen.kind == BROWSE
    play = seen.play_of_event
    led_to = np.where(is_browse, play, -1)
    clicked = np.where(is_play, _of(seen.clicked_of_play, play), led_to)
    return recommendations(
        world.lookups, at.catalog, world.shelves(at.day), dice, services, is_play, is_browse,
        _content_of(seen, clicked),
    )  # fmt: skip


def _searches(at: BlockDay, dice: Dice, seen: Sessions) -> Ragged[Searches]:
    """The searches, at instants and with ids."""
    world, day, is_search = at.world, at.day, seen.kind == SEARCH
    sought = np.where(is_search, seen.play_of_event, -1)
    asked = searches(
        at.catalog, world.shelves(day), world.search_index(day), world.found(day), dice,
        is_search, seen.seconds, _content_of(seen, sought),
    )  # fmt: skip
    event_of_query = owners(asked.counts)
    items = Searches(
        search_id=uuids(world.seed, "search", day, np.arange(len(event_of_query)), dice.shard),
        at=seen.at[event_of_query] + asked.items.offset,
        query=asked.items.query,
        results=asked.items.results,
    )
    return Ragged(asked.counts, items)
