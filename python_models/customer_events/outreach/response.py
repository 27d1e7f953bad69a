"""What becomes of a message: whether it arrives, who opens it and when, what machines do to it.

A person's opens rise with how much that person watches anyway, so whoever compares those who
opened with those who did not finds an effect several times too high.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.days import DAY, HOUR
from customer_events.kit.dice import NORMAL, SIZE, lognormal, luck
from customer_events.outreach.audience import SPAM_REPORTS, Audience
from customer_events.outreach.sends import Sends, is_marketing
from customer_events.outreach.tokens import ANDROID, IOS, Tokens
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.world.block_day import BlockDay
from customer_events.world.demand import zeal

NO_TIME = -1  # the instant of what does not happen
WATCHED_FOR = 21  # days after a send in which anything happens to it

OWN = BEHAVIOUR.response
SENT_AFTER = lognormal(*OWN.sent_after)
RETRIES_FOR = 72 * HOUR  # then a soft bounce is given up

SENT, DROPPED, HARD, GAVE_UP, DEAD_TOKEN, FAILED, TRAPPED = range(7)


@dataclass(frozen=True)
class Responses(Columns):
    """What becomes of each of a day's sends; an instant is NO_TIME where it does not come."""

    fate: np.ndarray
    sent_at: np.ndarray
    deferred_at: np.ndarray  # a soft bounce, after which it is tried again
    ended_at: np.ndarray  # delivered, bounced or failed, by its fate
    opened_at: np.ndarray  # by the person
    opened_again_at: np.ndarray
    clicked_at: np.ndarray
    prefetched_at: np.ndarray
    scanned_at: np.ndarray
    unsubscribed_at: np.ndarray
    complained_at: np.ndarray


def would_open(at: BlockDay, audience: Audience, tokens: Tokens, sends: Sends) -> np.ndarray:
    """Which of the block's sends of a day people open, if they arrive in time."""
    campaigns, action = at.world.lookups.reference.cio_campaigns, sends.action
    interest = campaigns.open_pct[action] / 100 * _engagement(at, sends.user)
    is_push = (np.array(campaigns.channel) == "push")[action]
    platform = np.where(tokens.platform[sends.token] == IOS, IOS, ANDROID)
    interest = interest * np.where(is_push, OWN.platform_opens[platform], 1.0)
    interest = interest * np.where(sends.variant == 1, OWN.variant_b, 1.0)
    keys = (audience.number[sends.user], at.day, campaigns.action_id[action])
    drawn = luck(at.world.seed, "opens", *keys)
    return drawn < np.minimum(interest, OWN.most_open)


