"""The customer events of a viewing day, as flat columns and lists, before they travel to us."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour import playback
from customer_events.behaviour.equipment import device_ids
from customer_events.behaviour.sessions import BROWSE, PLAY, SEARCH, Sessions
from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import Columns, Ragged, owners, ranks
from customer_events.kit.dice import Dice, lognormal
from customer_events.kit.ids import uuids
from customer_events.world.block_day import BlockDay
from customer_events.world.search_index import genres
from customer_events.world.shelves import Looking, Shown, recommendations, searches

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
    on, watch, play, is_play = seen.on, seen.watch, seen.play_of_event, seen.kind == PLAY
    session_of_event = seen.session_of_event
    viewer_of_event = seen.viewer_of_session[session_of_event]
    user, count = viewers.user[viewer_of_event], len(seen.at)
    begins_at, seconds = _ties(dice, seen)

    is_before = begins_at < viewers.changes_at[viewer_of_event]
    row = np.where(is_before, viewers.row_before[viewer_of_event], viewers.row[viewer_of_event])
    mbps = on.mbps[session_of_event]
    best = np.minimum(lookups.plan_quality[log.plan[row]], on.quality[session_of_event])
    best = best.astype(np.int8)
    speed = _of(watch.speed, play).astype(np.int8)
    content = np.where(is_play, _of(seen.content_of_play, play), -1)
    opens_session = np.diff(session_of_event, prepend=-1) > 0
    session_number = ranks(begins_at[opens_session])[np.cumsum(opens_session) - 1]
    actions = Ragged(np.zeros(count, dtype=np.int64), Actions.none())
    shown = Ragged(np.zeros(count, dtype=np.int64), Shown.none())
    searched = Ragged(np.zeros(count, dtype=np.int64), Searches.none())
    if with_lists:
        actions = _actions(seen, begins_at, best, speed)
        shown = _shown(at, dice, seen, viewers, log.services[row])
        searched = _searches(at, dice, seen)
    return Happened(
        at=begins_at,
        user=user.astype(np.int32),
        event_id=uuids(seed, "event", day, ranks(begins_at), shard),
        user_id=at.user_ids[user],
        session_id=uuids(seed, "session", day, session_number, shard),
        kind=seen.kind,
        device=device_ids(at, on.device)[session_of_event],
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
        buffering=_of(watch.buffering, play),
        speed=speed,
        paused=_of(watch.paused, play),
        completed=_of(watch.completed, play),
        network=on.network[session_of_event],
        mbps=mbps,
        leaves_at=begins_at + seconds,
        startup_ms=dice.pick("startup", STARTUP_MS, count).astype(np.int32),
        drm=lookups.os_drm[on.os_version][session_of_event].astype(np.int8),
        group=people.arm[user],
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


def _shown(
    at: BlockDay, dice: Dice, seen: Sessions, viewers: Viewers, services: np.ndarray
) -> Ragged[Shown]:
    """The lists that events show; a click is followed by its play."""
    world, lookups, is_browse = at.world, at.world.lookups, seen.kind == BROWSE
    event = np.flatnonzero(is_browse | (seen.kind == PLAY))
    viewer = seen.viewer_of_session[seen.session_of_event[event]]
    play, browses = seen.play_of_event[event], is_browse[event]
    led_to = np.where(browses, play, _of(seen.clicked_of_play, play))
    led_to = np.where(_of(seen.is_clicked, led_to), led_to, -1)
    looking = Looking(
        event=event,
        country=lookups.city_country[viewers.city[viewer]],
        genre=at.people.traits.favorite(viewers.user[viewer], dice.uniform("theme", len(event))),
        services=services[event],
        browses=browses,
        clicked=_content_of(seen, led_to),
    )
    return recommendations(
        lookups, at.catalog, world.shelves(at.day), dice, looking, len(seen.kind)
    )


def _searches(at: BlockDay, dice: Dice, seen: Sessions) -> Ragged[Searches]:
    """The searches, at instants and with ids."""
    world, day, is_search = at.world, at.day, seen.kind == SEARCH
    sought = np.where(is_search, seen.play_of_event, -1)
    asked = searches(
        at.catalog, genres(at.catalog, day), world.shelves(day), world.search_index(day),
        world.found(day), dice, is_search, seen.seconds, _content_of(seen, sought),
    )  # fmt: skip
    event_of_query = owners(asked.counts)
    searched_at = seen.at[event_of_query] + asked.items.offset
    items = Searches(
        search_id=uuids(world.seed, "search", day, ranks(searched_at), dice.shard),
        at=searched_at,
        query=asked.items.query,
        results=asked.items.results,
    )
    return Ragged(asked.counts, items)
