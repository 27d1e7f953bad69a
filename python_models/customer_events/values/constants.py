"""Which constants seeds/behaviour.csv holds: a class for each module that reads them.

A field is a row named after the module and the field, `billing.fails`; its form says what it takes.
The file says what each is measured in, where it comes from and what it moves.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from customer_events.values.numbers import (
    Constant,
    Lognormal,
    curve,
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
class Catalog:
    """How titles draw viewers."""

    popularity_shift: float = number(0, 1e6)
    popularity_power: float = number(-5, 0)
    novelty: float = share()
    season_lift: float = number(0, 100)
    most_pull: float = share()


@dataclass(frozen=True, eq=False)
class Chains:
    """Which series a viewer is on."""

    gives_up: float = share()
    bears: np.ndarray = weights(4)


@dataclass(frozen=True, eq=False)
class Choice:
    """What people choose."""

    own_language: float = share()
    own_language_by_share: float = share()
    series_power: float = number(0, 2)


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
class Equipment:
    """Devices, their software and the lines they are on."""

    preference: np.ndarray = weights(3)
    evening: np.ndarray = numbers(24, 0, 1)
    bulky: float = share()
    line_spread: float = number(0, 3)
    session_spread: float = number(0, 3)
    evening_dip: float = number(0.1, 2)
    evening_dips: np.ndarray = rising(2, 0, 24)
    out_and_about: np.ndarray = numbers(2, 0, 5)
    out_by_day: np.ndarray = rising(2, 0, 24)
    updates_after: list[tuple[float, float]] = curve(0, 5000)
    app_releases_every: int = whole(1, 400)
    system_releases_every: int = whole(1, 4000)


@dataclass(frozen=True, eq=False)
class Feed:
    """The creator feed."""

    visits: float = number(0, 10)
    views: np.ndarray = weights(5)
    reads_for: Lognormal = lognormal(1, 3_600)
    fades: float = number(0, 5)
    fades_after: float = number(0.01, 1_000)
    likes: float = share()
    likes_at_most: float = share()
    liked_after: Lognormal = lognormal(0, 3_600)
    liked_again_after: int = whole(1, 3_600)


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
class Playback:
    """How a play goes."""

    watched: list[tuple[float, float]] = curve(0, 1)
    speed: np.ndarray = weights(7)
    pauses_for: Lognormal = lognormal(1, 3_600)
    begins_with_action: float = share()
    actions_within: np.ndarray = weights(4)
    stops: float = number(0, 10)
    stops_at_most: float = number(0.1, 10)
    stops_by_bandwidth: float = number(0, 3)
    stops_by_length: float = number(0, 2)
    stop_shortens: float = number(0, 2)
    bears_on: float = number(0, 5)


@dataclass(frozen=True, eq=False)
class PostTexts:
    """How posts are written."""

    own_language: float = share()
    own_phrases: float = share()
    flat: float = number(0.1, 1_000)
    lower: float = share()
    bare: float = share()
    slips: float = number(0, 0.2)
    missing: float = share()
    edits: np.ndarray = weights(3)


@dataclass(frozen=True, eq=False)
class Posts:
    """Who writes posts, and how far they go."""

    writers: int = whole(1, 1000)
    reach_of_creator: float = number(0, 5)
    reach_of_post: float = number(0, 5)
    liked_by_creator: float = number(0, 3)
    liked_by_post: float = number(0, 3)
    edited_soon: float = share()
    edited_after: Lognormal = lognormal(1, 80_000)


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
class Series:
    """How what is due is watched."""

    leaves: float = share()


@dataclass(frozen=True, eq=False)
class Sessions:
    """What happens in a session."""

    plays: np.ndarray = weights(4)
    leads_first: np.ndarray = weights(3)
    leads_next: np.ndarray = weights(4)
    leads_episode_first: np.ndarray = weights(3)
    leads_episode: np.ndarray = weights(4)
    browse_clicks: float = share()
    in_vain: float = share()
    searches_in_vain: float = share()
    browses_for: Lognormal = lognormal(1, 3_600)
    searches_for: Lognormal = lognormal(1, 3_600)
    pauses_for: Lognormal = lognormal(1, 3_600)


@dataclass(frozen=True, eq=False)
class Shelves:
    """What is recommended and searched for."""

    genre_leads: float = number(1, 1_000)
    place_bias: float = number(1, 10)
    when_browsing: np.ndarray = weights(6)
    after_play: np.ndarray = weights(6)
    queries: np.ndarray = weights(4)
    manners: np.ndarray = weights(5)


@dataclass(frozen=True, eq=False)
class Reviews:
    """What is said about titles."""

    written: float = share()
    ratings: np.ndarray = weights(5)
    quality: float = number(0, 10)
    silent: float = share()
    rejected: float = share()
    written_after: list[tuple[float, float]] = curve(1, 7_200)
    checked_after: list[tuple[float, float]] = curve(1, 7_200)


@dataclass(frozen=True, eq=False)
class Starts:
    """The time between sessions."""

    apart: int = whole(1, 180)
    idle: Lognormal = lognormal(0.1, 600)
    soon: Lognormal = lognormal(0.1, 600)


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
class Viewing:
    """Who watches on a day."""

    begins_at_once: float = share()


@dataclass(frozen=True, eq=False)
class Constants:
    """Every section, by the name of the module that reads it."""

    audience: Audience
    billing: Billing
    catalog: Catalog
    chains: Chains
    choice: Choice
    demand: Demand
    equipment: Equipment
    feed: Feed
    habits: Habits
    hours: Hours
    news: News
    outreach: Outreach
    people: People
    playback: Playback
    post_texts: PostTexts
    posts: Posts
    prices: Prices
    response: Response
    reviews: Reviews
    seasons: Seasons
    sends: Sends
    series: Series
    sessions: Sessions
    shelves: Shelves
    starts: Starts
    subscriptions: Subscriptions
    tokens: Tokens
    traits: Traits
    trips: Trips
    viewing: Viewing


SECTIONS: dict[str, type[Any]] = {each.name: each.type for each in dataclasses.fields(Constants)}  # type: ignore[misc]
DECLARED: dict[str, Constant] = {
    f"{name}.{each.name}": each.metadata["constant"]
    for name, section in SECTIONS.items()
    for each in dataclasses.fields(section)
}


def constants(values: Mapping[str, Any]) -> Constants:
    """The sections, from the value of every declared name."""
    return Constants(
        **{
            name: section(
                **{each.name: values[f"{name}.{each.name}"] for each in dataclasses.fields(section)}
            )
            for name, section in SECTIONS.items()
        }
    )
