"""The value sets in seeds/: what each file must look like, read once and checked.

dbt loads the same files as tables. Here they become one frozen `Reference` of column tables:
`reference.plans.plan` is a tuple of names, `reference.plans.share` an array, row by row.
The classes below are the specification; a field's metadata says how its column is read.
"""

import csv
import dataclasses
import hashlib
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from customer_events.errors import ReferenceError

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

Texts = tuple[str, ...]
OptionalTexts = tuple[str | None, ...]

_PART = re.compile(r"\{([^{}]*)\}")


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


_ARRAY_TYPES: dict[Callable[[str], Any], Any] = {
    _integer: np.int64,
    _positive_integer: np.int64,
    _number: np.float64,
    _weight: np.float64,
    _probability: np.float64,
    _boolean: np.bool_,
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


def _rules(
    *keys: tuple[str, ...],
    ranges: tuple[tuple[str, str], ...] = (),
    groups: tuple[str, ...] = (),
) -> Callable[[type], type]:
    def decorate(table: type) -> type:
        table.keys, table.ranges, table.groups = keys, ranges, groups
        return table

    return decorate


@_rules(("country_code",), ("country_name",))
@dataclass(frozen=True, eq=False)
class Countries(Table):
    country_code: Texts = _column()
    country_name: Texts = _column(is_label=True)
    region: Texts = _column(is_label=True)
    sub_region: Texts = _column(is_label=True)
    currency: Texts = _column(is_label=True)
    locale: Texts = _column(_locale)
    language: Texts = _column(refers_to="languages.language")
    user_share: np.ndarray = _weights()


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
    weight: np.ndarray = _weights()


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


@_rules(("device_type", "os", "model"), groups=("device_type",))
@dataclass(frozen=True, eq=False)
class Devices(Table):
    device_type: Texts = _column(refers_to="device_types.device_type", is_complete=True)
    os: Texts = _column(refers_to="operating_systems.os")
    model: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("device_type", "network_type"), groups=("device_type",))
@dataclass(frozen=True, eq=False)
class DeviceNetworks(Table):
    device_type: Texts = _column(refers_to="device_types.device_type", is_complete=True)
    network_type: Texts = _column()
    weight: np.ndarray = _weights()
    median_mbps: np.ndarray = _column(_positive_integer)


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


@_rules(("pattern",))
@dataclass(frozen=True, eq=False)
class TitlePatterns(Table):
    pattern: Texts = _column()
    weight: np.ndarray = _weights()


@_rules(("part", "word"))
@dataclass(frozen=True, eq=False)
class TitleWords(Table):
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


@dataclass(frozen=True, eq=False)
class Reference:
    """Every value set, and a digest of what the generator reads of them."""

    countries: Countries
    cities: Cities
    qualities: Qualities
    plans: Plans
    billing_cycles: BillingCycles
    services: Services
    providers: Providers
    genres: Genres
    languages: Languages
    content_types: ContentTypes
    device_types: DeviceTypes
    operating_systems: OperatingSystems
    devices: Devices
    device_networks: DeviceNetworks
    actions: Actions
    algorithms: Algorithms
    colors: Colors
    title_patterns: TitlePatterns
    title_words: TitleWords
    post_patterns: PostPatterns
    post_words: PostWords
    digest: str


TABLES: dict[str, type[Table]] = {
    each.name: each.type for each in dataclasses.fields(Reference) if each.name != "digest"
}


@dataclass(frozen=True)
class _File:
    """One file's values and the lines they stand on."""

    path: str
    values: dict[str, list[Any]]
    lines: list[int]

    def refuse(self, row: int, what: str) -> ReferenceError:
        return ReferenceError(f"{self.path}, line {self.lines[row]}: {what}")


def load(seeds: Path | str = SEEDS) -> Reference:
    """The value sets of a folder; a ReferenceError names the first line that can't be used."""
    seeds = Path(seeds)
    files = {name: _read(seeds / f"{name}.csv", table) for name, table in TABLES.items()}
    for name, table in TABLES.items():
        _check_keys(files[name], table)
        _check_ranges(files[name], table)
        _check_weights(files[name], table)
        _check_references(files, name, table)
    _check_content_types(files["content_types"])
    _check_providers(files["providers"])
    _check_qualities(files["qualities"])
    _check_patterns(files["title_patterns"], files["title_words"])
    _check_patterns(files["post_patterns"], files["post_words"])
    tables = {name: _freeze(files[name], table) for name, table in TABLES.items()}
    return Reference(**tables, digest=_digest(files))


def columns(table: type[Table]) -> dict[str, Column]:
    """The columns of a file, in the specification's order."""
    return {each.name: each.metadata["column"] for each in dataclasses.fields(table)}


def _read(path: Path, table: type[Table]) -> _File:
    shown = f"{path.parent.name}/{path.name}"
    wanted = columns(table)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except FileNotFoundError as error:
        raise ReferenceError(f"{shown}: the file is missing") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceError(f"{shown}: can't be read as a CSV file in UTF-8: {error}") from error
    if not rows:
        raise ReferenceError(f"{shown}: the file is empty")
    header_line, header = rows[0]
    for name in header:
        if header.count(name) > 1:
            raise ReferenceError(f"{shown}, line {header_line}: column {name} appears twice")
    if missing := [name for name in wanted if name not in header]:
        raise ReferenceError(f"{shown}, line {header_line}: column {missing[0]} is missing")
    if len(rows) == 1:
        raise ReferenceError(f"{shown}: the file has no rows below its header")

    file = _File(shown, {name: [] for name in wanted}, [line for line, _ in rows[1:]])
    for row, (_, cells) in enumerate(rows[1:]):
        if len(cells) != len(header):
            raise file.refuse(row, f"has {len(cells)} cells, the header has {len(header)}")
        by_name = dict(zip(header, cells, strict=True))
        for name, column in wanted.items():
            file.values[name].append(_value(file, row, name, column, by_name[name]))
    return file


