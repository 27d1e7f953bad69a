"""What the value sets in seeds/ must look like: a class for each file, a field for each column.

A field's metadata says how its column is read and what has to hold for it; reference.py reads
the files and checks them.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar, cast

import numpy as np

from customer_events.values import cells

Texts = tuple[str, ...]
OptionalTexts = tuple[str | None, ...]

CHANNELS = ("email", "push")
MESSAGE_KINDS = ("transactional", "broadcast", "triggered")
TRIGGERS = ("signup", "cancel", "weekly", "idle", "new_episode", "payment", "failed_payment",
            "plan_change", "password")  # fmt: skip


@dataclass(frozen=True)
class Column:
    """How one column is read, and what has to hold for it."""

    parse: Callable[[str], Any] = cells.text
    is_nullable: bool = False
    is_label: bool = False  # a label or price: checked, but no part of what the generator makes
    is_distribution: bool = False  # weights that may not all be zero
    refers_to: str | None = None  # "file.column" that holds every value
    is_complete: bool = False  # and every value there occurs here


def _column(parse: Callable[[str], Any] = cells.text, **options: Any) -> Any:
    return field(metadata={"column": Column(parse, **options)})


def _weights() -> Any:
    return _column(cells.weight, is_distribution=True)


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
    locale: Texts = _column(cells.locale)
    language: Texts = _column(refers_to="languages.language")
    user_share: np.ndarray = _weights()
    marketing_opt_in: np.ndarray = _column(cells.boolean)
    line_speed: np.ndarray = _column(cells.weight)
    is_southern: np.ndarray = _column(cells.boolean)


@_rules(("country_code", "holiday"))
@dataclass(frozen=True, eq=False)
class Holidays(Table):
    country_code: Texts = _column(refers_to="countries.country_code")
    holiday: Texts = _column(is_label=True)
    falls_on: Texts = _column(cells.falls_on)
    lift: np.ndarray = _column(cells.weight)


@_rules(("country_code", "city"), groups=("country_code",))
@dataclass(frozen=True, eq=False)
class Cities(Table):
    country_code: Texts = _column(refers_to="countries.country_code", is_complete=True)
    city: Texts = _column()
    region: Texts = _column()
    timezone: Texts = _column(cells.timezone)
    weight: np.ndarray = _weights()


@_rules(("quality",), ("quality_rank",))
@dataclass(frozen=True, eq=False)
class Qualities(Table):
    quality: Texts = _column()
    quality_rank: np.ndarray = _column(cells.positive_integer)
    min_mbps: np.ndarray = _column(cells.weight)


@_rules(("plan",), ("plan_rank",))
@dataclass(frozen=True, eq=False)
class Plans(Table):
    plan: Texts = _column()
    plan_rank: np.ndarray = _column(cells.positive_integer)
    max_quality: Texts = _column(refers_to="qualities.quality")
    share: np.ndarray = _weights()
    monthly_price_usd: np.ndarray = _column(cells.weight, is_label=True)
    yearly_price_usd: np.ndarray = _column(cells.weight, is_label=True)


@_rules(("billing_cycle",))
@dataclass(frozen=True, eq=False)
class BillingCycles(Table):
    billing_cycle: Texts = _column()
    share: np.ndarray = _weights()
    months: np.ndarray = _column(cells.positive_integer)


@_rules(("service",))
@dataclass(frozen=True, eq=False)
class Services(Table):
    service: Texts = _column()
    share: np.ndarray = _column(cells.probability)


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
    is_serial: np.ndarray = _column(cells.boolean)
    weight: np.ndarray = _weights()
    min_minutes: np.ndarray = _column(cells.positive_integer)
    max_minutes: np.ndarray = _column(cells.positive_integer)
    min_seasons: np.ndarray = _column(cells.positive_integer, is_nullable=True)
    max_seasons: np.ndarray = _column(cells.positive_integer, is_nullable=True)
    min_episodes: np.ndarray = _column(cells.positive_integer, is_nullable=True)
    max_episodes: np.ndarray = _column(cells.positive_integer, is_nullable=True)


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
    day_appeal: np.ndarray = _column(cells.weight)
    evening_appeal: np.ndarray = _column(cells.weight)
    other_speed: np.ndarray = _column(cells.weight)
    max_quality: Texts = _column(refers_to="qualities.quality")


@_rules(("os", "version"), ("os", "position"))
@dataclass(frozen=True, eq=False)
class OperatingSystems(Table):
    os: Texts = _column()
    version: Texts = _column()
    position: np.ndarray = _column(cells.positive_integer)
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
    at_home: np.ndarray = _column(cells.boolean)
    weight: np.ndarray = _weights()
    median_mbps: np.ndarray = _column(cells.positive_integer)


@_rules(("event_type",))
@dataclass(frozen=True, eq=False)
class EventTypes(Table):
    """Labels, since the generator has a number of its own for each."""

    event_type: Texts = _column(is_label=True)
    has_content: np.ndarray = _column(cells.boolean, is_label=True)


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
    lift: np.ndarray = _weights()


@_rules(("color",))
@dataclass(frozen=True, eq=False)
class Colors(Table):
    color: Texts = _column()
    weight: np.ndarray = _weights()


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


@_rules(("language", "pattern"), groups=("language",))
@dataclass(frozen=True, eq=False)
class PostPatterns(Table):
    language: Texts = _column(refers_to="languages.language")
    pattern: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("language", "part", "word"))
@dataclass(frozen=True, eq=False)
class PostWords(Table):
    language: Texts = _column(refers_to="languages.language")
    part: Texts = _column()
    word: Texts = _column()


@_rules(("action_id",), ("message",))
@dataclass(frozen=True, eq=False)
class CioCampaigns(Table):
    """What the company sends. Times are minutes, weekdays 1 to 7, dates numbers; none is 0."""

    action_id: np.ndarray = _column(cells.positive_integer)
    message: Texts = _column()
    campaign_id: np.ndarray = _column(cells.positive_integer)
    campaign: Texts = _column()
    channel: Texts = _column(cells.one_of(*CHANNELS))
    kind: Texts = _column(cells.one_of(*MESSAGE_KINDS))
    trigger: Texts = _column(cells.one_of(*TRIGGERS))
    days_after: np.ndarray = _column(cells.days, is_nullable=True)
    weekday: np.ndarray = _column(cells.weekday, is_nullable=True)
    local_time: np.ndarray = _column(cells.minute, is_nullable=True)
    starts_on: np.ndarray = _column(cells.day, is_nullable=True)
    ends_on: np.ndarray = _column(cells.day, is_nullable=True)
    audience_pct: np.ndarray = _column(cells.percentage)
    holdout_pct: np.ndarray = _column(cells.percentage)
    open_pct: np.ndarray = _column(cells.percentage)
    click_pct: np.ndarray = _column(cells.percentage)
    subject: Texts = _column(is_label=True)


@_rules(("name",))
@dataclass(frozen=True, eq=False)
class Behaviour(Table):
    """Numbers by name; constants.py says which there are, and what each takes."""

    name: Texts = _column()
    value: tuple[Any, ...] = _column(cells.numbers)
    unit: Texts = _column(is_label=True)
    source: Texts = _column(is_label=True)
    moves: Texts = _column(is_label=True)

    @property
    def values(self) -> dict[str, Any]:
        """The numbers of each constant."""
        return dict(zip(self.name, self.value, strict=True))


@dataclass(frozen=True, eq=False)
class Reference:
    """Every value set, and a digest of what the generator reads of them."""

    countries: Countries
    holidays: Holidays
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
    behaviour: Behaviour
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
