"""The sessions of a day: what is played in each, what leads to it, and when all that happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.behaviour import playback, series
from customer_events.behaviour.deck import deal
from customer_events.behaviour.equipment import Equipment, equip
from customer_events.behaviour.starts import (
    BUSY_AT_MOST,
    IDLE,
    KEEPS_APART,
    SOON,
    after_sign_up,
    in_parts,
    spaced,
    wishes,
)
from customer_events.behaviour.viewing import Viewers
from customer_events.kit.arrays import concatenate, owners, places, running_totals, totals
from customer_events.kit.charts import bars
from customer_events.kit.days import HOUR
from customer_events.kit.dice import SIZE, Dice, choices, lognormal
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.chains import chains_of
from customer_events.world.demand import keen
from customer_events.world.hours import DAY_OFF, WORKDAY, begins

PLAY, SEARCH, BROWSE = range(3)
EVENT_TYPES = ("content_play", "search", "browse")
DIRECT, FROM_SEARCH, FROM_BROWSE, FROM_LIST = range(4)  # what led to a play

OWN = BEHAVIOUR.sessions
NEWS = 0.5  # of a film's viewers come since it is new
PLAYS = choices(OWN.plays)  # other than episodes that are due
LEADS_FIRST, LEADS_NEXT = choices([*OWN.leads_first, 0]), choices(OWN.leads_next)
LEADS_EPISODE_FIRST = choices([*OWN.leads_episode_first, 0])
LEADS_EPISODE = choices(OWN.leads_episode)
BROWSES_FOR, SEARCHES_FOR = lognormal(*OWN.browses_for), lognormal(*OWN.searches_for)
PAUSES_FOR = lognormal(*OWN.pauses_for)  # between two events


@dataclass(frozen=True)
class Sessions:
    """Sessions, the plays in them and the events that make them up, each as columns."""

    viewer_of_session: np.ndarray
    session_of_event: np.ndarray
    play_of_event: np.ndarray  # the play itself or the one it leads to; -1 in vain
    kind: np.ndarray  # by event
    at: np.ndarray
    seconds: np.ndarray
    content_of_play: np.ndarray
    clicked_of_play: np.ndarray  # the next play, if it was clicked in the list of this one; or -1
    is_clicked: np.ndarray  # by play, whether it was clicked in the list that led to it
    watch: playback.Watch  # by play
    on: Equipment  # by session


def plan_sessions(at: BlockDay, dice: Dice, viewers: Viewers) -> Sessions:
    """What the viewers do all day."""
    world, day = at.world, at.day
    with_due = viewers.due.episodes > 0
    per_viewer = viewers.sessions + with_due
    viewer, place = owners(per_viewer), places(per_viewer)
    due_place = (dice.draws("run place", len(per_viewer)) * per_viewer) >> 16
    is_due = with_due[viewer] & (place == due_place[viewer])

    wished = _wishes(at, dice, viewers, per_viewer)
    on = equip(at, dice, viewers, viewer, wished // HOUR % 24)
    session, plays = _plays(at, dice, viewers, viewer, is_due)
    content = plays.content
    counts = np.bincount(session, minlength=len(viewer))
    lead = _leads(dice, places(counts), at.catalog.is_serial[at.catalog.title[content]])
    watch = playback.watch(
        dice, world.lookups.reference.actions, at.catalog.minutes[content],
        _manner(at, viewers.user[viewer[session]], content, on.device[session]), is_due[session], plays,
        on.mbps[session],
    )  # fmt: skip
    vain = (counts == 0) | dice.often("in vain", OWN.in_vain, len(viewer))

    kind, play, of_session = _events(dice, session, lead, vain)
    seconds = _seconds(dice, kind, play, watch.elapsed)
    per_session = np.bincount(of_session, minlength=len(viewer))
    steps = seconds + dice.pick("pause between", PAUSES_FOR, len(kind)).astype(np.int64)
    lasts = totals(steps, per_session)
    idle = dice.pick("idle", IDLE, len(viewer)).astype(np.int64)
    kept = _affordable(lasts + idle, is_due, per_viewer, place)
    zone = world.lookups.city_zone[viewers.city]
    length = world.calendar.seconds(zone, day)
    start = spaced(wished, length, per_viewer, np.where(kept, lasts, 0), np.where(kept, idle, 0))
    start += world.calendar.start(zone, day)[viewer]
    kept &= start >= viewers.begins_at[viewer]

    happens = np.flatnonzero(kept[of_session])
    begins_at = start[of_session] + running_totals(steps, per_session)
    next_clicked = np.full(len(content), -1)
    clicked = np.flatnonzero(lead == FROM_LIST)
    next_clicked[clicked - 1] = clicked
    return Sessions(
        viewer_of_session=viewer,
        session_of_event=of_session[happens],
        play_of_event=play[happens],
        kind=kind[happens],
        at=begins_at[happens],
        seconds=seconds[happens],
        content_of_play=content,
        clicked_of_play=next_clicked,
        is_clicked=(lead == FROM_LIST) | dice.often("browse clicks", OWN.browse_clicks, len(lead)),
        watch=watch,
        on=on,
    )


def _wishes(at: BlockDay, dice: Dice, viewers: Viewers, per_viewer: np.ndarray) -> np.ndarray:
    """The second of the day at which each session would begin, if none stood in its way."""
    world, count = at.world, int(per_viewer.sum())
    chronotype = np.repeat(at.habits.chronotype[viewers.user], per_viewer)
    country = world.lookups.city_country[viewers.city]
    is_off = world.seasons.is_off[country, world.seasons.at(at.day)]
    kind_of_day = np.repeat(np.where(is_off, DAY_OFF, WORKDAY), per_viewer)
    drawn = dice.draws("session start", count)
    keeps_apart = dice.often("keeps apart", KEEPS_APART, len(per_viewer))
    second = begins(chronotype, kind_of_day, in_parts(drawn, per_viewer, keeps_apart))
    opens = world.calendar.start(world.lookups.city_zone[viewers.city], at.day)
    since = np.maximum(viewers.begins_at - opens, 0)
    soon = dice.pick("first session", SOON, count).astype(np.int64)
    return after_sign_up(wishes(second, per_viewer), per_viewer, since, soon)


def _plays(
    at: BlockDay, dice: Dice, viewers: Viewers, viewer: np.ndarray, is_due: np.ndarray
) -> tuple[np.ndarray, series.Sittings]:
    """The session of each play, and what is played."""
    keenness = keen(at.people.weight[viewers.user])
    drawn = SIZE * (1 - dice.uniform("plays", len(viewer)) / keenness[viewer])
    films = PLAYS[drawn.astype(np.int64)]
    with_due = np.flatnonzero(viewers.due.episodes > 0)
    on_series = viewers[with_due]
    chains = chains_of(at, on_series.user, on_series.due)
    halves = series.halves(at, on_series, chains)
    goes_on, more = np.zeros((2, len(viewer)), dtype=np.int64)
    goes_on[is_due] = halves.before != series.NOTHING
    more[is_due] = halves.after == series.FILM
    counts = np.where(is_due, viewers.due.episodes[viewer] + goes_on + more, films)
    session = owners(counts)
    order = places(counts) - goes_on[session]
    due, others = np.flatnonzero(is_due[session]), np.flatnonzero(~is_due[session])
    who = np.searchsorted(with_due, viewer[session[due]])
    plays = concatenate([
        series.episodes(at, on_series, chains, halves, who, order[due]),
        series.films(_films(at, viewers, viewer[session[others]])),
    ])  # fmt: skip
    row = np.empty(len(session), dtype=np.int64)
    row[due], row[others] = np.arange(len(due)), len(due) + np.arange(len(others))
    found = np.flatnonzero(plays.content[row] >= 0)
    return session[found], plays[row[found]]


def _manner(
    at: BlockDay, user: np.ndarray, content: np.ndarray, device: np.ndarray
) -> playback.Manner:
    """What moves each play: the viewer's habits, the title, and the kind of device."""
    traits = at.people.traits
    on_device = at.world.lookups.reference.device_types.other_speed[at.people.device_type[device]]
    return playback.Manner(
        hold=series.hold_of(at, user, content),
        how_often=traits.how_often[user] * on_device,
        other_speed=traits.other_speed[user],
        restless=traits.restless[user],
    )


