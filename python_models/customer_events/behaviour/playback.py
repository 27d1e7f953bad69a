"""How a play goes: how much is watched, at what speed and quality, and the viewer's actions.

What is watched counts in seconds of the content. Actions stand at instants of the clock, and a
pause lasts seconds of the clock. So a play ends at its start, plus the content of each stretch
between two changes of speed divided by the speed in it, plus its pauses; a second that has begun
counts. Whoever has the event can work that out, to the second: the first stretch ends at the
instant of the change of speed, without the pauses before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from customer_events.behaviour.series import Sittings
from customer_events.kit.arrays import Columns, Ragged, owners, places, running_totals, totals
from customer_events.kit.charts import bars
from customer_events.kit.dice import SIZE, Dice, choices, curve, lognormal
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.value_sets import Actions
from customer_events.world.traits import NORMAL_SPEED, SPEEDS

OWN = BEHAVIOUR.playback
WATCHED = curve(OWN.watched)
GIVEN_UP = float((WATCHED < 0.1).mean())  # of the plays that go as most do
COMPLETED_FROM = 0.9
NEXT_SPEED = np.stack([choices(OWN.speed * (each != SPEEDS)) for each in SPEEDS]).astype(np.int8)
PAUSES_FOR = lognormal(*OWN.pauses_for)

ACTIONS = ("play", "pause", "seek", "quality_change", "speed_change", "completion")
STARTED, PAUSE, SEEK, QUALITY, SPEED_CHANGE, COMPLETION = range(len(ACTIONS))
ACTIONS_WITHIN = choices(OWN.actions_within)
ACTIONS_AT_MOST = 5
TOO_SHORT = 60  # seconds, for anything but the start

BANDWIDTH_CLASSES = 11  # by the logarithm of the bandwidth
LENGTH_CLASSES, LENGTH_CLASS = 9, 15  # minutes; all that is longer is in the last one


@dataclass(frozen=True)
class Manner(Columns):
    """How who plays it, what it is and what it is played on move a play."""

    hold: np.ndarray  # how far the title's quality and the viewer's patience carry it
    how_often: np.ndarray  # how often such a play is at another speed
    other_speed: np.ndarray
    restless: np.ndarray


@dataclass(frozen=True)
class Steps(Columns):
    """What viewers do during a play, by the play's own clock."""

    kind: np.ndarray  # index into ACTIONS
    offset: np.ndarray  # seconds since the play began
    duration: np.ndarray  # of a pause
    new_speed: np.ndarray  # of a change of speed
    luck: np.ndarray  # which quality a change of it leads to


@dataclass(frozen=True)
class Watch(Columns):
    """What is watched of each play, and what the viewer does meanwhile."""

    seconds: np.ndarray  # of content
    percentage: np.ndarray
    speed: np.ndarray  # index into SPEEDS
    completed: np.ndarray
    paused: np.ndarray
    buffering: np.ndarray  # how often it stopped to load
    elapsed: np.ndarray  # by the clock, pauses included; then the event leaves the device
    steps: Ragged[Steps]


