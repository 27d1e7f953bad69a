"""What is sent to whom on a day: a function of the seed, the day and the block.

A trigger looks at what is scheduled (sign-ups, cancellations, renewals, how often somebody is
expected to watch), never at what was watched. So no day needs its own history.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from customer_events.kit.arrays import Columns, concatenate
from customer_events.kit.days import DAY_STARTS_AT, NEVER, weekday
from customer_events.kit.dice import luck
from customer_events.outreach import billing
from customer_events.outreach.audience import Audience
from customer_events.outreach.tokens import Tokens
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.value_sets import CHANNELS, CioCampaigns
from customer_events.world.block_day import BlockDay
from customer_events.world.renewals import renews
from customer_events.world.runs import rate
from customer_events.world.subscriptions import CANCEL, CHANGE, RESUME, START

if TYPE_CHECKING:
    from collections.abc import Callable

OWN = BEHAVIOUR.sends
MINUTE, DAY_MINUTES = 60, 24 * 60

TREATED, HELD_OUT, CONTROL = range(3)
GROUPS = ("treated", "holdout", "control")
VARIANTS = ("a", "b")


@dataclass(frozen=True)
class Sends(Columns):
    """Messages, a row each; a user gets a message of a campaign once a day at most."""

    user: np.ndarray  # of the block
    action: np.ndarray  # row of the campaigns
    at: np.ndarray
    entered_at: np.ndarray  # when the user entered the journey that it belongs to
    entered_day: np.ndarray
    log_row: np.ndarray  # of the subscription's change that brought it about; or -1
    group: np.ndarray  # held out or in the control group: the message is sent to a trap
    variant: np.ndarray
    token: np.ndarray  # row of the block's tokens, for a push; or -1

    @property
    def is_treated(self) -> np.ndarray:
        """Whether the message reaches the user."""
        return self.group == TREATED


@dataclass(frozen=True)
class Today:
    """What the triggers ask about a block's day."""

    at: BlockDay
    levels: np.ndarray  # of the days since the start
    user: np.ndarray  # who has an account
    row: np.ndarray  # of the subscription at the end of the day, by user of the block; -1 for none
    audience: Audience
    tokens: Tokens
    series_news: Callable[[np.ndarray, np.ndarray], np.ndarray]  # of users and their rows

    @cached_property
    def subscribers(self) -> np.ndarray:
        """The users with a subscription at the end of the day that did not begin on it."""
        row, log = self.row[self.user], self.at.log
        runs = (log.kind[row] != CANCEL) & (log.start_day[row] < self.at.day)
        return self.user[(row >= 0) & runs]

    @cached_property
    def token(self) -> np.ndarray:
        """A token of each user's first device that can be used on the day; or -1."""
        usable = np.flatnonzero(
            (self.tokens.first_day <= self.at.day) & (self.at.day <= self.tokens.last_day)
        )
        of_user = np.full(len(self.audience), -1)
        of_user[self.tokens.user[usable[::-1]]] = usable[::-1]
        return of_user

    @cached_property
    def charged(self) -> np.ndarray:
        """The subscribers whose renewal falls on the day."""
        return _charged(self, self.at.day)


def make_marketing(today: Today) -> Sends:
    """The day's messages that need a consent, ordered by message and user."""
    campaigns = today.at.world.lookups.reference.cio_campaigns
    return _one_a_channel(campaigns, _of_messages(today, campaigns, is_marketing(campaigns)))


def make_transactional(today: Today) -> Sends:
    """The day's other messages, ordered by message and user."""
    campaigns = today.at.world.lookups.reference.cio_campaigns
    return _of_messages(today, campaigns, ~is_marketing(campaigns))


def is_marketing(campaigns: CioCampaigns) -> np.ndarray:
    """Which messages need a consent."""
    return np.array(campaigns.kind) != "transactional"