def _films(at: BlockDay, viewers: Viewers, viewer: np.ndarray) -> np.ndarray:
    """A film each, by taste and popularity, from what the viewer has access to all day."""
    world, log = at.world, at.log
    country = world.lookups.city_country[viewers.city[viewer]]
    services = log.services[viewers.row] & log.services[viewers.row_before]
    user = viewers.user[viewer]
    films, taste = world.films(at.day), at.people.traits.taste[user]
    dealt = deal(at, user, places(np.bincount(viewer, minlength=len(viewers))))
    spots = films.spots(country, services[viewer], taste, dealt.number)
    title = films.titles(spots)
    is_news = world.fresh(at.day).title[title] > NEWS
    taken = films.is_wide(spots, title, dealt.apart) & (dealt.is_thick | ~is_news)
    wide = np.flatnonzero(taken)
    title[wide] = films.others(spots[wide], dealt.instead[wide])
    return at.catalog.first[title]


def _leads(dice: Dice, order: np.ndarray, of_series: np.ndarray) -> np.ndarray:
    """What led to each play; the next episode mostly starts by itself."""
    drawn = dice.draws("lead", len(order))
    first = np.where(of_series, LEADS_EPISODE_FIRST[drawn], LEADS_FIRST[drawn])
    later = np.where(of_series, LEADS_EPISODE[drawn], LEADS_NEXT[drawn])
    return np.where(order == 0, first, later)


