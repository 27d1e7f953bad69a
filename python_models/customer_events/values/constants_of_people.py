"""Constants of people: what they are like, when they have time, what they pay and are sent."""

from dataclasses import dataclass

import numpy as np

from customer_events.values.numbers import (
    Lognormal,
    lognormal,
    number,
    numbers,
    rising,
    share,
    weights,
    whole,
)


@dataclass(frozen=True, eq=False)
class Audience:
    """Who may be written to."""

    control: float = share()
    unsubscribes_after: float = number(1, 1e6)
    address_dies_after: float = number(1, 1e6)
    complains_after: float = number(1, 1e6)
    prefetches: float = share()
    images_off: float = share()
    is_scanned: float = share()
    mailboxes: np.ndarray = weights(6)


@dataclass(frozen=True, eq=False)
class Billing:
    """Charges."""

    fails: float = share()


@dataclass(frozen=True, eq=False)
class Checkouts:
    """The way to a subscription."""

    takes: Lognormal = lognormal(10, 7_200)


@dataclass(frozen=True, eq=False)
class Demand:
    """How much people watch."""

    week: np.ndarray = weights(7)
    habit: float = share()
    habit_days: float = number(0.1, 5000)
    most_sessions: int = whole(1, 40)
    bundles: float = number(0, 10)
    most_bundles: float = number(1, 40)
    bundle: np.ndarray = weights(8)
    keen_from: float = number(0.1, 100)
    most_episodes: float = number(1, 30)
    fades_for: int = whole(1, 90)
    fades_to: float = share()


@dataclass(frozen=True, eq=False)
class Habits:
    """What stays a user's own."""

    watched_pull: float = number(0, 3)
    loyalty_spread: float = number(0, 3)
    generosity: float = number(0, 3)


@dataclass(frozen=True, eq=False)
class Hours:
    """When people watch."""

    curve: np.ndarray = weights(24)
    middles: np.ndarray = rising(4, 0, 24)
    breadths: np.ndarray = numbers(4, 0.5, 24)
    own_clock: float = share()
    daytime: np.ndarray = rising(2, 0, 24)
    daytime_off: float = number(0, 5)
    days_off: float = share()


@dataclass(frozen=True, eq=False)
class News:
    """Series on the viewers' lists."""

    listed: float = number(0, 1_000)
    most_listed: float = share()


@dataclass(frozen=True, eq=False)
class Outreach:
    """How long and how strongly a message acts."""

    acts_for: int = whole(1, 60)
    wanes: float = number(0.01, 60)


@dataclass(frozen=True, eq=False)
class People:
    """Users and what they own."""

    activity_spread: float = number(0, 5)
    most_active: float = number(1, 10_000)
    slots_used: np.ndarray = weights(3)
    device_lasts: float = number(1, 1e6)
    moves_every: float = number(1, 1e6)
    moves_abroad: float = share()


@dataclass(frozen=True, eq=False)
class Prices:
    """What a rise of the prices does."""

    leaves_over: float = number(0, 20)


@dataclass(frozen=True, eq=False)
class Response:
    """What becomes of a message."""

    sent_after: Lognormal = lognormal(1, 3_600)
    email_opened_after: np.ndarray = numbers(2, 0, 1_000)
    push_opened_after: np.ndarray = numbers(2, 0, 1_000)
    opened_again_after: np.ndarray = numbers(2, 0, 1_000)
    clicked_after: np.ndarray = numbers(2, 0, 1_000)
    prefetched_after: np.ndarray = numbers(2, 0, 1e6)
    delivered_after: np.ndarray = numbers(2, 0, 1e6)
    delivered_within: int = whole(1, 3_600)
    retried_for: np.ndarray = numbers(2, 0, 1_000)
    soft_bounces: float = number(0, 0.2)
    soft_factor: np.ndarray = numbers(6, 0, 5)
    retry_fails: float = share()
    token_dead: float = share()
    push_fails: float = share()
    engaged: float = number(0, 3)
    ordinary: float = number(0.001, 20)
    engagement: np.ndarray = rising(2, 0, 100)
    platform_opens: np.ndarray = numbers(2, 0, 5)
    variant_b: float = number(0, 5)
    most_open: float = share()
    prefetched: float = share()
    scanned: float = share()
    opens_again: float = share()
    leaves_after: np.ndarray = numbers(2, 0, 100)
    leaves_within: float = number(0, 100)


@dataclass(frozen=True, eq=False)
class Seasons:
    """How busy days are."""

    months: np.ndarray = weights(12)
    mood_spread: float = number(0, 1)
    mood_lasts: float = number(0, 0.95)
    premiere_lift: float = number(0, 1_000)
    premiere_wanes: float = number(0.1, 60)
    premiere_days: int = whole(1, 60)
    premiere_most: float = number(0, 5)


@dataclass(frozen=True, eq=False)
class Sends:
    """When messages go out."""

    tries_every: int = whole(1, 60)
    forgets: float = share()
    spread: int = whole(0, 180)
    variant: float = share()


@dataclass(frozen=True, eq=False)
class Subscriptions:
    """How long subscriptions last, and what changes in them."""

    cancel_shape: float = number(0.1, 5)
    cancel_scale: float = number(1, 100000)
    yearly_stays: float = number(0.1, 20)
    resumes: float = share()
    resumes_after: float = number(1, 5000)
    plan_every: float = number(1, 1e6)
    cycle_every: float = number(1, 1e6)
    services_every: float = number(1, 1e6)
    upgrades: float = share()
    plan_by_weight: float = share()
    plan_by_screen: float = share()


@dataclass(frozen=True, eq=False)
class Tokens:
    """Push tokens."""

    permits: np.ndarray = numbers(2, 0, 1)
    replaced_after: float = number(1, 1e6)
    withdrawn_after: float = number(1, 1e6)


@dataclass(frozen=True, eq=False)
class Traits:
    """What stays a user's or a title's own."""

    another_speed: float = number(0, 20)
    restless: float = number(0, 3)
    fades_for: float = number(0.1, 5000)
    fading: float = number(0, 3)
    patience: float = number(0, 3)
    quality: float = number(0, 3)
    taste: float = number(0, 3)
    taste_dimensions: int = whole(1, 16)


@dataclass(frozen=True, eq=False)
class Trips:
    """Days away from home."""

    a_year: float = number(0, 4)
    longest: int = whole(1, 60)


@dataclass(frozen=True, eq=False)
class Webhooks:
    """How the platform hears of what becomes of messages."""

    takes: Lognormal = lognormal(1, 7_200)