def _of_messages(today: Today, campaigns: CioCampaigns, among: np.ndarray) -> Sends:
    """The sends of some of the messages that are in use on the day."""
    day, ends_on = today.at.day, np.where(campaigns.ends_on == 0, NEVER, campaigns.ends_on)
    in_use = among & (campaigns.starts_on <= day) & (day <= ends_on)
    parts = [_of_message(today, campaigns, action) for action in np.flatnonzero(in_use).tolist()]
    return concatenate([Sends.none(), *parts])


def _of_message(today: Today, campaigns: CioCampaigns, action: int) -> Sends:
    """The sends of one message."""
    at, audience, seed = today.at, today.audience, today.at.world.seed
    user, happened_at, log_row = TRIGGERS[campaigns.trigger[action]](today, campaigns, action)
    if not len(user):
        return Sends.none()
    token = np.full(len(user), -1)
    marketing = is_marketing(campaigns)[action]
    if campaigns.channel[action] == "push":
        token = today.token[user]
        reached = np.flatnonzero(token >= 0)
    elif marketing:
        reached = np.flatnonzero(audience.agrees(user, at.day) & audience.has_address(user, at.day))
    else:
        reached = np.arange(len(user))
    number = audience.number[user[reached]]
    meant = luck(seed, "audience", number, campaigns.action_id[action]) * 100
    is_meant = meant < campaigns.audience_pct[action]
    reached, number = reached[is_meant], number[is_meant]
    user, happened_at, log_row, token = (
        each[reached] for each in (user, happened_at, log_row, token)
    )

    drawn = luck(seed, "hold-out", number, at.day, campaigns.action_id[action]) * 100
    group = np.where(drawn < campaigns.holdout_pct[action], HELD_OUT, TREATED)
    group = np.where(audience.is_control[user] & marketing, CONTROL, group)
    variant = luck(seed, "variant", number, campaigns.campaign_id[action]) < OWN.variant
    sent_at = _sent_at(today, campaigns, action, user, happened_at)
    entered = happened_at >= 0
    return Sends(
        user=user,
        action=np.full(len(user), action),
        at=sent_at,
        entered_at=np.where(entered, happened_at, sent_at),
        entered_day=np.where(log_row >= 0, at.log.day[log_row], at.day),
        log_row=log_row,
        group=group,
        variant=np.where(variant & marketing, 1, 0),
        token=token,
    )


