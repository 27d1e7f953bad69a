"""Who may be written to: consent, address, control group; all scheduled at sign-up.

What ends a consent or an address has a day of its own, on which a weekly e-mail is due. If one
reaches the user on that day, the message is what brings it about; if none does, the user has
withdrawn in the settings, or the address was blocked elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from customer_events.kit.arrays import Columns
from customer_events.kit.days import NEVER, weekday
from customer_events.kit.dice import by_share, luck, wait
from customer_events.values.behaviour import BEHAVIOUR
from customer_events.values.value_sets import CioCampaigns
from customer_events.world.people import BLOCK
from customer_events.world.schedule import Schedule

OWN = BEHAVIOUR.audience
PROVIDERS = ("Gmail", "Apple iCloud", "Outlook", "Yahoo", "GMX", "Other")
SHARES = OWN.mailboxes
GMAIL = 0

BOUNCES, SPAM_REPORTS = range(2)


@dataclass(frozen=True)
class Audience(Columns):
    """The users of a block, a row each, as those who send messages see them."""

    number: np.ndarray  # of the user, in the world
    consents: np.ndarray  # to marketing by e-mail, at sign-up
    withdraws_day: np.ndarray  # the last day of the consent
    address_day: np.ndarray  # the last day on which e-mail is tried
    suppression: np.ndarray  # why no e-mail is tried after that
    is_control: np.ndarray
    prefetches: np.ndarray
    images_off: np.ndarray
    is_scanned: np.ndarray
    provider: np.ndarray  # of the mailbox
    idle_turn: np.ndarray  # which of the days on which idle users are written to is theirs

    def agrees(self, user: np.ndarray, day: int) -> np.ndarray:
        """Whether users may get marketing by e-mail on a day."""
        return self.consents[user] & (day <= self.withdraws_day[user])

    def has_address(self, user: np.ndarray, day: int) -> np.ndarray:
        """Whether e-mail to users is tried on a day."""
        return day <= self.address_day[user]


def make_audience(schedule: Schedule, block: int) -> Audience:
    """The audience of a block, from the seed, the block and the days' parameters alone."""
    world = schedule.world
    people, seed, reference = world.people(block), world.seed, world.lookups.reference
    number = people.first + np.arange(BLOCK)
    signup = people.signup_day.astype(np.int64)

    opt_in = reference.countries.marketing_opt_in[world.lookups.city_country[people.place[:, 0]]]
    days, which = np.unique(signup, return_inverse=True)
    dials = [schedule.of(int(day)) for day in days]
    plain = np.array([each.marketing_consent for each in dials])[which]
    asked = np.array([each.opt_in_consent for each in dials])[which]

    weekly = _weekdays(reference.cio_campaigns)
    later = np.maximum(signup, world.start)
    bounce_day = _due(seed, "address dies", number, later, OWN.address_dies_after, weekly)
    complaint_day = _due(seed, "complains", number, signup, OWN.complains_after, weekly)
    unsubscribe_day = _due(seed, "unsubscribes", number, signup, OWN.unsubscribes_after, weekly)
    return Audience(
        number=number,
        consents=luck(seed, "marketing consent", number) < np.where(opt_in, asked, plain),
        withdraws_day=np.minimum(unsubscribe_day, complaint_day),
        address_day=np.minimum(bounce_day, complaint_day),
        suppression=np.where(complaint_day < bounce_day, SPAM_REPORTS, BOUNCES),
        is_control=luck(seed, "control group", number) < OWN.control,
        prefetches=luck(seed, "prefetches", number) < OWN.prefetches,
        images_off=luck(seed, "images off", number) < OWN.images_off,
        is_scanned=luck(seed, "scanned", number) < OWN.is_scanned,
        provider=by_share(luck(seed, "provider", number), SHARES),
        idle_turn=(luck(seed, "idle turn", number) * BEHAVIOUR.sends.tries_every).astype(np.int8),
    )


def _due(
    seed: int,
    name: str,
    number: np.ndarray,
    since: np.ndarray,
    after: float,
    weekly: tuple[int, ...],
) -> np.ndarray:
    """A day at random some time after sign-up, put off until a weekly e-mail is due."""
    day = since + 1 + wait(luck(seed, name, number), after).astype(np.int64)
    waits = _waits(weekly)[weekday(day)]
    return np.minimum(day + waits, NEVER)


def _weekdays(campaigns: CioCampaigns) -> tuple[int, ...]:
    """The weekdays on which weekly e-mails go out, from 0 for Monday."""
    sent = zip(campaigns.channel, campaigns.trigger, campaigns.weekday.tolist(), strict=True)
    days = (day - 1 for channel, trigger, day in sent if (channel, trigger) == ("email", "weekly"))
    return tuple(sorted(days))


@cache
def _waits(weekly: tuple[int, ...]) -> np.ndarray:
    """How many days lie between each weekday and the next weekly e-mail."""
    return np.array([min(((day - today) % 7 for day in weekly), default=0) for today in range(7)])