def _events(
    dice: Dice, session: np.ndarray, lead: np.ndarray, vain: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kind, play and session of each event: a play after what led to it, a browse or search in vain last."""
    per_play = 1 + ((lead == FROM_SEARCH) | (lead == FROM_BROWSE))
    led = owners(per_play)
    is_play = places(per_play) == per_play[led] - 1
    shift = np.cumsum(vain) - vain  # events in vain of the sessions before
    slot = np.arange(len(led)) + shift[session[led]]

    count = len(led) + int(vain.sum())
    looks = np.ones(count, dtype=bool)
    looks[slot] = False
    last = np.flatnonzero(looks)
    kind = np.empty(count, dtype=np.int8)
    kind[slot] = np.where(is_play, PLAY, np.where(lead[led] == FROM_SEARCH, SEARCH, BROWSE))
    searches = dice.often("search in vain", OWN.searches_in_vain, len(last))
    kind[last] = np.where(searches, SEARCH, BROWSE)
    play = np.full(count, -1)
    play[slot] = led
    of_session = np.empty(count, dtype=np.int64)
    of_session[slot], of_session[last] = session[led], np.flatnonzero(vain)
    return kind, play, of_session


def _seconds(dice: Dice, kind: np.ndarray, play: np.ndarray, elapsed: np.ndarray) -> np.ndarray:
    """How long each event lasts."""
    drawn = dice.draws("looks for", len(kind))
    looking = np.where(kind == SEARCH, SEARCHES_FOR[drawn], BROWSES_FOR[drawn]).astype(np.int64)
    return np.where(kind == PLAY, elapsed[play] if len(elapsed) else 0, looking)


def _affordable(
    takes: np.ndarray, is_due: np.ndarray, per_viewer: np.ndarray, place: np.ndarray
) -> np.ndarray:
    """Sessions that fit into the day; of too long a one, the one for the due episodes or the first."""
    fits = totals(takes, per_viewer) <= BUSY_AT_MOST
    has_due = totals(is_due, per_viewer) > 0
    rest = np.where(np.repeat(has_due, per_viewer), is_due, place == 0)
    return np.repeat(fits, per_viewer) | rest


def _print_curves() -> None:
    """How many plays sessions hold."""
    plays = np.bincount(PLAYS) / SIZE
    bars("Sessions by plays", {str(count): 100 * float(each) for count, each in enumerate(plays)})


if __name__ == "__main__":
    _print_curves()
