"""The ymls that the contract of an event decides: columns with their texts, and their tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent, wrap

from customer_events.contract import FAULTS
from reelhouse.contract import columns
from reelhouse.contract.columns import SQL_TYPES, Column
from reelhouse.contract.words import listed, told

WIDTH = 92  # within the lists of a yml, which are indented
FIXED = "\u00a0"  # a blank at which no line ends
MISSING = "Missing in some broken arrivals."
WRONG = "Missing or wrong in some broken arrivals."


def raw_columns() -> str:
    """Every column of the raw table with its type."""
    return "\n".join(_raw(each) for each in columns.arrival())


def raw_tests() -> str:
    """What holds for every arrival, however broken."""
    return _tests(_sound(columns.arrival()), is_known=False, is_clean=False)


def arrival_columns() -> str:
    """The columns of an arrival, nested."""
    return "\n".join(_plain(each, _of_arrivals(each)) for each in columns.arrival())


def accepted_columns() -> str:
    """The columns of an arrival that counts, but for its instants."""
    return _plain_columns(columns.arrival())


def accepted_tests() -> str:
    """What holds for every arrival that counts."""
    return _tests([_as_staged(each) for each in columns.arrival()], is_clean=False)


def event_columns() -> str:
    """The columns of a flat event, but for its instants."""
    return _plain_columns(columns.event())


def event_tests() -> str:
    """What holds for every event."""
    return _tests(columns.event())


def item_columns(name: str) -> str:
    """The columns of an entry of a list."""
    return "\n".join(_plain(each) for each in _in_order(columns.item(name)))


def item_tests(name: str) -> str:
    """What holds for every entry of a list."""
    return _tests(columns.item(name))


def reason() -> str:
    """The column that says why an arrival is broken."""
    reasons = ", ".join(f"{each.reason} ({told(each)})" for each in FAULTS)
    says = f"Why the arrival is broken, by the first reason that applies: {reasons}."
    lines = ["- name: reason", "  description: >", *(f"    {each}" for each in wrap(says, 88))]
    lines += ["  data_tests:", "    - accepted_values:", "        arguments:"]
    lines += ["          values:", *_flow([each.reason for each in FAULTS], 12)]
    return "\n".join(lines)


def _plain_columns(shown: Iterable[Column]) -> str:
    return "\n".join(_plain(each) for each in _in_order(shown) if each.section != "timestamps")


def _in_order(shown: Iterable[Column]) -> list[Column]:
    return sorted(shown, key=lambda each: columns.SECTIONS.index(each.section))


def _plain(one: Column, more: str = "") -> str:
    return f'- {{name: {one.name}, description: "{_doc(one, more)}"}}'


def _raw(one: Column) -> str:
    more = _of_arrivals(one)
    if one.field.kind not in ("group", "list"):
        type_ = SQL_TYPES[one.field.kind]
        return f'- {{name: {one.name}, data_type: {type_}, description: "{_doc(one, more)}"}}'
    fields = columns.struct(columns.find(one.name)).items()
    type_ = f"struct({listed(f'{name}{FIXED}{each}' for name, each in fields)})"
    type_ += "[]" if one.field.kind == "list" else ""
    lines = [f"- name: {one.name}", f'  description: "{_doc(one, more)}"', "  data_type: >"]
    return "\n".join([*lines, *(f"    {each.replace(FIXED, ' ')}" for each in wrap(type_, 86))])


def _doc(one: Column, more: str = "") -> str:
    return f"{{{{ doc('{one.block}') }}}}{' ' if more else ''}{more}"


def _of_arrivals(one: Column) -> str:
    """What a column of raw can hold that one of staging can't."""
    if one.field.kind == "list":
        return "Null or empty if there are none."
    lacking = {path for fault in FAULTS for path in fault.lacks}
    if one.name not in lacking:
        return ""
    is_plain = one.field.kind == "identifier" or one.field.kind == "group"
    return MISSING if is_plain else WRONG


def _sound(shown: Iterable[Column]) -> list[Column]:
    """The columns that are in order even in an arrival that is broken."""
    broken = {path for fault in FAULTS for path in (*fault.lacks, *fault.leaves)}
    return [each for each in shown if each.name not in broken]


def _as_staged(one: Column) -> Column:
    name = one.field.column or one.name
    return Column(name, one.path, one.field, one.is_nullable, one.text)


def _tests(shown: Sequence[Column], *, is_known: bool = True, is_clean: bool = True) -> str:
    filled = [each.name for each in shown if not _may_be_null(each)]
    keys = [each for each in shown if is_known and _leads_somewhere(each)]
    rules = [rule for each in shown for rule in _rules(each, is_clean=is_clean)]
    lines = ["- rows_satisfy:", "    arguments:", *_argument("not_null", filled)]
    if keys:
        lines += ["      references:"]
        lines += [f"        {each.name}: {each.field.values}" for each in keys]
    if rules:
        lines += ["      rules:"]
        lines += [f"        - {each}" for each in rules]
    return "\n".join(lines)


def _argument(name: str, names: Sequence[str]) -> list[str]:
    line = f"      {name}: [{listed(names)}]"
    return [line] if len(line) <= WIDTH - 6 else [f"      {name}:", *_flow(names, 8)]


def _may_be_null(one: Column) -> bool:
    return one.is_nullable or one.field.kind == "list" or one.field.since > 1


def _leads_somewhere(one: Column) -> bool:
    return one.field.kind in ("name", "code") and isinstance(one.field.values, str)


def _rules(one: Column, *, is_clean: bool) -> list[str]:
    """The ranges of a column, as expressions on a row."""
    field, found = one.field, list[str]()
    if isinstance(field.values, tuple) and is_clean:
        found.append(f"{one.name} in ({', '.join(map(repr, field.values))})")
    if field.high is not None:
        found.append(f"{one.name} between {field.low:g} and {field.high:g}")
    elif field.low is not None:
        found.append(f"{one.name} >= {field.low:g}")
    if field.not_after:
        found.append(f"{one.name} <= {_staged(field.not_after)}")
    if field.not_before:
        found.append(f"{one.name} >= {_staged(field.not_before)}")
    return found


def _staged(path: str) -> str:
    field = columns.find(path).field
    return field.column or path


def _flow(names: Sequence[str], by: int) -> list[str]:
    lines = wrap(listed(names), WIDTH - by - 6, break_long_words=False)
    return indent(f"[{(chr(10) + ' ').join(lines)}]", " " * by).split("\n")
