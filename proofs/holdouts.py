"""Whether what messages do can be told from the data: the hold-out's answer beside the naive one.

For each weekly digest the sessions of the week after it are compared: those of the people who got
it with those who were held out, and those of the people who opened it with those who did not. The
world knows the answer, since it can make the same week without that one send.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from customer_events.behaviour.viewing import plan_day
from customer_events.outreach.outreach import OWN, Outreach
from customer_events.outreach.response import NO_TIME
from customer_events.outreach.sends import CONTROL, HELD_OUT
from customer_events.parameters import Parameters
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

SEEDS = 20
USERS, DAYS = 5_000, 23
MESSAGE = "weekly_digest"


@dataclass(frozen=True)
class Answer:
    """What a world's digests did to the sessions of a person in the week after one."""

    truth: float  # mean effect on those who got it
    held_out: float  # the same, by comparison with those who were held out
    error: float  # its standard error
    truth_of_openers: float
    naive: float  # the effect on openers, by comparison with those who did not open

    @property
    def z(self) -> float:
        """How many standard errors the hold-out's answer is off."""
        return (self.held_out - self.truth) / self.error

    @property
    def bias(self) -> float:
        """How many times too high the naive answer is."""
        return self.naive / self.truth_of_openers


def answer(seed: int, users: int = USERS, days: int = DAYS) -> Answer:
    """What the digests of a small world did, by three ways of asking."""
    parameters = Parameters(seed=seed, users=users, events_per_day=users * 2 // 3)
    dates = [parameters.start_date + timedelta(day) for day in range(days)]
    schedule = Schedule(dict.fromkeys(dates, parameters), dates)
    outreach, world = Outreach(schedule), schedule.world
    campaigns = world.lookups.reference.cio_campaigns
    digest = campaigns.message.index(MESSAGE)
    found = []
    for day in schedule.days[: -OWN.acts_for]:
        sent = BlockDay(world, day, 0)
        sends, opened_at = outreach.sends(sent), outreach.responses(sent).opened_at
        those = np.flatnonzero((sends.action == digest) & (sends.group != CONTROL))
        if len(those):
            user = sends.user[those]
            with_, without = _week_after(outreach, sent, digest)
            is_held = sends.group[those] == HELD_OUT
            opened = opened_at[those] != NO_TIME
            found.append(_compare(with_[user], without[user], is_held, opened))
    truth, held_out, variance, truth_of_openers, naive = np.mean(found, axis=0)
    error = float(np.sqrt(variance / len(found)))
    return Answer(truth, held_out, error, truth_of_openers, naive)


def _week_after(outreach: Outreach, sent: BlockDay, action: int) -> tuple[np.ndarray, np.ndarray]:
    """The sessions of each user in the week after a send: as they were, and without it alone."""
    levels = outreach.schedule.levels
    with_, without = np.zeros(BLOCK), np.zeros(BLOCK)
    for day in range(sent.day + 1, sent.day + OWN.acts_for + 1):
        at = BlockDay(sent.world, day, sent.block)
        acting, lift = outreach.acting(at), outreach.lift(at)
        its = np.flatnonzero(acting.day == sent.day)
        its = its[outreach.sends(sent).action[acting.row[its]] == action]
        rest = lift - np.bincount(acting.user[its], acting.share[its], minlength=BLOCK)
        for total, share in ((with_, lift), (without, rest)):
            planned = plan_day(at, levels, share)
            total[planned.user] += planned.sessions
    return with_, without


def _compare(
    with_: np.ndarray, without: np.ndarray, is_held: np.ndarray, opened: np.ndarray
) -> tuple[float, ...]:
    got, held = with_[~is_held], with_[is_held]
    unopened = with_[~is_held & ~opened]
    return (
        float((with_ - without)[~is_held].mean()),
        float(got.mean() - held.mean()),
        float(got.var() / len(got) + held.var() / len(held)),
        float((with_ - without)[opened].mean()),
        float(with_[opened].mean() - unopened.mean()),
    )


def run() -> None:
    """Print a line for each seed; end with an error if one answer is not what it should be."""
    print("seed   truth  hold-out   z      openers' truth  naive  times too high")
    failed = []
    for seed in range(1, SEEDS + 1):
        it = answer(seed)
        print(
            f"{seed:>4}  {it.truth:6.3f}  {it.held_out:6.3f}  {it.z:6.2f}"
            f"  {it.truth_of_openers:14.3f}  {it.naive:6.3f}  {it.bias:6.1f}"
        )
        if abs(it.z) >= 3 or it.bias <= 3:
            failed.append(seed)
    if failed:
        raise SystemExit(f"the hold-out or the naive comparison is off with seeds {failed}")
