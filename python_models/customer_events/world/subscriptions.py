"""The log of each user's subscription: start, change, cancel and resume, a day at most one each.

Like everything about a user the log is written at sign-up, to its end; a day looks up its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from customer_events.kit.charts import bars
from customer_events.kit.days import NEVER, ViewingDays, batch_closes
from customer_events.kit.dice import NORMAL, SIZE, Dice, choices
from customer_events.kit.kept import kept
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.lookups import Lookups
from customer_events.world.growth import Growth
from customer_events.world.habits import Habits
from customer_events.world.hours import BEGINS_OF_ALL
from customer_events.world.people import BLOCK, WEIGHT, People, schedule
from customer_events.world.prices import PriceRise, minds_rise
from customer_events.world.renewals import next_renewal

START, CHANGE, CANCEL, RESUME = range(4)
KINDS = ("start", "change", "cancel", "resume")

OWN = BEHAVIOUR.subscriptions
SPELLS = 3
MOST_ROWS = 32  # of a user, for the ids
PLAN, CYCLE, SERVICES, COUNTRY = range(4)  # what a change is about
ABOUT = 10  # in a schedule, added to what the change is about


@dataclass(frozen=True)
class Log:
    """The rows of a block of users, one user's after the other's, each in order of time."""

    first: np.ndarray  # the user's first row; one entry more than there are users
    user: np.ndarray
    day: np.ndarray
    at: np.ndarray
    kind: np.ndarray
    plan: np.ndarray
    cycle: np.ndarray
    services: np.ndarray  # one bit a service
    start_day: np.ndarray  # of the spell
    ends: np.ndarray  # the day on which the spell is cancelled; NEVER if that is not yet known
    decided: np.ndarray  # since when the user means to, where a price made up their mind
    number: np.ndarray  # of the row among the user's, for its id

    @property
    def minds_price(self) -> np.ndarray:
        """Which of the users leave because prices rise."""
        leaves = np.zeros(len(self.first) - 1, dtype=bool)
        leaves[self.user[self.decided > -NEVER]] = True
        return leaves

    @kept(at_most=2)
    def latest(self, day: int) -> np.ndarray:
        """For each user the last row up to the end of the day; before the first one, -1."""
        there = self.day <= day
        is_last = there.copy()
        is_last[:-1] &= ~(there[1:] & (self.user[1:] == self.user[:-1]))
        last = np.flatnonzero(is_last)
        rows = np.full(len(self.first) - 1, -1)
        rows[self.user[last]] = last
        return rows

    def row_on(self, user: np.ndarray, day: np.ndarray) -> np.ndarray:
        """The last row of each user up to the end of each day."""
        row, last = self.first[user], self.first[user + 1] - 1
        while (later := (row < last) & (self.day[np.minimum(row + 1, last)] <= day)).any():
            row = row + later
        return row


@dataclass(frozen=True)
class Due:
    """What is due, ordered by user, day and kind; whether it happens is another question."""

    user: np.ndarray
    day: np.ndarray
    kind: np.ndarray


def make_log(
    lookups: Lookups,
    people: People,
    habits: Habits,
    growth: Growth,
    calendar: ViewingDays,
    rise: PriceRise,
    seed: int,
    block: int,
) -> Log:
    """The subscriptions of a block of users."""
    dice = Dice(seed, shard=block)
    cycle = dice.pick("cycle", choices(lookups.reference.billing_cycles.share), BLOCK)
    due, quits = _scheduled(lookups, dice, people, habits, cycle, rise, until=calendar.last)
    rows = _written(lookups, dice, people, cycle, due)
    user, day, kind = rows["user"], rows["day"], rows["kind"]

    zone = lookups.city_zone[people.city(user, day)]
    first = np.searchsorted(user, np.arange(BLOCK + 1))
    number = np.arange(len(user)) - first[user]
    luck = dice.draws("subscription moment", BLOCK * MOST_ROWS)[user * MOST_ROWS + number] / SIZE
    begins = kind == START
    luck[begins] = growth.moment(people.first + user[begins])
    at = calendar.start(zone, day) + BEGINS_OF_ALL[(luck * SIZE).astype(np.int64)]
    moving = (people.move_day[user] == day[:, None]).any(axis=1)
    at[moving] = batch_closes(day[moving] - 1)
    gone = (kind == CANCEL) & (day == people.deleted_day[user])
    at[gone] = people.deleted_at[user[gone]]
    ends = _ends(user, day, kind)
    return Log(
        first=first,
        at=at,
        number=number.astype(np.int8),
        ends=ends,
        decided=np.where(ends == quits[user], rise.day, -NEVER).astype(np.int32),
        **rows,
    )


def _ends(user: np.ndarray, day: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """The day of the next cancellation of the same user, from each row on."""
    row = np.arange(len(user))
    next_ = np.minimum.accumulate(np.where(kind == CANCEL, row, len(row))[::-1])[::-1]
    found = np.append(user, -1)[next_] == user
    return np.where(found, np.append(day, NEVER)[next_], NEVER).astype(np.int32)


def _scheduled(
    lookups: Lookups,
    dice: Dice,
    people: People,
    habits: Habits,
    cycle: np.ndarray,
    rise: PriceRise,
    until: int,
) -> tuple[Due, np.ndarray]:
    """What is due for each user before the world ends, and the day on which a price drives them out.

    Whoever wants to leave stays until what is paid for is over, so a subscription ends on the day
    of a renewal. The cycle that counts is the first one.
    """
    months = lookups.reference.billing_cycles.months[cycle]
    scale = OWN.cancel_scale * habits.loyalty * OWN.yearly_stays ** (months / 12 >= 1)
    signup = people.signup_day.astype(np.int64)
    due = [(signup, START), (people.deleted_day.astype(np.int64), CANCEL)]
    since, quits = signup, np.full(BLOCK, -NEVER)
    minds = minds_rise(rise, dice, habits.loyalty)
    for spell in range(SPELLS):
        luck = dice.uniform(f"cancel {spell}", BLOCK)
        stays = np.ceil(scale * (-np.log(luck)) ** (1 / OWN.cancel_shape)).astype(np.int64)
        wants = np.minimum(since + stays, NEVER)
        ends = np.full(BLOCK, NEVER, dtype=np.int64)
        some = np.flatnonzero(wants < until)
        ends[some] = next_renewal(since[some], months[some], wants[some])
        over = np.flatnonzero(minds & (since < rise.day) & (ends > rise.day))
        sooner = next_renewal(since[over], months[over], np.full(len(over), rise.day))
        over, sooner = over[sooner < ends[over]], sooner[sooner < ends[over]]
        ends[over] = quits[over] = sooner
        back = dice.chance(f"resume {spell}", OWN.resumes, BLOCK) & (spell + 1 < SPELLS)
        pause = -np.log(dice.uniform(f"resume after {spell}", BLOCK)) * OWN.resumes_after
        since = np.where(back, np.minimum(ends + 2 + pause.astype(np.int64), NEVER), NEVER)
        due += [(ends, CANCEL), (since, RESUME)]
    for about, name, every in [
        (PLAN, "plan", OWN.plan_every),
        (CYCLE, "cycle", OWN.cycle_every),
        (SERVICES, "services", OWN.services_every),
    ]:
        due += [(day, ABOUT + about) for day in schedule(dice, name, signup, every).T]
    on_offer = lookups.city_services[people.place.T]  # before and after each move
    for before, after, day in zip(on_offer[:-1], on_offer[1:], people.move_day.T, strict=True):
        loses = (before & ~after) != 0  # a service, perhaps
        due.append((np.where(loses, day, NEVER), ABOUT + COUNTRY))

    keys = []  # user, day and kind in one number, to be put in order
    for day, kind in due:
        user = np.flatnonzero(day < until)
        keys.append(user << 32 | day[user].astype(np.int64) << 8 | kind)
    key = np.sort(np.concatenate(keys))
    return Due(user=key >> 32, day=key >> 8 & 0xFFFFFF, kind=key & 0xFF), quits


def _written(
    lookups: Lookups, dice: Dice, people: People, first_cycle: np.ndarray, due: Due
) -> dict[str, np.ndarray]:
    """Play the schedule: what is out of place leaves no row, what happens changes the state."""
    reference = lookups.reference
    by_rank = np.argsort(reference.plans.plan_rank)
    top = len(by_rank) - 1
    share, appeal = reference.plans.share[by_rank], reference.device_types.evening_appeal
    rank = _first_rank(dice, people.weight, people.best_device(appeal), share)
    cycles, cycle = choices(reference.billing_cycles.share), first_cycle.copy()
    services = np.zeros(BLOCK, dtype=np.int64)
    for bit, share in enumerate(reference.services.share):
        services |= dice.chance(f"service {bit}", share, BLOCK).astype(np.int64) << bit

    exists = lookups.service_exists
    listed, many = np.argsort(~exists, axis=1, kind="stable"), exists.sum(axis=1)
    lives_in = people.city(due.user, due.day)

    active = np.zeros(BLOCK, dtype=bool)
    start_day = np.zeros(BLOCK, dtype=np.int64)
    last_day = np.full(BLOCK, -NEVER)
    pieces = []
    counts = np.bincount(due.user, minlength=BLOCK)
    first = np.cumsum(counts) - counts
    luck = dice.draws("change", BLOCK * MOST_ROWS).reshape(BLOCK, MOST_ROWS).astype(np.int64)
    for step in range(int(counts.max())):
        row = (first + step)[counts > step]
        user, day, kind = due.user[row], due.day[row], due.kind[row]
        country = lookups.city_country[lives_in[row]]
        held = services[user] & lookups.city_services[lives_in[row]]
        is_start, is_end = (kind == START) | (kind == RESUME), kind == CANCEL
        happens = day < people.deleted_day[user] + is_end
        happens &= (last_day[user] < day) & np.where(is_start, ~active[user], active[user])
        happens &= (kind != ABOUT + COUNTRY) | (held < services[user])
        happens &= (kind != ABOUT + SERVICES) | (many[country] > 0)
        happens &= (kind != ABOUT + CYCLE) | (cycles[luck[user, step]] != cycle[user])
        user, day, kind, country, held, is_start, is_end = (
            each[happens] for each in (user, day, kind, country, held, is_start, is_end)
        )

        wish = rank[user] + np.where(luck[user, step] < OWN.upgrades * SIZE, 1, -1)
        wish = np.where(wish > top, max(top - 1, 0), np.where(wish < 0, min(1, top), wish))
        rank[user] = np.where(kind == ABOUT + PLAN, wish, rank[user])
        cycle[user] = np.where(kind == ABOUT + CYCLE, cycles[luck[user, step]], cycle[user])
        toggled = 1 << listed[country, luck[user, step] % np.maximum(many[country], 1)]
        services[user] = held ^ np.where(kind == ABOUT + SERVICES, toggled, 0)
        start_day[user] = np.where(is_start, day, start_day[user])
        active[user] = ~is_end
        last_day[user] = day
        kind = np.where(kind >= ABOUT, CHANGE, kind)
        state = (by_rank[rank[user]], cycle[user], services[user], start_day[user])
        pieces.append((user, day, kind, *state))
    names = ["user", "day", "kind", "plan", "cycle", "services", "start_day"]
    small: dict[str, type[np.signedinteger[Any]]] = dict.fromkeys(names, np.int32)
    small |= {"kind": np.int8, "plan": np.int8, "cycle": np.int8, "services": np.int16}
    rows = {
        name: np.concatenate(columns).astype(small[name])
        for name, columns in zip(names, zip(*pieces, strict=True), strict=True)
    }
    order = np.argsort(rows["user"], kind="stable")  # the steps of a user are in order already
    return {name: column[order] for name, column in rows.items()}


def _first_rank(
    dice: Dice, weight: np.ndarray, screen: np.ndarray, share: np.ndarray
) -> np.ndarray:
    """The rank of the plan with which each user begins.

    It is a higher one for those who watch more, and for those whose best screen is a good one.
    """
    by_weight, by_screen, usual = OWN.plan_by_weight, OWN.plan_by_screen, np.log(WEIGHT)
    eager = (np.log(weight) - usual.mean()) / usual.std()
    score = by_weight * eager + by_screen * (screen - screen.mean()) / max(screen.std(), 1e-9)
    by_luck = np.sqrt(max(1 - by_weight**2 - by_screen**2, 0))
    score += by_luck * dice.pick("plan", NORMAL, len(weight))
    place = np.minimum(np.searchsorted(NORMAL, score), SIZE - 1)
    return choices(share)[place].astype(np.int64)


def _print_curves() -> None:
    """How long a subscription lasts before it is cancelled."""
    days = (0, 30, 90, 180, 365, 730, 1_095)
    stays = {day: np.exp(-((day / OWN.cancel_scale) ** OWN.cancel_shape)) for day in days}
    bars(
        "Monthly subscriptions of median viewers that are wanted on",
        {f"after {day:,} days": 100 * float(each) for day, each in stays.items()},
    )
    print(
        f"{OWN.resumes:.0%} of the cancelled ones resume, after {OWN.resumes_after} days on average."
    )


if __name__ == "__main__":
    _print_curves()