def _sent_at(
    today: Today, campaigns: CioCampaigns, action: int, user: np.ndarray, happened_at: np.ndarray
) -> np.ndarray:
    """When the message goes out: by the viewer's own clock, or soon after its trigger."""
    at, day = today.at, today.at.day
    number = today.audience.number[user]
    drawn = luck(at.world.seed, "sent at", number, day, campaigns.action_id[action])
    if campaigns.local_time[action] == 0:
        soon = 20 + (drawn * 100).astype(np.int64)
        return happened_at + soon
    into_day = (int(campaigns.local_time[action]) - DAY_STARTS_AT // MINUTE) % DAY_MINUTES
    return at.opens(user) + into_day * MINUTE + (drawn * OWN.spread * MINUTE).astype(np.int64)


def _one_a_channel(campaigns: CioCampaigns, sends: Sends) -> Sends:
    """At most one marketing message a channel, the first in the file."""
    channel = np.array([CHANNELS.index(each) for each in campaigns.channel])[sends.action]
    first = np.unique(sends.user * len(CHANNELS) + channel, return_index=True)[1]
    return sends[np.sort(first)]


# Triggers: users, when it happened (-1 where the send has a time of its own), and the row of the
# subscription's log that tells of it (-1 for none).
Found = tuple[np.ndarray, np.ndarray, np.ndarray]


def _logged(*kinds: int) -> Callable[[Today, CioCampaigns, int], Found]:
    """Those whose subscription began or ended so many days ago, and is still as it was then."""

    def found(today: Today, campaigns: CioCampaigns, action: int) -> Found:
        log, user = today.at.log, today.user
        since = today.at.day - int(campaigns.days_after[action])
        now = row = today.row[user]
        changes = START in kinds and since < today.at.day  # a change may have come since
        if changes:
            row = np.where(now >= 0, log.first[user], -1)
        those = np.flatnonzero((row >= 0) & (log.day[row] == since))
        kind = log.kind[now[those]]
        those = those[kind != CANCEL if changes else np.isin(kind, kinds)]
        return user[those], log.at[row[those]], row[those]

    return found


def _weekly(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """All subscribers, on a weekday."""
    due = weekday(today.at.day) + 1 == campaigns.weekday[action]
    return _at_a_time(today.subscribers if due else today.user[:0])


def _idle(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Subscribers of whom no session is to be expected for some days, every few days."""
    at, user = today.at, today.subscribers
    user = user[today.audience.idle_turn[user] == -at.day % OWN.tries_every]
    expected = rate(at, today.levels, user, today.row[user])
    return _at_a_time(user[expected * campaigns.days_after[action] < 1])


def _new_episode(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Subscribers in whose series a season has arrived."""
    user = today.subscribers
    return _at_a_time(today.series_news(user, today.row[user]))


def _payment(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Whoever is charged: at the start and at each renewal, on the day after a failed attempt."""
    at = today.at
    row = today.row[today.user]
    begins = (row >= 0) & (at.log.day[row] == at.day) & np.isin(at.log.kind[row], (START, RESUME))
    user = today.user[begins]
    charged, again = today.charged, _charged(today, at.day - 1)
    number = today.audience.number
    charged = charged[~billing.fails(at.world.seed, number[charged], at.day)]
    again = again[billing.fails(at.world.seed, number[again], at.day - 1)]
    renewed = np.union1d(charged, again)
    none = np.full(len(renewed), -1)
    return (
        np.concatenate([user, renewed]),
        np.concatenate([at.log.at[row[begins]], _in_the_morning(today, renewed)]),
        np.concatenate([row[begins], none]),
    )


def _failed_payment(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Whose renewal fails at first."""
    charged = today.charged
    number = today.audience.number[charged]
    user = charged[billing.fails(today.at.world.seed, number, today.at.day)]
    return user, _in_the_morning(today, user), np.full(len(user), -1)


def _charged(today: Today, day: int) -> np.ndarray:
    """The subscribers whose renewal falls on a day."""
    user, log = today.subscribers, today.at.log
    row = today.row[user]
    months = today.at.world.lookups.reference.billing_cycles.months[log.cycle[row]]
    return user[renews(log.start_day[row], months, day)]


def _plan_change(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Whose plan changed on the day."""
    log, row = today.at.log, today.row[today.user]
    changed = (row >= 0) & (log.day[row] == today.at.day) & (log.kind[row] == CHANGE)
    changed &= log.plan[row] != log.plan[row - 1]
    return today.user[changed], log.at[row[changed]], row[changed]


def _password(today: Today, campaigns: CioCampaigns, action: int) -> Found:
    """Who forgot the password."""
    number = today.audience.number[today.subscribers]
    user = today.subscribers[
        luck(today.at.world.seed, "password", number, today.at.day) < OWN.forgets
    ]
    return user, _in_the_morning(today, user, 16), np.full(len(user), -1)


def _in_the_morning(today: Today, user: np.ndarray, hours: int = 6) -> np.ndarray:
    """An instant in the first hours of the viewer's day."""
    at = today.at
    drawn = luck(at.world.seed, "in the morning", today.audience.number[user], at.day, hours)
    return at.opens(user) + (drawn * hours * 3_600).astype(np.int64)


def _at_a_time(user: np.ndarray) -> Found:
    """A send with a time of its own, that nothing in the log tells of."""
    return user, np.full(len(user), -1), np.full(len(user), -1)


TRIGGERS = {
    "signup": _logged(START),
    "cancel": _logged(CANCEL),
    "weekly": _weekly,
    "idle": _idle,
    "new_episode": _new_episode,
    "payment": _payment,
    "failed_payment": _failed_payment,
    "plan_change": _plan_change,
    "password": _password,
}
