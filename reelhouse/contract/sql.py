"""The SQL that the contract of an event decides: select lists, value sets, the quarantine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import indent

from customer_events.contract import FAULTS, Fault
from customer_events.kit.fields import Field
from reelhouse.contract import columns
from reelhouse.contract.columns import SECTIONS, SQL_TYPES, Column

WIDTH = 80
CLEANED = {"text": "clean_text", "name": "clean_text", "names": "sorted_list"}
CLEANED |= {"bandwidth": "megabits"}
# What is no field's own rule.
TOO_LATE = """\
when
    {{ viewing_date('source.timestamp', 'zones.timezone') }}
    < source.load_date - {{ parameter('late_days') }}
    then 'too_late'"""


def arrivals() -> str:
    """The columns of raw, whichever of them have come so far."""
    return _select(columns.arrival(), _arrived, skip=()).removesuffix(",")


def accepted() -> str:
    """The columns of an arrival that counts, but for its instants, which stand by themselves."""
    return _select(columns.arrival(), _counted)


def events() -> str:
    """The columns of a flat event."""
    return _select(columns.event(), _flattened)


def items(name: str, alias: str) -> str:
    """The columns of an entry of a list."""
    return _select(columns.item(name), lambda one: _clean(one, f"{alias}.item"), skip=())


def value_sets() -> str:
    """A CTE for each value set whose names come in any case."""
    sets = {each.field.values: each for each in _any_case()}
    return "\n\n".join(
        f"{seed} as (\n\n    select distinct {name}\n    from {{{{ ref('{seed}') }}}}\n\n),"
        for seed, name in (_names(each.field) for each in sets.values())
    )


def joins() -> str:
    """The value sets, each joined to the column that holds its names."""
    return "\n".join(
        f"left join {seed}{_alias(each, seed)}\n    on\n"
        f"        {{{{ name_of('{_source(each, 'accepted')}') }}}}\n"
        f"        = lower({_joined(each)})"
        for each in _any_case()
        for seed, _ in [_names(each.field)]
    )


def reasons() -> str:
    """The column that names the first fault of an arrival."""
    branches = "\n".join(branch for fault in FAULTS if (branch := _branch(fault)))
    return f"case\n{indent(branches, '    ')}\nend as reason,"


def named_fields() -> str:
    """The fields of an event that hold names of seeds/, as a list in Jinja."""
    entries = [
        f"    ('{'.'.join(each.path)}', '{seed}', '{name}'),"
        for each in columns.event()
        if isinstance(each.field.values, str) and each.field.kind != "names"
        for seed, name in [_names(each.field)]
    ]
    return "\n".join(["{%- set names = [", *entries, "] %}"])


def _select(
    shown: Iterable[Column],
    expression: Callable[[Column], str],
    skip: tuple[str, ...] = ("timestamps",),
) -> str:
    """A select list by sections; that of the ids has no title, since others may come before."""
    lines: list[str] = []
    for section in SECTIONS:
        of_section = [each for each in shown if each.section == section]
        if not of_section or section in skip:
            continue
        if section != "ids":
            lines += ["", f"---------- {section}"] if lines else [f"---------- {section}"]
        for each in of_section:
            lines += _entry(expression(each), each.name)
    return "\n".join(lines)


def _entry(expression: str, name: str) -> list[str]:
    """An expression with its name, on as few lines as its width allows."""
    if expression.split(".")[-1] == name:
        return [f"{expression},"]
    if "\n" in expression or len(expression) + len(name) + 5 <= WIDTH - 8:
        return f"{expression} as {name},".split("\n")
    if len(expression) <= WIDTH - 8:
        return [expression, f"    as {name},"]
    macro, _, arguments = expression.removeprefix("{{ ").removesuffix(") }}").partition("(")
    inner = (
        [arguments] if len(arguments) <= WIDTH - 12 else arguments.replace(", ", ",\n").split("\n")
    )
    return [f"{{{{ {macro}(", *(f"    {each}" for each in inner), f") }}}} as {name},"]


def _arrived(one: Column) -> str:
    if one.field.since == 1:
        return f"source.{one.name}"
    if one.field.kind != "group":
        type_ = f"'{SQL_TYPES[one.field.kind]}'"
        return f"{{{{ column_or_null(raw, '{one.name}', {type_}) }}}}"
    fields = columns.struct(columns.find(one.name))
    inner = ",\n".join(f"    '{name}': '{type_}'" for name, type_ in fields.items())
    return f"{{{{ column_or_null(raw, '{one.name}', struct_type({{\n{inner}\n}})) }}}}"


def _counted(one: Column) -> str:
    source = f"counted.{one.path[0]}"
    return f"{{{{ name_of('{source}') }}}}" if one.field.any_case else source


def _flattened(one: Column) -> str:
    """Zones and types of events are found before, since the viewing day depends on them."""
    if one.field.kind == "time_zone":
        return "accepted.timezone"
    if len(one.path) == 1 and one.field.any_case:
        return f"accepted.{one.name}"
    return _clean(one, "accepted")


def _clean(one: Column, relation: str) -> str:
    source, field = _source(one, relation), one.field
    if field.any_case:
        return f"{{{{ spelled_as('{_joined(one)}', '{source}') }}}}"
    if field.kind == "code":
        return f"upper({{{{ clean_text('{source}') }}}})"
    if field.kind in CLEANED:
        return f"{{{{ {CLEANED[field.kind]}('{source}') }}}}"
    if field.absent is not None:
        return f"coalesce({source}, {str(field.absent).lower()})"
    return source


def _source(one: Column, relation: str) -> str:
    is_item = relation.endswith(".item")
    return ".".join((relation, *(one.path[1:] if is_item else one.path)))


def _any_case() -> Iterator[Column]:
    """The columns of a flat event whose names come in any case, but for the type of event."""
    return (each for each in columns.event() if each.field.any_case and len(each.path) > 1)


def _names(field: Field) -> tuple[str, str]:
    """The file of seeds/ that holds a field's names, and its column."""
    assert isinstance(field.values, str)
    seed, _, name = field.values.partition(".")
    return seed, name