def _value(file: _File, row: int, name: str, column: Column, cell: str) -> Any:
    if not cell:
        if column.is_nullable:
            return None
        raise file.refuse(row, f"{name} is empty")
    try:
        return column.parse(cell)
    except ValueError as error:
        raise file.refuse(row, f"{name} '{cell}' {error}") from None


def _check_keys(file: _File, table: type[Table]) -> None:
    for key in table.keys:
        first_rows: dict[tuple[Any, ...], int] = {}
        for row, values in enumerate(zip(*(file.values[name] for name in key), strict=True)):
            first = first_rows.setdefault(values, row)
            if first != row:
                shown = ", ".join(
                    f"{name} '{value}'" for name, value in zip(key, values, strict=True)
                )
                raise file.refuse(row, f"{shown} appears twice (first in line {file.lines[first]})")


def _check_ranges(file: _File, table: type[Table]) -> None:
    for least, most in table.ranges:
        pairs = zip(file.values[least], file.values[most], strict=True)
        for row, (low, high) in enumerate(pairs):
            if low is not None and high is not None and low > high:
                raise file.refuse(row, f"{least} {low} is above {most} {high}")


def _check_weights(file: _File, table: type[Table]) -> None:
    for name, column in columns(table).items():
        if not column.is_distribution:
            continue
        totals: dict[tuple[Any, ...], float] = {}
        for row, weight in enumerate(file.values[name]):
            group = tuple(file.values[each][row] for each in table.groups)
            totals[group] = totals.get(group, 0) + weight
        for group, total in totals.items():
            if not total > 0:
                where = "".join(f" of {value}" for value in group)
                raise ReferenceError(f"{file.path}: every {name}{where} is 0")


def _check_references(files: dict[str, _File], file_name: str, table: type[Table]) -> None:
    file = files[file_name]
    for name, column in columns(table).items():
        if column.refers_to is None:
            continue
        other_name, other_column = column.refers_to.split(".")
        other = files[other_name]
        known = set(other.values[other_column])
        for row, value in enumerate(file.values[name]):
            if value is not None and value not in known:
                raise file.refuse(row, f"{name} '{value}' is not in {other.path}")
        if column.is_complete:
            used = set(file.values[name])
            for row, value in enumerate(other.values[other_column]):
                if value not in used:
                    raise other.refuse(row, f"{other_column} '{value}' has no row in {file.path}")


def _check_content_types(file: _File) -> None:
    """Seasons and episodes go with the serial types, and with no other."""
    for name in ("min_seasons", "max_seasons", "min_episodes", "max_episodes"):
        pairs = zip(file.values["is_serial"], file.values[name], strict=True)
        for row, (is_serial, value) in enumerate(pairs):
            if is_serial and value is None:
                raise file.refuse(row, f"{name} is empty, but is_serial is true")
            if not is_serial and value is not None:
                raise file.refuse(row, f"{name} is {value}, but is_serial is false")


def _check_providers(file: _File) -> None:
    """A subscriber without a connected service has to find something to play."""
    pairs = zip(file.values["service"], file.values["weight"], strict=True)
    if not any(service is None and weight > 0 for service, weight in pairs):
        raise ReferenceError(f"{file.path}: no provider with a weight is without a service")


def _check_qualities(file: _File) -> None:
    """Whoever has too little bandwidth for a better quality gets the one that needs none."""
    if 0 not in file.values["min_mbps"]:
        raise ReferenceError(f"{file.path}: no quality has min_mbps 0")


def _check_patterns(patterns: _File, words: _File) -> None:
    """Every {part} of a pattern has words."""
    known = set(words.values["part"])
    for row, pattern in enumerate(patterns.values["pattern"]):
        for part in _PART.findall(pattern):
            if part not in known:
                raise patterns.refuse(row, f"part '{part}' has no word in {words.path}")
        if set("{}") & set(_PART.sub("", pattern)):
            raise patterns.refuse(row, f"pattern '{pattern}' has a brace without its pair")


def _freeze(file: _File, table: type[Table]) -> Table:
    frozen: dict[str, Any] = {}
    for name, column in columns(table).items():
        values = file.values[name]
        if column.parse in _ARRAY_TYPES:
            array = np.array(
                [0 if value is None else value for value in values],
                dtype=_ARRAY_TYPES[column.parse],
            )
            array.flags.writeable = False
            frozen[name] = array
        else:
            frozen[name] = tuple(values)
    return table(**frozen)


def _digest(files: dict[str, _File]) -> str:
    """Over the values that the generator reads, so that 0.10 is 0.1 and a price may change."""
    hashed = hashlib.sha256()
    for file_name, table in TABLES.items():
        for name, column in columns(table).items():
            if not column.is_label:
                hashed.update(repr((file_name, name, files[file_name].values[name])).encode())
    return hashed.hexdigest()
