"""The contract of a customer event: a line for each field, with what it takes and what it means.

The classes of single events, the Arrow schema of the raw table and the checks of both read it.
`make contract` derives from it what the warehouse says of an event: the ymls and select lists of
raw and staging, the rules of the quarantine, the texts of columns and the table in the docs.

`without` says where the optional fields of an entity are missing.
"""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from customer_events.kit.fields import (
    bandwidth,
    code,
    day,
    flag,
    group,
    identifier,
    instant,
    number,
    one_of,
    ordinal,
    several,
    some_of,
    text,
    time_zone,
    whole,
)

FIRST_FILM, LAST_FILM = 1888, 2200
SLOWEST, FASTEST = 0.5, 2.0  # speeds; 1 is normal
EXPERIMENT_GROUPS = ("control", "autoplay", "large_artwork")


@dataclass(frozen=True, kw_only=True)
class Device:
    """The device that an event happened on."""

    id: str = identifier("Id of the device. Members of a household may share a device.")
    type: str = one_of("device_types.device_type", "Kind of device, such as mobile or smartTV.", any_case=True)
    os: str = one_of("device_models.os", "Operating system of the device.")
    os_version: str = text("Version of the operating system at the event's time. A device never goes back to an older version.")
    app_version: str = text("Version of the app at the event's time. A device never goes back to an older version.")
    model: str = text("Model of the device.")


@dataclass(frozen=True, kw_only=True)
class Location:
    """The place where a viewer lives."""

    country: str = code("countries.country_code", "Country of the viewer, ISO 3166-1 alpha-2.")
    city: str = text("City of the viewer.")
    region: str = text("Region of the city.")
    timezone: str = time_zone("Time zone of the city, an IANA name. It decides the viewing day of the event.")


@dataclass(frozen=True, kw_only=True)
class Content:
    """A film, or one episode of a series."""

    without: ClassVar[str] = "for types that are not serial"

    id: str = identifier("The film or episode that was played.")
    series_id: str | None = identifier("The series that the episode belongs to.", optional=True, column="series_id")
    title: str = text("Title of the film, or of the series that the episode belongs to.")
    type: str = one_of("content_types.content_type", "Type of content, such as Movie or TV Show.")
    episode: int | None = whole("Number of the episode in its season.", 1, optional=True)
    season: int | None = whole("Number of the season.", 1, optional=True)
    provider: str = one_of("providers.provider", "Provider of the title.")
    genre: str = one_of("genres.genre", "Genre of the title, which changes at most once.")
    release_year: int = whole("Year of the release.", FIRST_FILM, LAST_FILM)
    duration: int = whole("Length of the film or episode in minutes.", 1, unit="minutes")
    language: str = one_of("languages.language", "Original language of the title.")


@dataclass(frozen=True, kw_only=True)
class UserSubscriptions:
    """A viewer's subscription as it stood at the time of an event."""

    plan: str = one_of("plans.plan", "Plan that the viewer had at the event's time.", any_case=True)
    start_date: str = day("First day of the subscription, on the viewer's own clock. A change of plan does not change this day.")
    billing_cycle: str = one_of("billing_cycles.billing_cycle", "Billing cycle at the event's time.", any_case=True)
    connected_services: tuple[str, ...] = some_of("services.service", "Names of the connected services; empty without any.", column="subscription_services")


@dataclass(frozen=True, kw_only=True)
class EventDetails:
    """How a play went; a search or a browse has only the network."""

    without: ClassVar[str] = "where nothing was played"

    play_duration: int | None = whole("Seconds of the content that were watched.", 0, optional=True, unit="seconds")
    play_percentage: float | None = number("Percentage of the content that was watched, from 0 to 100.", 0, 100, optional=True, unit="percent", column="play_pct")
    playback_quality: str | None = one_of("qualities.quality", "Quality of the picture when the play began.", optional=True, any_case=True)
    buffering_incidents: int | None = whole("How often the play stopped to load.", 0, 5, optional=True, unit="times")
    playback_speed: float | None = number("Speed when the play began, where 1 is normal.", SLOWEST, FASTEST, optional=True, unit="times")
    paused: bool | None = flag("Whether the viewer paused.", optional=True)
    completed: bool | None = flag("Whether 90% or more of the content was watched.", optional=True)
    network_type: str = one_of("device_networks.network_type", "How the device was connected, such as WiFi.", any_case=True)
    bandwidth: str = bandwidth("Bandwidth in megabits per second, sent as text such as 25mbps.")


@dataclass(frozen=True, kw_only=True)
class UserAction:
    """One action of a viewer during a play."""

    without: ClassVar[str] = "for other actions"

    action_type: str = one_of("actions.action_type", "play, pause, seek, quality_change, speed_change or completion.")
    timestamp: str = instant("UTC time of the action.", not_before="timestamp", column="action_at")
    duration: int | None = whole("Length of a pause on the clock, in seconds.", 0, optional=True, unit="seconds")
    old_speed: float | None = number("Speed before a change of speed.", SLOWEST, FASTEST, optional=True, unit="times")
    new_speed: float | None = number("Speed after a change of speed.", SLOWEST, FASTEST, optional=True, unit="times")
    old_quality: str | None = one_of("qualities.quality", "Quality before a change of quality.", optional=True)
    new_quality: str | None = one_of("qualities.quality", "Quality after a change of quality.", optional=True)
    completed: bool | None = flag("Whether the action says that 90% or more of the content was watched.", optional=True, absent=False, column="is_completion")