def make_responses(at: BlockDay, audience: Audience, tokens: Tokens, sends: Sends) -> Responses:
    """What becomes of the block's sends of a day."""
    campaigns = at.world.lookups.reference.cio_campaigns
    action, user = sends.action, sends.user
    is_push = (np.array(campaigns.channel) == "push")[action]
    marketing = is_marketing(campaigns)[action]
    keys = (audience.number[user], at.day, campaigns.action_id[action])

    def draw(name: str) -> np.ndarray:
        return luck(at.world.seed, name, *keys)

    def after(name: str, median: np.ndarray | float, sigma: np.ndarray | float) -> np.ndarray:
        normal = NORMAL[(draw(name) * SIZE).astype(np.int64)]
        return np.maximum(np.minimum(median * np.exp(sigma * normal), 1e9), 1).astype(np.int64)

    sent_at = sends.at + SENT_AFTER[(draw("sent after") * SIZE).astype(np.int64)].astype(np.int64)
    softly = ~is_push & (
        draw("soft bounce") < OWN.soft_bounces * OWN.soft_factor[audience.provider[user]]
    )
    last_day = at.day == audience.address_day[user]
    bounces = ~is_push & last_day & (audience.suppression[user] != SPAM_REPORTS)
    token_luck = np.where(is_push, draw("token"), 1.0)
    fate = np.select(
        [
            ~sends.is_treated,
            ~is_push & ~audience.has_address(user, at.day),
            bounces,
            softly & (draw("retries fail") < OWN.retry_fails),
            token_luck < OWN.token_dead,
            token_luck < OWN.token_dead + OWN.push_fails,
        ],
        [TRAPPED, DROPPED, HARD, GAVE_UP, DEAD_TOKEN, FAILED],
        SENT,
    )
    deferred = softly & np.isin(fate, (SENT, GAVE_UP))
    takes = np.minimum(after("delivered after", *OWN.delivered_after), OWN.delivered_within)
    retried = 1_800 + np.minimum(after("retried for", *_hours(OWN.retried_for)), RETRIES_FOR - HOUR)
    takes = np.where(deferred, np.where(fate == GAVE_UP, RETRIES_FOR, retried), takes)
    ended_at = np.where(np.isin(fate, (TRAPPED, DROPPED)), NO_TIME, sent_at + takes)

    there = fate == SENT
    opens = there & would_open(at, audience, tokens, sends)
    (mail_median, mail_sigma), (push_median, push_sigma) = map(
        _hours, (OWN.email_opened_after, OWN.push_opened_after)
    )
    opened_at = ended_at + after(
        "opened after",
        np.where(is_push, push_median, mail_median),
        np.where(is_push, push_sigma, mail_sigma),
    )
    until = sends.at + WATCHED_FOR * DAY
    opens &= opened_at < until
    share = campaigns.click_pct[action] / np.maximum(campaigns.open_pct[action], 1e-9)
    clicks = opens & (draw("clicks") < share)
    clicked_at = opened_at + 1 + after("clicked after", *_hours(OWN.clicked_after))
    clicks &= clicked_at < until
    again_at = opened_at + after("opened again after", *_hours(OWN.opened_again_after))
    again = opens & ~is_push & (draw("opens again") < OWN.opens_again) & (again_at < until)

    machine = there & ~is_push
    prefetches = machine & audience.prefetches[user] & (draw("prefetched") < OWN.prefetched)
    prefetched_at = ended_at + after("prefetched after", *OWN.prefetched_after)
    scans = machine & audience.is_scanned[user] & (draw("is scanned") < OWN.scanned)
    leaves = machine & marketing & (at.day == audience.withdraws_day[user])
    complains = leaves & (at.day == audience.address_day[user])
    decided_at = (
        ended_at
        + 60
        + np.minimum(
            after("leaves after", *_hours(OWN.leaves_after)), int(OWN.leaves_within * HOUR)
        )
    )
    return Responses(
        fate=fate,
        sent_at=np.where(fate == DROPPED, NO_TIME, sent_at),
        deferred_at=np.where(deferred, sent_at + 2, NO_TIME),
        ended_at=ended_at,
        opened_at=np.where(opens, opened_at, NO_TIME),
        opened_again_at=np.where(again, again_at, NO_TIME),
        clicked_at=np.where(clicks, clicked_at, NO_TIME),
        prefetched_at=np.where(prefetches & (prefetched_at < until), prefetched_at, NO_TIME),
        scanned_at=np.where(scans, ended_at + 1 + (draw("scanned") * 9).astype(int), NO_TIME),
        unsubscribed_at=np.where(leaves & ~complains, decided_at, NO_TIME),
        complained_at=np.where(leaves & complains, decided_at, NO_TIME),
    )


def _hours(spread: np.ndarray) -> tuple[float, float]:
    """Median in seconds, and sigma, of a wait whose median is given in hours."""
    return float(spread[0]) * HOUR, float(spread[1])


def _engagement(at: BlockDay, user: np.ndarray) -> np.ndarray:
    """How much more often a user opens than one of ordinary activity."""
    log = at.log
    row = log.latest(at.day)[user]
    activity = at.people.weight[user] * zeal(at.day - log.start_day[row])
    return np.clip((activity / OWN.ordinary) ** OWN.engaged, *OWN.engagement)