def watch(
    dice: Dice, weights: Actions, minutes: np.ndarray, manner: Manner,
    is_due: np.ndarray, plays: Sittings, mbps: np.ndarray,
) -> Watch:  # fmt: skip
    """Watch contents of so many minutes, over lines of so many mbps.

    How far the title and the viewer carry a play, each stop to load takes from. Of a series that is due, one episode is given up, others hardly ever; one
    that is left half-way is gone on with from there to its end.
    """
    count = len(minutes)
    length = minutes.astype(np.int64) * 60
    buffering = _stops(dice, minutes, mbps)
    drawn = (dice.draws("watched", count) + 0.5) / SIZE
    held = drawn ** np.exp(OWN.stop_shortens * buffering - manner.hold - OWN.bears_on * is_due)
    held = np.where(plays.gives_up, GIVEN_UP * held, held)
    share = WATCHED[(held * SIZE).astype(np.int64)]
    in_two = (plays.begins > 0) | (plays.ends < 1)
    share = np.where(in_two, plays.ends - plays.begins, share)
    seconds = np.maximum((share * length).astype(np.int64), 1)
    completed = seconds >= COMPLETED_FROM * length
    is_other = dice.draws("speed", count) < SIZE * manner.how_often
    speed = np.where(is_other, manner.other_speed, NORMAL_SPEED)
    steps, elapsed, pauses = _steps(dice, weights, seconds, speed, completed, manner.restless)
    return Watch(
        seconds=seconds,
        percentage=np.round(100 * seconds / length, 2),
        speed=speed,
        completed=completed,
        paused=pauses > 0,
        buffering=buffering,
        elapsed=elapsed,
        steps=steps,
    )


