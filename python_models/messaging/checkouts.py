"""Checkouts: the way to a subscription, step by step, to its end or not.

Each start and each return in the log of subscriptions is the end of a checkout. Others turn back:
people who have left and look again, and subscribers who look at another plan.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.arrays import places
from customer_events.kit.days import HOUR
from customer_events.kit.dice import SIZE, by_share, lognormal, luck
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from customer_events.world.subscriptions import CANCEL, RESUME, START
from messaging import schemas

LOOK_AGAIN, LOOK_FURTHER = 0.02, 0.0015  # of those who left, and of subscribers, a day
PAYS_WITH = ("credit_card", "paypal", "direct_debit", "app_store")
SHARES = np.array([0.52, 0.22, 0.10, 0.16])
HAS_COUPON, COUPON_HOLDS = 0.12, 0.7  # of checkouts; of their coupons
COUPONS = ("WELCOME20", "COMEBACK30", "SUMMER10")
PERCENT = np.array([20, 30, 10])

STEPS = ("started", "plan_selected", "payment_entered", "coupon_applied", "coupon_denied",
         "completed")  # fmt: skip
STARTED, SELECTED, PAID, APPLIED, DENIED, COMPLETED = range(len(STEPS))
GOES_ON = 0.55  # of those who turn back: after choosing a plan
OWN = BEHAVIOUR.checkouts
TAKES = lognormal(*OWN.takes)  # from the first step to the last
FROM_HOUR, HOURS = 6, 16  # of the viewing day


def checkout_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The steps of the checkouts of a block's users on a day."""
    world, seed, log = outreach.world, outreach.world.seed, at.log
    bought = np.flatnonzero((log.day == at.day) & np.isin(log.kind, (START, RESUME)))
    looker = _lookers(outreach, at)
    user = np.concatenate([log.user[bought].astype(np.int64), looker])
    row = np.concatenate([bought, log.latest(at.day)[looker]])
    buys = np.arange(len(user)) < len(bought)
    number = at.people.first + user

    def draw(name: str) -> np.ndarray:
        return luck(seed, f"checkout {name}", number, at.day, buys)

    reference = world.lookups.reference
    plans, cycles = len(reference.plans), len(reference.billing_cycles)
    plan = np.where(buys, log.plan[row], (draw("plan") * plans).astype(np.int64))
    cycle = np.where(buys, log.cycle[row], (draw("cycle") * cycles).astype(np.int64))
    pays = by_share(draw("pays with"), SHARES)
    is_return = ~buys | (log.kind[row] == RESUME)
    coupon = np.where(draw("coupon kind") < 0.15, 2, is_return.astype(int))
    tries, holds = draw("coupon") < HAS_COUPON, draw("coupon holds") < COUPON_HOLDS
    goes_on = buys | (draw("goes on") < GOES_ON)

    takes = TAKES[(draw("takes") * SIZE).astype(np.int64)].astype(np.int64)
    opens = at.opens(user) + FROM_HOUR * HOUR
    ends = np.where(buys, log.at[row], opens + (draw("at") * HOURS * HOUR).astype(np.int64))
    is_done = np.stack([
        np.ones(len(user), dtype=bool), goes_on, buys | (goes_on & (draw("pays") < 0.4)),
        goes_on & tries & holds, goes_on & tries & ~holds, buys,
    ], axis=1)  # fmt: skip
    counts = is_done.sum(axis=1)
    checkout, step = np.nonzero(is_done)
    place = places(counts)
    within = luck(seed, "checkout step", number[checkout], at.day, buys[checkout], step)
    share = np.where(step == STARTED, 0.0, (step - within) / (len(STEPS) - 1))
    share = np.where(step == COMPLETED, 1.0, share)
    instant = (ends - takes)[checkout] + (share * takes[checkout]).astype(np.int64)
    order = np.lexsort((step, checkout, instant))
    checkout, step, place, instant = (each[order] for each in (checkout, step, place, instant))

    with_coupon = np.isin(step, (APPLIED, DENIED))
    discount = np.where(tries & holds & goes_on, PERCENT[coupon], 0)
    key = (number * 2 + buys)[checkout]
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "checkout_step", at.day, key * len(STEPS) + step)),
        arrow.uuid(uuids(seed, "checkout", at.day, key)),
        arrow.uuid(at.user_ids[user[checkout]]),
        arrow.uuid(at.change_ids(row[checkout]), step != COMPLETED),
        arrow.pooled(step, STEPS),
        arrow.numbers(place + 1, pa.int32()),
        arrow.pooled(plan[checkout], reference.plans.plan),
        arrow.pooled(cycle[checkout], reference.billing_cycles.billing_cycle),
        arrow.pooled(pays[checkout], PAYS_WITH, step < PAID),
        arrow.pooled(coupon[checkout], COUPONS, ~with_coupon),
        arrow.numbers(discount[checkout], pa.int32()),
        arrow.instants(instant),
        arrow.dates(np.full(len(checkout), at.day)),
    ], schema=schemas.CHECKOUTS)  # fmt: skip


def _lookers(outreach: Outreach, at: BlockDay) -> np.ndarray:
    """Who begins a checkout and turns back."""
    log, people = at.log, at.people
    latest = log.latest(at.day)
    there = (latest >= 0) & (people.deleted_day > at.day) & (log.day[latest] < at.day)
    share = np.where(log.kind[latest] == CANCEL, LOOK_AGAIN, LOOK_FURTHER)
    drawn = luck(outreach.world.seed, "checkout looks", people.first + np.arange(BLOCK), at.day)
    return np.flatnonzero(there & (drawn < share))
