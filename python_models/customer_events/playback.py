"""How a play goes: how much is watched, at what speed and quality, and the viewer's actions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.arrays import Lists, owners, places, running_totals, totals
from customer_events.dice import SIZE, Dice, choices, curve, lognormal

# Share watched: a sixth gives up within the first tenth, half of the plays end in the credits.
WATCHED = curve([(0, 0.004), (0.17, 0.10), (0.30, 0.35), (0.47, 0.90), (0.55, 0.97), (1, 1.0)])
COMPLETED_FROM = 0.9
SPEEDS = np.array([0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0])
SPEED = choices([0.4, 0.6, 88, 4.5, 4, 1, 1.5])
PAUSES_FOR = lognormal(median=45, sigma=1.0, low=3, high=600)

ACTIONS = ("play", "pause", "seek", "quality_change", "speed_change", "completion")
STARTED, PAUSE, SEEK, QUALITY, SPEED_CHANGE, COMPLETION = range(len(ACTIONS))
BEGINS_WITH_ACTION = 0.6
MIDDLE_COUNT = choices([0.46, 0.28, 0.17, 0.09])
TOO_SHORT = 60  # seconds, for anything but the start

BUFFERING_CLASSES = 11  # by the logarithm of the bandwidth


@dataclass(frozen=True)
class Watch:
    """What is watched of each play, and what the viewer does meanwhile."""

    seconds: np.ndarray  # of content
    percentage: np.ndarray
    speed: np.ndarray  # index into SPEEDS
    completed: np.ndarray
    paused: np.ndarray
    elapsed: np.ndarray  # by the clock, pauses included
    leaves_after: np.ndarray  # by then the event has left the device
    actions: Lists  # kind, offset, duration, new_speed, luck


def watch(dice: Dice, minutes: np.ndarray, middle: np.ndarray) -> Watch:
    """Watch contents of so many minutes; `middle` is the table of actions within a play."""
    count = len(minutes)
    length = minutes.astype(np.int64) * 60
    share = dice.pick("watched", WATCHED, count)
    seconds = np.maximum((share * length).astype(np.int64), 1)
    completed = seconds >= COMPLETED_FROM * length
    speed = dice.pick("speed", SPEED, count)
    wall = np.ceil(seconds / SPEEDS[speed]).astype(np.int64)
    actions, pauses = _actions(dice, middle, wall, speed, completed)
    return Watch(
        seconds=seconds,
        percentage=np.round(100 * seconds / length, 2),
        speed=speed,
        completed=completed,
        paused=pauses > 0,
        elapsed=wall + pauses,
        leaves_after=np.maximum(wall, seconds) + pauses,
        actions=actions,
    )


def _actions(
    dice: Dice, middle: np.ndarray, wall: np.ndarray, speed: np.ndarray, completed: np.ndarray
) -> tuple[Lists, np.ndarray]:
    """The actions of each play in their order, and the seconds it was paused."""
    count = len(wall)
    begins = dice.often("begins with action", BEGINS_WITH_ACTION, count)
    within = np.where(wall < TOO_SHORT, 0, dice.pick("actions", MIDDLE_COUNT, count))
    counts = begins + within + completed
    kinds = dice.pick("action kind", middle, 3 * count).reshape(-1, 3)
    for place in (1, 2):  # quality and speed change at most once
        for before in range(place):
            again = (kinds[:, place] == kinds[:, before]) & (kinds[:, place] >= QUALITY)
            kinds[:, place] = np.where(again, SEEK, kinds[:, place])

    play = owners(counts)
    place = places(counts) - begins[play]
    kind = kinds[play, np.clip(place, 0, 2)]
    ends = place == within[play]
    kind = np.where(place < 0, STARTED, np.where(ends, COMPLETION, kind)).astype(np.int8)
    luck = dice.draws("action", len(play))
    share = (place + luck / SIZE) / np.maximum(within[play], 1)
    offset = np.where(place < 0, 0, np.where(ends, 1.0, share)) * wall[play]
    duration = np.where(kind == PAUSE, dice.pick("paused for", PAUSES_FOR, len(play)), 0)
    duration = duration.astype(np.int64)
    offset = offset.astype(np.int64) + running_totals(duration, counts)
    other_speed = (speed[play] + 1 + luck % (len(SPEEDS) - 1)) % len(SPEEDS)
    items = {
        "kind": kind, "offset": offset, "duration": duration, "new_speed": other_speed,
        "luck": luck,
    }  # fmt: skip
    return Lists(counts, items), totals(duration, counts)


def middle_actions(actions) -> np.ndarray:
    """The table of actions within a play, by their weights."""
    weights = dict(zip(actions.action_type, actions.weight, strict=True))
    inner = [PAUSE, SEEK, QUALITY, SPEED_CHANGE]
    share = [weights.get(ACTIONS[kind], 0.0) if kind in inner else 0.0 for kind in range(6)]
    return choices(share)


def buffering_tables() -> np.ndarray:
    """For each class of bandwidth a table of buffering incidents, 0 to 5: the less, the more."""
    mbps = 2.0 ** np.arange(BUFFERING_CLASSES)
    mean = np.minimum(3.2 * (5 / mbps) ** 1.1, 3.5)
    incidents = np.arange(6)
    factorials = np.array([1, 1, 2, 6, 24, 120])
    return np.stack([choices(m**incidents * np.exp(-m) / factorials) for m in mean]).astype(np.int8)
