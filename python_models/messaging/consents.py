"""Consents: what users allow at sign-up, and what they take back.

Marketing follows the audience of outreach, so a message that makes somebody leave and the end of
the consent are one moment.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.kit import arrow
from customer_events.kit.days import NEVER
from customer_events.kit.dice import luck, wait
from customer_events.kit.ids import uuids
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.response import NO_TIME
from customer_events.world.block_day import BlockDay
from customer_events.world.people import BLOCK
from messaging import schemas
from messaging.moments import batch_of, signed_up_at, within_batch

TYPES = ("marketing", "analytics", "personalization")
MARKETING, ANALYTICS, PERSONALIZATION = range(len(TYPES))
ALLOWED = {ANALYTICS: 0.86, PERSONALIZATION: 0.78}  # at sign-up
TAKEN_BACK_AFTER = 1_800  # days, on average

STATUSES = ("granted", "withdrawn")
GRANTED, WITHDRAWN = range(len(STATUSES))
SOURCES = ("registration", "preferences", "unsubscribe_link", "spam_report")
REGISTRATION, PREFERENCES, UNSUBSCRIBE_LINK, SPAM_REPORT = range(len(SOURCES))
DECIDED_WITHIN = 5  # days: a message can be delayed for three before it is read
CHANGES = len(TYPES) * len(STATUSES)


def consent_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """Consents that were given and withdrawn in the batch of a day."""
    world, seed, people = outreach.world, outreach.world.seed, at.people
    number = people.first + np.arange(BLOCK)
    began_at = signed_up_at(at)
    user, kind, status, source, when = ([] for _ in range(5))
    for type_ in range(len(TYPES)):
        allowed, leaves_at, last_day, how = _life(outreach, at, type_, number)
        leaves_on = np.maximum(batch_of(leaves_at, world.start), last_day)
        given = np.flatnonzero(allowed & (people.signup_day <= at.day))
        left = np.flatnonzero(allowed & (leaves_at != NO_TIME))
        for rows, what, instant, day, by in (
            (given, GRANTED, began_at, people.signup_day, np.full(BLOCK, REGISTRATION)),
            (left, WITHDRAWN, leaves_at, leaves_on, how),
        ):
            here = rows[np.maximum(day[rows], world.start) == at.day]
            user.append(here)
            kind.append(np.full(len(here), type_))
            status.append(np.full(len(here), what))
            source.append(by[here])
            when.append(instant[here])
    users, kinds, statuses, sources, instants = map(
        np.concatenate, (user, kind, status, source, when)
    )
    order = np.lexsort((statuses, kinds, users, instants))
    users, kinds, statuses, sources, instants = (
        each[order] for each in (users, kinds, statuses, sources, instants)
    )
    sequence = number[users] * CHANGES + kinds * len(STATUSES)
    signup = people.signup_day[users]
    return pa.RecordBatch.from_arrays([
        arrow.uuid(uuids(seed, "consent_change", signup, sequence + statuses)),
        arrow.uuid(uuids(seed, "consent", signup, sequence)),
        arrow.uuid(at.user_ids[users]),
        arrow.pooled(kinds, TYPES),
        arrow.pooled(statuses, STATUSES),
        arrow.pooled(sources, SOURCES),
        arrow.instants(instants),
        arrow.dates(np.full(len(users), at.day)),
    ], schema=schemas.CONSENTS)  # fmt: skip


def _life(
    outreach: Outreach, at: BlockDay, type_: int, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Who allowed it at sign-up; when it is withdrawn by this batch, on which day, and how."""
    seed, people = outreach.world.seed, at.people
    how = np.full(BLOCK, PREFERENCES)
    if type_ == MARKETING:
        return _marketing(outreach, at, number)
    lasts = wait(luck(seed, f"{TYPES[type_]} withdrawn", number), TAKEN_BACK_AFTER)
    day = people.signup_day + 1 + lasts.astype(int)
    ends = day < np.minimum(people.deleted_day, NEVER)
    leaves_at = within_batch(seed, f"{TYPES[type_]} withdrawn at", day, number)
    allowed = luck(seed, f"{TYPES[type_]} consent", number) < ALLOWED[type_]
    return allowed, np.where(ends & (day <= at.day), leaves_at, NO_TIME), day, how


def _marketing(
    outreach: Outreach, at: BlockDay, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The same for marketing, by the message that brings it about if one does."""
    world, people, audience = outreach.world, at.people, outreach.audience(at.block)
    day, how = audience.withdraws_day, np.full(BLOCK, PREFERENCES)
    leaves_at = within_batch(world.seed, "marketing withdrawn at", day, number)
    for sent_day in range(max(at.day - DECIDED_WITHIN, world.start), at.day + 1):
        sent = BlockDay(world, sent_day, at.block)
        sends, became = outreach.sends(sent), outreach.responses(sent)
        for instant, source in (
            (became.unsubscribed_at, UNSUBSCRIBE_LINK),
            (became.complained_at, SPAM_REPORT),
        ):
            row = np.flatnonzero(instant != NO_TIME)
            leaves_at[sends.user[row]], how[sends.user[row]] = instant[row], source
    ends = (day < np.minimum(people.deleted_day, NEVER)) & (day <= at.day)
    return audience.consents, np.where(ends, leaves_at, NO_TIME), day, how
