"""Constants of what people do on the platform: titles, sessions, devices, reviews and posts."""

from dataclasses import dataclass

import numpy as np

from customer_events.values.numbers import (
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
class Series:
    """How what is due is watched."""

    leaves: float = share()
    film_after: float = share()
    film_from: float = number(0, 40)


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
class Starts:
    """The time between sessions."""

    apart: int = whole(1, 180)
    keeps_apart: float = share()
    idle: Lognormal = lognormal(0.1, 600)
    soon: Lognormal = lognormal(0.1, 600)


@dataclass(frozen=True, eq=False)
class Viewing:
    """Who watches on a day."""

    begins_at_once: float = share()
