"""What the value sets in seeds/ must look like: a class for each file, a field for each column.

A field's metadata says how its column is read and what has to hold for it; reference.py reads
the files and checks them.
"""

import dataclasses
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar, cast

import numpy as np

from customer_events.kit.days import number

Texts = tuple[str, ...]
OptionalTexts = tuple[str | None, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CHANNELS = ("email", "push")
MESSAGE_KINDS = ("transactional", "broadcast", "triggered")
TRIGGERS = ("signup", "cancel", "weekly", "idle", "new_episode", "payment", "failed_payment",
            "plan_change", "password")  # fmt: skip
MOST_DAYS_AFTER = 90


# Kinds of values: text in, value out, or a ValueError that says what is allowed.


def _text(cell: str) -> str:
    return cell


def _integer(cell: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", cell):
        raise ValueError("is not a whole number")
    return int(cell)


def _number(cell: str) -> float:
    # Only plain decimals, so that DuckDB reads the same value from the same file.
    if not re.fullmatch(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)", cell):
        raise ValueError("is not a number")
    return float(cell)


def _positive_integer(cell: str) -> int:
    value = _integer(cell)
    if value < 1:
        raise ValueError("must be 1 or more")
    return value


def _weight(cell: str) -> float:
    value = _number(cell)
    if value < 0:
        raise ValueError("is negative; a weight is 0 or more")
    return value


def _probability(cell: str) -> float:
    value = _number(cell)
    if not 0 <= value <= 1:
        raise ValueError("must lie between 0 and 1")
    return value


def _boolean(cell: str) -> bool:
    if cell.lower() not in ("true", "false"):
        raise ValueError("must be true or false")
    return cell.lower() == "true"


def _timezone(cell: str) -> str:
    try:
        zoneinfo.ZoneInfo(cell)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is not a time zone of the IANA database") from error
    return cell


def _locale(cell: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", cell):
        raise ValueError("must look like en_US")
    return cell


def _percentage(cell: str) -> float:
    value = _number(cell)
    if not 0 <= value <= 100:
        raise ValueError("must lie between 0 and 100")
    return value


def _one_of(*names: str) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        if cell not in names:
            raise ValueError(f"is not one of {', '.join(names)}")
        return cell

    return parse


def _days(cell: str) -> int:
    value = _integer(cell)
    if not 0 <= value <= MOST_DAYS_AFTER:
        raise ValueError(f"must lie between 0 and {MOST_DAYS_AFTER}")
    return value


def _date(cell: str) -> int:
    try:
        return number(date.fromisoformat(cell))
    except ValueError:
        raise ValueError("is not a date such as 2025-01-31") from None


def _weekday(cell: str) -> int:
    if cell not in WEEKDAYS:
        raise ValueError(f"is not one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(cell) + 1


def _minute(cell: str) -> int:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", cell):
        raise ValueError("is not a time such as 18:00")
    return int(cell[:2]) * 60 + int(cell[3:]) or 24 * 60  # midnight is not 0, which says none


ARRAY_TYPES: dict[Callable[[str], Any], Any] = {
    _integer: np.int64,
    _positive_integer: np.int64,
    _number: np.float64,
    _weight: np.float64,
    _probability: np.float64,
    _boolean: np.bool_,
    _percentage: np.float64,
    _days: np.int64,
    _date: np.int64,
    _weekday: np.int64,
    _minute: np.int64,
}


@dataclass(frozen=True)
class Column:
    """How one column is read, and what has to hold for it."""

    parse: Callable[[str], Any] = _text
    is_nullable: bool = False
    is_label: bool = False  # a label or price: checked, but no part of what the generator makes
    is_distribution: bool = False  # weights that may not all be zero
    refers_to: str | None = None  # "file.column" that holds every value
    is_complete: bool = False  # and every value there occurs here


def _column(parse: Callable[[str], Any] = _text, **options: Any) -> Any:
    return field(metadata={"column": Column(parse, **options)})


def _weights() -> Any:
    return _column(_weight, is_distribution=True)


# The tables, one class for each file.


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length, in the order of the file's rows."""

    keys: ClassVar[tuple[tuple[str, ...], ...]] = ()  # each one unique
    ranges: ClassVar[tuple[tuple[str, str], ...]] = ()  # columns that hold the least and the most
    groups: ClassVar[tuple[str, ...]] = ()  # within which the weights may not all be zero

    def __len__(self) -> int:
        return len(getattr(self, dataclasses.fields(self)[0].name))


OneTable = TypeVar("OneTable", bound=Table)


def _rules(
    *keys: tuple[str, ...],
    ranges: tuple[tuple[str, str], ...] = (),
    groups: tuple[str, ...] = (),
) -> Callable[[type[OneTable]], type[OneTable]]:
    def decorate(table: type[OneTable]) -> type[OneTable]:
        table.keys, table.ranges, table.groups = keys, ranges, groups
        return table

    return decorate


@_rules(("country_code",), ("country_name",))
@dataclass(frozen=True, eq=False)
class Countries(Table):
    country_code: Texts = _column()
    country_name: Texts = _column(is_label=True)
    continent: Texts = _column(is_label=True)
    subcontinent: Texts = _column(is_label=True)
    currency: Texts = _column(is_label=True)
    locale: Texts = _column(_locale)
    language: Texts = _column(refers_to="languages.language")
    user_share: np.ndarray = _weights()
    marketing_opt_in: np.ndarray = _column(_boolean)


@_rules(("country_code", "city"), groups=("country_code",))
@dataclass(frozen=True, eq=False)
class Cities(Table):
    country_code: Texts = _column(refers_to="countries.country_code", is_complete=True)
    city: Texts = _column()
    region: Texts = _column()
    timezone: Texts = _column(_timezone)
    weight: np.ndarray = _weights()


@_rules(("quality",), ("quality_rank",))
@dataclass(frozen=True, eq=False)
class Qualities(Table):
    quality: Texts = _column()
    quality_rank: np.ndarray = _column(_positive_integer)
    min_mbps: np.ndarray = _column(_weight)


@_rules(("plan",), ("plan_rank",))
@dataclass(frozen=True, eq=False)
class Plans(Table):
    plan: Texts = _column()
    plan_rank: np.ndarray = _column(_positive_integer)
    max_quality: Texts = _column(refers_to="qualities.quality")
    share: np.ndarray = _weights()
    monthly_price_usd: np.ndarray = _column(_weight, is_label=True)
    yearly_price_usd: np.ndarray = _column(_weight, is_label=True)


@_rules(("billing_cycle",))
@dataclass(frozen=True, eq=False)
class BillingCycles(Table):
    billing_cycle: Texts = _column()
    share: np.ndarray = _weights()
    months: np.ndarray = _column(_positive_integer)


@_rules(("service",))
@dataclass(frozen=True, eq=False)
class Services(Table):
    service: Texts = _column()
    share: np.ndarray = _column(_probability)


@_rules(("service", "country_code"))
@dataclass(frozen=True, eq=False)
class ServiceCountries(Table):
    service: Texts = _column(refers_to="services.service", is_complete=True)
    country_code: Texts = _column(refers_to="countries.country_code")


@_rules(("provider",))
@dataclass(frozen=True, eq=False)
class Providers(Table):
    provider: Texts = _column()
    service: OptionalTexts = _column(is_nullable=True, refers_to="services.service")
    weight: np.ndarray = _weights()


@_rules(("genre",))
@dataclass(frozen=True, eq=False)
class Genres(Table):
    genre: Texts = _column()


@_rules(("language",), ("language_code",))
@dataclass(frozen=True, eq=False)
class Languages(Table):
    language: Texts = _column()
    language_code: Texts = _column(is_label=True)
    share: np.ndarray = _weights()


@_rules(
    ("content_type",),
    ranges=(
        ("min_minutes", "max_minutes"),
        ("min_seasons", "max_seasons"),
        ("min_episodes", "max_episodes"),
    ),
)
@dataclass(frozen=True, eq=False)
class ContentTypes(Table):
    """Seasons and episodes are 0 where the type has none."""

    content_type: Texts = _column()
    is_serial: np.ndarray = _column(_boolean)
    weight: np.ndarray = _weights()
    min_minutes: np.ndarray = _column(_positive_integer)
    max_minutes: np.ndarray = _column(_positive_integer)
    min_seasons: np.ndarray = _column(_positive_integer, is_nullable=True)
    max_seasons: np.ndarray = _column(_positive_integer, is_nullable=True)
    min_episodes: np.ndarray = _column(_positive_integer, is_nullable=True)
    max_episodes: np.ndarray = _column(_positive_integer, is_nullable=True)


@_rules(("content_type", "genre"), groups=("content_type",))
@dataclass(frozen=True, eq=False)
class ContentTypeGenres(Table):
    content_type: Texts = _column(refers_to="content_types.content_type", is_complete=True)
    genre: Texts = _column(refers_to="genres.genre", is_complete=True)
    weight: np.ndarray = _weights()


@_rules(("device_type",))
@dataclass(frozen=True, eq=False)
class DeviceTypes(Table):
    device_type: Texts = _column()
    share: np.ndarray = _weights()
    max_quality: Texts = _column(refers_to="qualities.quality")


@_rules(("os", "version"), ("os", "position"))
@dataclass(frozen=True, eq=False)
class OperatingSystems(Table):
    os: Texts = _column()
    version: Texts = _column()
    position: np.ndarray = _column(_positive_integer)
    drm: Texts = _column()


@_rules(("device_type", "os", "model"), groups=("device_type",))
@dataclass(frozen=True, eq=False)
class DeviceModels(Table):
    device_type: Texts = _column(refers_to="device_types.device_type", is_complete=True)
    os: Texts = _column(refers_to="operating_systems.os")
    model: Texts = _column()
    first_version: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("device_type", "network_type"), groups=("device_type",))
@dataclass(frozen=True, eq=False)
class DeviceNetworks(Table):
    device_type: Texts = _column(refers_to="device_types.device_type", is_complete=True)
    network_type: Texts = _column()
    weight: np.ndarray = _weights()
    median_mbps: np.ndarray = _column(_positive_integer)


@_rules(("event_type",))
@dataclass(frozen=True, eq=False)
class EventTypes(Table):
    """Labels, since the generator has a number of its own for each."""

    event_type: Texts = _column(is_label=True)
    has_content: np.ndarray = _column(_boolean, is_label=True)


@_rules(("action_type",))
@dataclass(frozen=True, eq=False)
class Actions(Table):
    action_type: Texts = _column()
    weight: np.ndarray = _weights()
    fields: OptionalTexts = _column(is_nullable=True)


@_rules(("algorithm",))
@dataclass(frozen=True, eq=False)
class Algorithms(Table):
    algorithm: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("color",))
@dataclass(frozen=True, eq=False)
class Colors(Table):
    color: Texts = _column()


@_rules(("language", "pattern"), groups=("language",))
@dataclass(frozen=True, eq=False)
class TitlePatterns(Table):
    language: Texts = _column(refers_to="languages.language", is_complete=True)
    pattern: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("language", "part", "word"))
@dataclass(frozen=True, eq=False)
class TitleWords(Table):
    language: Texts = _column(refers_to="languages.language")
    part: Texts = _column()
    word: Texts = _column()


@_rules(("pattern",))
@dataclass(frozen=True, eq=False)
class PostPatterns(Table):
    pattern: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("part", "word"))
