"""The value sets in seeds/, read once and checked against their specification.

dbt loads the same files as tables. Here they become one frozen `Reference` of column tables:
`reference.plans.plan` is a tuple of names, `reference.plans.share` an array, row by row.
"""

import csv
import hashlib
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from customer_events.kit.days import as_date
from customer_events.kit.errors import ReferenceError
from customer_events.values.cells import ARRAY_TYPES
from customer_events.values.constants import DECLARED, Constants, constants
from customer_events.values.value_sets import TABLES, Column, Reference, Table, columns

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "seeds"  # in a wheel; in the checkout they lie at its top
SEEDS = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parents[1] / "seeds"

NEEDS = {  # what a message must say besides its trigger
    "signup": ("days_after",),
    "cancel": ("days_after",),
    "weekly": ("weekday", "local_time"),
    "idle": ("days_after", "local_time"),
    "new_episode": ("local_time",),
}
POST_FACTS = ("title", "genre", "number", "score")  # parts of posts that are no words
SERIES_FACTS = ("season", "episode")  # the same, of posts about series
POST_NEEDS = ("emoji", "tag", "edit", "closer")  # what is added to posts
_PART = re.compile(r"\{([^{}]*)\}")


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
    _check_networks(files["device_networks"])
    _check_devices(files["device_models"], files["operating_systems"])
    _check_patterns(files["title_patterns"], files["title_words"])
    _check_posts(files["post_patterns"], files["post_words"])
    _check_campaigns(files["cio_campaigns"])
    _constants(files["behaviour"])
    tables: dict[str, Any] = {name: _freeze(files[name], table) for name, table in TABLES.items()}
    return Reference(**tables, digest=_digest(files))


def behaviour(seeds: Path | str = SEEDS) -> Constants:
    """The constants of behaviour.csv alone, checked and typed."""
    file = _read(Path(seeds) / "behaviour.csv", TABLES["behaviour"])
    _check_keys(file, TABLES["behaviour"])
    return _constants(file)


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


def _check_networks(file: _File) -> None:
    """Every type of device has a network at home, the one it keeps to."""
    weights = zip(file.values["device_type"], file.values["at_home"], file.values["weight"],
                  strict=True)  # fmt: skip
    at_home = {name for name, is_home, weight in weights if is_home and weight > 0}
    for row, name in enumerate(file.values["device_type"]):
        if name not in at_home:
            raise file.refuse(row, f"no network of {name} is at home")


def _check_devices(devices: _File, systems: _File) -> None:
    """Every model comes with a version that its system has."""
    known = set(zip(systems.values["os"], systems.values["version"], strict=True))
    pairs = zip(devices.values["os"], devices.values["first_version"], strict=True)
    for row, (system, version) in enumerate(pairs):
        if (system, version) not in known:
            raise devices.refuse(
                row, f"first_version '{version}' is not one of {system} in {systems.path}"
            )


def _check_campaigns(file: _File) -> None:
    """A message has what its trigger asks for, and does not end before it starts."""
    rows = [
        dict(zip(file.values, row, strict=True)) for row in zip(*file.values.values(), strict=True)
    ]
    for row, message in enumerate(rows):
        first, last = message["starts_on"], message["ends_on"]
        if first is not None and last is not None and last < first:
            raise file.refuse(row, f"ends_on {as_date(last)} is before starts_on {as_date(first)}")
        trigger = message["trigger"]
        needs = NEEDS.get(trigger, ())
        if message["days_after"] and trigger in ("signup", "cancel"):
            needs = (*needs, "local_time")
        for name in needs:
            if message[name] is None:
                raise file.refuse(row, f"{name} is empty, but trigger is {trigger}")
        if message["click_pct"] > message["open_pct"]:
            raise file.refuse(
                row, f"click_pct {message['click_pct']} is above open_pct {message['open_pct']}"
            )


def _check_patterns(patterns: _File, words: _File) -> None:
    """Every {part} of a pattern has words of its language."""
    known = set(zip(words.values["language"], words.values["part"], strict=True))
    for row, pattern in enumerate(patterns.values["pattern"]):
        language = patterns.values["language"][row]
        for part in _parts(patterns, row, pattern):
            if (language, part) not in known:
                raise patterns.refuse(
                    row, f"part '{part}' has no word in {language} in {words.path}"
                )


def _check_posts(patterns: _File, words: _File) -> None:
    """Every {part} is a fact or has words; those in words have words without such parts."""
    first = patterns.values["language"][0]
    known = set(zip(words.values["language"], words.values["part"], strict=True))
    cells = list(zip(*(words.values[name] for name in ("language", "part", "word")), strict=True))
    nested = {part for _, part, word in cells if set(_PART.findall(word)) - set(POST_FACTS)}
    for part in POST_NEEDS:
        if (first, part) not in known:
            raise ReferenceError(f"{words.path}: part '{part}' has no word in {first}")
    rows = zip(patterns.values["language"], patterns.values["pattern"], strict=True)
    for row, (language, pattern) in enumerate(rows):
        for part in set(_parts(patterns, row, pattern)) - {*POST_FACTS, *SERIES_FACTS}:
            if not {(language, part), (first, part)} & known:
                raise patterns.refuse(
                    row, f"part '{part}' has no word in {language} in {words.path}"
                )
    for row, (language, _, word) in enumerate(cells):
        for part in set(_parts(words, row, word)) - set(POST_FACTS):
            if part in nested or not {(language, part), (first, part)} & known:
                raise words.refuse(row, f"part '{part}' has no word in {language} without a part")


def _parts(file: _File, row: int, text: str) -> list[str]:
    """The parts of a pattern or word."""
    if set("{}") & set(_PART.sub("", text)):
        raise file.refuse(row, f"pattern '{text}' has a brace without its pair")
    parts: list[str] = _PART.findall(text)
    return parts


def _constants(file: _File) -> Constants:
    """Every declared constant has a row, every row is declared, and every value is allowed."""
    values = {}
    for row, (name, cell) in enumerate(zip(file.values["name"], file.values["value"], strict=True)):
        if name not in DECLARED:
            near = get_close_matches(name, DECLARED, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise file.refuse(row, f"name '{name}' is no constant of the generator{meant}")
        try:
            values[name] = DECLARED[name].parse(cell)
        except ValueError:
            shown = " ".join(":".join(f"{part:g}" for part in each) for each in cell)
            takes = DECLARED[name].takes
            raise file.refuse(row, f"{name} is {shown}; it takes {takes}") from None
    if missing := [name for name in DECLARED if name not in values]:
        name = missing[0]
        raise ReferenceError(f"{file.path}: {name} has no row; it takes {DECLARED[name].takes}")
    return constants(values)


def _freeze(file: _File, table: type[Table]) -> Table:
    frozen: dict[str, Any] = {}
    for name, column in columns(table).items():
        values = file.values[name]
        if column.parse in ARRAY_TYPES:
            array = np.array(
                [0 if value is None else value for value in values],
                dtype=ARRAY_TYPES[column.parse],
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