def _stops(dice: Dice, minutes: np.ndarray, mbps: np.ndarray) -> np.ndarray:
    """How often each play stops to load: more on a slow line, and more in what is long."""
    line = np.minimum(np.log2(mbps).astype(np.int64), BANDWIDTH_CLASSES - 1)
    length = np.minimum(minutes // LENGTH_CLASS, LENGTH_CLASSES - 1)
    return BUFFERING[line, length, dice.draws("buffering", len(minutes)) >> 4]


def _steps(
    dice: Dice, weights: Actions, seconds: np.ndarray, speed: np.ndarray, completed: np.ndarray,
    restless: np.ndarray,
) -> tuple[Ragged[Steps], np.ndarray, np.ndarray]:  # fmt: skip
    """The steps of each play in their order, and the seconds it took and was paused."""
    count = len(seconds)
    begins = dice.often("begins with action", OWN.begins_with_action, count)
    too_short = seconds < TOO_SHORT * SPEEDS[speed]
    luck = ((dice.draws("actions", count) + 0.5) / SIZE) ** np.exp(-restless)
    within = np.where(too_short, 0, ACTIONS_WITHIN[(luck * SIZE).astype(np.int64)])
    kinds = dice.pick("action kind", _within(weights), 3 * count).reshape(-1, 3)
    _differ(kinds, room=ACTIONS_AT_MOST - begins - completed - within)

    counts = begins + within + completed
    play = owners(counts)
    place = places(counts) - begins[play]
    kind = kinds[play, np.clip(place, 0, 2)]
    ends = place == within[play]
    kind = np.where(place < 0, STARTED, np.where(ends, COMPLETION, kind)).astype(np.int8)
    luck = dice.draws("action", len(play))
    share = (place + luck / SIZE) / np.maximum(within[play], 1)
    watched = np.where(place < 0, 0, np.where(ends, 1.0, share)) * seconds[play]
    new_speed = NEXT_SPEED[speed[play], luck]
    played, in_all = _by_the_clock(counts, watched, kind == SPEED_CHANGE, seconds, speed, new_speed)
    played = np.where(ends, in_all[play], played)
    duration = np.where(kind == PAUSE, dice.pick("paused for", PAUSES_FOR, len(play)), 0)
    duration = duration.astype(np.int64)
    paused = totals(duration, counts)
    items = Steps(
        kind=kind,
        offset=played + running_totals(duration, counts),
        duration=duration,
        new_speed=new_speed,
        luck=luck,
    )
    return _resumed(Ragged(counts, items)), in_all + paused, paused


def _differ(kinds: np.ndarray, room: np.ndarray) -> None:
    """Let quality and speed change at most once, and a play pause only as often as there is room.

    Whoever pauses goes on, which is an action of its own.
    """
    for place in (1, 2):
        for before in range(place):
            again = (kinds[:, place] == kinds[:, before]) & (kinds[:, place] >= QUALITY)
            kinds[:, place] = np.where(again, SEEK, kinds[:, place])
    is_pause = kinds == PAUSE
    full = np.flatnonzero(is_pause.sum(axis=1) > room)
    too_many = is_pause[full] & (np.cumsum(is_pause[full], axis=1) > room[full, None])
    kinds[full] = np.where(too_many, SEEK, kinds[full])


def _by_the_clock(
    counts: np.ndarray, watched: np.ndarray, is_change: np.ndarray, seconds: np.ndarray,
    speed: np.ndarray, new_speed: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """When each action comes and each play ends, in seconds of playing, by the speed in effect."""
    rate = SPEEDS[speed]
    played = (watched / np.repeat(rate, counts)).astype(np.int64)
    in_all = np.ceil(seconds / rate).astype(np.int64)

    change = np.flatnonzero(is_change)  # one a play at most
    ends = np.cumsum(counts)
    of = np.searchsorted(ends, change, side="right")
    then, rate_then = played[change], SPEEDS[new_speed[change]]
    so_far = then * rate[of]  # of the content
    in_all[of] = then + np.ceil((seconds[of] - so_far) / rate_then).astype(np.int64)
    later = ends[of] - change - 1
    after = np.repeat(change + 1, later) + places(later)
    which = owners(later)
    left = (watched[after] - so_far[which]) / rate_then[which]
    played[after] = then[which] + left.astype(np.int64)
    return played, in_all


def _resumed(steps: Ragged[Steps]) -> Ragged[Steps]:
    """The steps with the play that ends each pause."""
    is_pause = steps.items.kind == PAUSE
    pauses = np.flatnonzero(is_pause)
    resumes = pauses + np.arange(1, len(pauses) + 1)
    items = steps.items[np.repeat(np.arange(len(is_pause)), 1 + is_pause)]
    items.kind[resumes] = STARTED
    items.offset[resumes] += items.duration[resumes]
    items.duration[resumes] = 0
    return Ragged(steps.counts + totals(is_pause, steps.counts), items)


@cache
def _within(actions: Actions) -> np.ndarray:
    """The table of actions within a play, by their weights."""
    weights = dict(zip(actions.action_type, actions.weight, strict=True))
    inner = [PAUSE, SEEK, QUALITY, SPEED_CHANGE]
    share = [weights.get(ACTIONS[kind], 0.0) if kind in inner else 0.0 for kind in range(6)]
    return choices(share)


def _buffering() -> np.ndarray:
    """A table of stops to load, 0 to 5, for each class of bandwidth and of length."""
    mbps = 2.0 ** np.arange(BANDWIDTH_CLASSES)
    minutes = LENGTH_CLASS * (np.arange(LENGTH_CLASSES) + 0.5)
    by_line = np.minimum(OWN.stops * (5 / mbps) ** OWN.stops_by_bandwidth, OWN.stops_at_most)
    mean = by_line[:, None] * (minutes / 30) ** OWN.stops_by_length
    stops = np.arange(6)
    factorials = np.array([1, 1, 2, 6, 24, 120])
    tables = [choices(m**stops * np.exp(-m) / factorials)[::16] for m in mean.flat]
    return np.stack(tables).astype(np.int8).reshape(*mean.shape, -1)


BUFFERING = _buffering()


def _print_curves() -> None:
    """How long people watch, how fast, and how often a play stops to load."""
    bars(
        "Plays that go on after a share of the content",
        {f"{share}%": 100 * float((share / 100 <= WATCHED).mean()) for share in range(0, 100, 10)},
    )
    by_speed = OWN.speed / OWN.speed.sum()
    bars(
        "Plays by speed",
        {f"{each}x": 100 * share for each, share in zip(SPEEDS, by_speed, strict=True)},
    )
    bars(
        "Stops to load in a play of half an hour, by bandwidth",
        {f"{2**row} mbps": float(table[2].mean()) for row, table in enumerate(BUFFERING)},
        unit="",
    )


if __name__ == "__main__":
    _print_curves()