@dataclass(frozen=True, eq=False)
class PostWords(Table):
    part: Texts = _column()
    word: Texts = _column()


@_rules(("action_id",), ("message",))
@dataclass(frozen=True, eq=False)
class CioCampaigns(Table):
    """What the company sends. Times are minutes, weekdays 1 to 7, dates numbers; none is 0."""

    action_id: np.ndarray = _column(_positive_integer)
    message: Texts = _column()
    campaign_id: np.ndarray = _column(_positive_integer)
    campaign: Texts = _column()
    channel: Texts = _column(_one_of(*CHANNELS))
    kind: Texts = _column(_one_of(*MESSAGE_KINDS))
    trigger: Texts = _column(_one_of(*TRIGGERS))
    days_after: np.ndarray = _column(_days, is_nullable=True)
    weekday: np.ndarray = _column(_weekday, is_nullable=True)
    local_time: np.ndarray = _column(_minute, is_nullable=True)
    starts_on: np.ndarray = _column(_date, is_nullable=True)
    ends_on: np.ndarray = _column(_date, is_nullable=True)
    audience_pct: np.ndarray = _column(_percentage)
    holdout_pct: np.ndarray = _column(_percentage)
    open_pct: np.ndarray = _column(_percentage)
    click_pct: np.ndarray = _column(_percentage)
    subject: Texts = _column(is_label=True)


@dataclass(frozen=True, eq=False)
class Reference:
    """Every value set, and a digest of what the generator reads of them."""

    countries: Countries
    cities: Cities
    qualities: Qualities
    plans: Plans
    billing_cycles: BillingCycles
    services: Services
    service_countries: ServiceCountries
    providers: Providers
    genres: Genres
    languages: Languages
    content_types: ContentTypes
    content_type_genres: ContentTypeGenres
    device_types: DeviceTypes
    operating_systems: OperatingSystems
    device_models: DeviceModels
    device_networks: DeviceNetworks
    event_types: EventTypes
    actions: Actions
    algorithms: Algorithms
    colors: Colors
    title_patterns: TitlePatterns
    title_words: TitleWords
    post_patterns: PostPatterns
    post_words: PostWords
    cio_campaigns: CioCampaigns
    digest: str


TABLES: dict[str, type[Table]] = {
    each.name: cast(type[Table], each.type)
    for each in dataclasses.fields(Reference)
    if each.name != "digest"
}


def columns(table: type[Table]) -> dict[str, Column]:
    """The columns of a file, in the specification's order."""
    return {each.name: each.metadata["column"] for each in dataclasses.fields(table)}
