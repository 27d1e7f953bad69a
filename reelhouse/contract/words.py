"""The words that the contract of an event decides: texts of columns, tables and lists in docs/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from customer_events.contract import FAULTS, Fault
from customer_events.kit.fields import Field
from reelhouse.contract import columns
from reelhouse.contract.columns import Column

TAKES = {
    "identifier": "a UUID",
    "instant": "a timestamp in UTC",
    "day": "a date",
    "text": "a text",
    "time_zone": "an IANA time zone",
    "flag": "true or false",
}


HEAD = """\
The fields of an event in words, for the columns that hold them. `make contract` writes this file
from python_models/customer_events/contract.py.

"""


def blocks() -> str:
    """A doc block for each field, for the ymls of every layer."""
    shown = [*columns.arrival(), *(each for each in columns.event() if len(each.path) > 1)]
    shown += [each for name in columns.lists() for each in columns.item(name)]
    return HEAD + "\n".join(
        f"{{% docs {each.block} %}}\n{each.text}\n{{% enddocs %}}\n" for each in shown
    )


def fields() -> str:
    """The table of all fields."""
    rows = ["| field | takes | what it is |", "|---|---|---|"]
    rows += [f"| {'.'.join(each.path)} | {takes(each.field)} | {each.text} |" for each in _paths()]
    return "\n".join(rows)


def faults() -> str:
    """The reasons of the quarantine, in the order in which they apply."""
    return "\n".join(
        f"{place}. {each.reason}: {told(each)}" for place, each in enumerate(FAULTS, 1)
    )


def told(fault: Fault) -> str:
    """What is wrong with an arrival that has the fault."""
    if fault.says:
        return fault.says
    return " or ".join(
        f"its {path.split('.')[-1]} is not {_takes(columns.find(path).field)}"
        for path in fault.leaves
    )


def takes(field: Field) -> str:
    """What a field takes, in a few words."""
    return f"{_takes(field)}, or null" if field.optional else _takes(field)


def listed(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(names)


def _takes(field: Field) -> str:
    if isinstance(field.values, tuple):
        return f"one of {listed(field.values)}"
    if field.values:
        file = field.values.split(".")[0]
        how = "some" if field.kind == "names" else "one"
        return f"{how} of [{file}](../seeds/{file}.csv)"
    if field.such_as:
        return f"a text such as {field.such_as}"
    if field.low is None:
        return TAKES[field.kind]
    what = "a number" if field.kind == "number" else "a whole number"
    upward = "on" if field.high is None else f"to {field.high:g}"
    return f"{what} from {field.low:g} {upward}"


def _paths() -> Iterator[Column]:
    """The fields in the order of the contract, those of groups and lists at their place."""
    flat = columns.event()
    for one in columns.arrival():
        if one.field.kind == "list":
            yield from columns.item(one.name)
        else:
            yield from (each for each in flat if each.path[0] == one.name)