def _is_shared(seed: str) -> bool:
    return sum(_names(each.field)[0] == seed for each in _any_case()) > 1


def _alias(one: Column, seed: str) -> str:
    return f" as names_of_{one.name}" if _is_shared(seed) else ""


def _joined(one: Column) -> str:
    seed, name = _names(one.field)
    return f"names_of_{one.name}.{name}" if _is_shared(seed) else f"{seed}.{name}"


def _branch(fault: Fault) -> str | None:
    if fault.reason == "too_late":
        return TOO_LATE
    found = [*map(_lack, fault.lacks), *map(_outside, fault.leaves)]
    condition = " or ".join(each for each in found if each)
    if not condition:
        return None
    line = f"when {condition} then '{fault.reason}'"
    if len(line) <= WIDTH - 12:
        return line
    return f"when {condition}\n    then '{fault.reason}'"


def _lack(path: str) -> str | None:
    """What holds where a field is missing, or is no name that is known."""
    found = columns.find(path)
    if found.field.kind == "time_zone":
        return "zones.timezone is null"
    if found.field.any_case:
        return "{}.{} is null".format(*_names(found.field))
    if found.field.needed_if:
        key = found.members[0].name
        return f"event_types.{found.field.needed_if} and source.{path}.{key} is null"
    return None if found.field.optional else f"source.{path} is null"


def _outside(path: str) -> str | None:
    """What holds where a field lies outside its range."""
    field, source = columns.find(path).field, f"source.{path}"
    if field.not_after:
        return f"{source} > source.{field.not_after}"
    if field.high is not None:
        return f"{source} not between {field.low:g} and {field.high:g}"
    return None if field.low is None else f"{source} < {field.low:g}"