@dataclass(frozen=True, kw_only=True)
class Recommendations:
    """One title that was shown to a viewer."""

    content_id: str = identifier("The film or episode that was shown. A list shows it at most once.")
    position: int = whole("Position of the title in the list, from 1.", 1, column="recommendation_number")
    algorithm: str = one_of("algorithms.algorithm", "Algorithm that chose the title, such as collaborative.")
    clicked: bool = flag("Whether the viewer clicked the title, which starts a play of it.")


@dataclass(frozen=True, kw_only=True)
class SearchHistory:
    """One query of a viewer."""

    search_id: str = identifier("Key of the search, given by the app.")
    timestamp: str = instant("UTC time of the search.", column="search_at")
    query: str = text("What the viewer typed: a genre, a title or part of a title.")
    results_count: int = whole("Number of titles that the search found.", 0, unit="titles")


@dataclass(frozen=True, kw_only=True)
class PlaybackSession:
    """What the player reports of a play."""

    player_version: str = text("Version of the player.", since=2)
    drm: str = text("Digital rights management of the stream.", since=2)
    startup_ms: int = whole("Milliseconds until the first picture.", 0, unit="milliseconds", column="startup_milliseconds", since=2)


@dataclass(frozen=True, kw_only=True)
class ConsumerEvent:
    """A play, a search or a browse, with everything that belongs to it."""

    without: ClassVar[str] = "where nothing was played"

    event_id: str = identifier("Id of the event. An event that arrives again has the same id.")
    user_id: str = identifier("The viewer, whose profile may arrive up to 7 load days later.")
    session_id: str = identifier("The viewer's session, which never crosses 05:00 on the viewer's own clock.")
    event_type: str = one_of("event_types.event_type", "What the viewer did: content_play, search or browse.", any_case=True)
    schema_version: int = whole("Version of the layout in which the event was sent.", 1, 2)
    timestamp: str = instant("UTC time at which the play, search or browse began.", not_after="ingested_at", column="event_at")
    device: Device = group("The device, with the versions of its system and app at the event's time.")
    location: Location = group("The place where the viewer is: at home, or on a trip.")
    content: Content | None = group("What was played: a film, or one episode of a series.", optional=True, needed_if="has_content")
    user_subscription: UserSubscriptions = group("The subscription as it stood at the event's time.", prefix="subscription")
    event_details: EventDetails = group("How the play went, and which network the device was on.", prefix="")
    user_action: tuple[UserAction, ...] = several("Up to 5 actions of the viewer during the play, in order.")
    recommendations: tuple[Recommendations, ...] = several("Up to 5 films and episodes that were shown, in order.")
    search_history: tuple[SearchHistory, ...] = several("Up to 5 searches of the viewer, in order.")
    ingested_at: str = instant("UTC time at which the event reached the platform, after it had ended.")
    load_date: str = day("Simulated day in whose batch the event arrived.")


@dataclass(frozen=True, kw_only=True)
class Arrival(ConsumerEvent):
    """An event as the raw table has it: numbered, and with the columns of schema version 2."""

    arrival_number: int = ordinal("Number of the arrival in its batch. Together with load_date, it identifies the arrival.")
    playback_session: PlaybackSession | None = group("What the player reports about the play.", optional=True, prefix="", since=2)
    experiment_group: str = one_of(EXPERIMENT_GROUPS, "Group of the running experiment that the viewer is in.", since=2)


@dataclass(frozen=True)
class Fault:
    """Why an arrival can't be trusted: which rule of which fields it breaks."""

    reason: str
    says: str = ""  # if its fields don't say it
    lacks: tuple[str, ...] = ()  # fields that must be there, and known if they are names
    leaves: tuple[str, ...] = ()  # fields that must lie within their range


# Of several faults of an arrival the first is its reason.
FAULTS = (
    Fault("missing_user", "it has no user", lacks=("user_id",)),
    Fault("unknown_event_type", "its type is missing or not in seeds/event_types.csv", lacks=("event_type",)),
    Fault("missing_time", "its instant is missing, or its time zone is missing or unknown, so it has no viewing day", lacks=("timestamp", "location.timezone")),
    Fault("future_timestamp", "it begins after it arrived", leaves=("timestamp",)),
    Fault("too_late", "it arrived more than late_days after its viewing day"),
    Fault("missing_content", "it is a play without content", lacks=("content",)),
    Fault("negative_duration", leaves=("event_details.play_duration",)),
    Fault("impossible_percentage", leaves=("event_details.play_percentage",)),
)
