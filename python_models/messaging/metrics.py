"""Metrics: what is reported of each delivery, each at the instant at which it happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.days import DAY
from customer_events.kit.dice import luck
from customer_events.kit.ids import uuids
from customer_events.outreach import response
from customer_events.outreach.audience import GMAIL
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.response import NO_TIME, WATCHED_FOR
from customer_events.outreach.sends import Sends, is_marketing
from customer_events.world.block_day import BlockDay
from customer_events.world.subscriptions import RESUME
from messaging.deliveries import delivery_ids, send_numbers
from messaging.mail_programs import programs
from messaging.moments import batch_of

METRICS = ("attempted", "sent", "delivered", "opened", "clicked", "unsubscribed", "spammed",
           "bounced", "dropped", "failed", "converted")  # fmt: skip
(ATTEMPTED, SENT, DELIVERED, OPENED, CLICKED, UNSUBSCRIBED, SPAMMED, BOUNCED, DROPPED, FAILED,
 CONVERTED) = range(len(METRICS))  # fmt: skip

REASONS = ("mailbox is busy, will retry", "no such mailbox", "mailbox was busy for three days",
           "address is suppressed", "token is no longer registered", "push service unavailable")  # fmt: skip
BUSY, NO_MAILBOX, GAVE_UP, SUPPRESSED, UNREGISTERED, UNAVAILABLE = range(len(REASONS))

LINKS = ("https://reelhouse.example/watch", "https://reelhouse.example/account",
         "https://reelhouse.example/preferences")  # fmt: skip
PREFERENCES = 2
FIRST_LINK = 0.8  # of clicks by people


@dataclass(frozen=True)
class Metrics(Columns):
    """Metrics of a day's sends, a row each, in order of time."""

    at: np.ndarray
    event_id: np.ndarray
    delivery_id: np.ndarray
    user: np.ndarray  # of the block
    metric: np.ndarray
    reason: np.ndarray  # -1 for none
    link: np.ndarray  # -1 for none
    is_email: np.ndarray
    proxied: np.ndarray
    prefetched: np.ndarray
    machine: np.ndarray
    synthetic: np.ndarray
    platform: np.ndarray  # of a push; -1 for e-mail
    provider: np.ndarray
    program: np.ndarray  # with which the user reads mail
    day: np.ndarray  # whose batch is open when it happens


def make_metrics(outreach: Outreach, at: BlockDay) -> Metrics:
    """What is reported of the deliveries that a block is sent on a day."""
    sends, became = outreach.sends(at), outreach.responses(at)
    audience, tokens = outreach.audience(at.block), outreach.tokens(at.block)
    ids, numbers = delivery_ids(at, sends), send_numbers(at, sends)
    is_email = sends.token < 0
    platform = np.where(is_email, -1, tokens.platform[sends.token])
    images_off = audience.images_off[sends.user] & is_email
    link_luck = luck(at.world.seed, "link", numbers, at.day)
    program = programs(at, audience)
    own_link = np.where(link_luck < FIRST_LINK, 0, 1)
    fate, clicks = became.fate, became.clicked_at
    pieces: list[Metrics] = []

    def add(
        metric: int,
        instants: np.ndarray,
        which: np.ndarray | bool = True,
        *,
        reason: int = -1,
        link: np.ndarray | int = -1,
        prefetched: bool = False,
        machine: bool = False,
        synthetic: bool = False,
    ) -> None:
        row = np.flatnonzero((instants != NO_TIME) & which)
        count, user = len(row), sends.user[row]
        seen = np.full(count, metric in (OPENED, CLICKED)) & is_email[row]
        pieces.append(Metrics(
            at=instants[row],
            event_id=uuids(at.world.seed, "metric", at.day, numbers[row], shard=len(pieces)),
            delivery_id=ids[row],
            user=user,
            metric=np.full(count, metric),
            reason=np.full(count, reason),
            link=np.broadcast_to(link, fate.shape)[row],
            is_email=is_email[row],
            proxied=seen & (metric == OPENED) & (audience.provider[user] == GMAIL),
            prefetched=seen & prefetched,
            machine=seen & machine,
            synthetic=seen & synthetic,
            platform=platform[row],
            provider=audience.provider[user],
            program=program[user],
            day=batch_of(instants[row], at.day),
        ))  # fmt: skip

    add(ATTEMPTED, became.deferred_at, reason=BUSY)
    sent_at = np.where(became.deferred_at != NO_TIME, became.ended_at - 1, became.sent_at)
    add(
        SENT,
        sent_at,
        np.isin(fate, (response.SENT, response.TRAPPED, response.HARD, response.DEAD_TOKEN)),
    )
    add(DELIVERED, became.ended_at, fate == response.SENT)
    add(BOUNCED, became.ended_at, fate == response.HARD, reason=NO_MAILBOX)
    add(BOUNCED, became.ended_at, fate == response.GAVE_UP, reason=GAVE_UP)
    add(BOUNCED, became.ended_at, fate == response.DEAD_TOKEN, reason=UNREGISTERED)
    add(FAILED, became.ended_at, fate == response.FAILED, reason=UNAVAILABLE)
    add(DROPPED, sends.at, fate == response.DROPPED, reason=SUPPRESSED)
    add(OPENED, became.prefetched_at, prefetched=True)
    add(OPENED, became.opened_at, ~images_off)
    add(OPENED, became.opened_again_at, ~images_off)
    add(OPENED, clicks, images_off, synthetic=True)
    add(CLICKED, clicks, link=own_link)
    for link in range(len(LINKS)):
        add(CLICKED, became.scanned_at, link=link, machine=True)
    add(UNSUBSCRIBED, became.unsubscribed_at, link=PREFERENCES)
    add(SPAMMED, became.complained_at)
    add(CONVERTED, _resumed_at(at, sends))
    metrics = concatenate(pieces)
    return metrics[np.lexsort((metrics.metric, metrics.at))]


def _resumed_at(at: BlockDay, sends: Sends) -> np.ndarray:
    """When those whom a win-back was meant for came back, whether it reached them or a trap."""
    campaigns, log = at.world.lookups.reference.cio_campaigns, at.log
    wins_back = (np.array(campaigns.trigger) == "cancel") & is_marketing(campaigns)
    next_row = np.minimum(sends.log_row + 1, len(log.user) - 1)
    resumed_at = log.at[next_row]
    resumes = wins_back[sends.action] & (sends.log_row >= 0) & (log.kind[next_row] == RESUME)
    resumes &= (log.user[next_row] == sends.user) & (resumed_at < sends.at + WATCHED_FOR * DAY)
    return np.where(resumes & (resumed_at > sends.at), resumed_at, NO_TIME)
