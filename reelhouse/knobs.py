"""The knobs: their names, types and ranges, and what is wrong with the values that were given.

The generator declares those that make a day (customer_events.parameters); those that say how
many days a build loads are declared here. The command line asks before it starts dbt, and
reelhouse/guard.py asks for plain dbt, so both refuse alike.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import yaml

from customer_events.kit.errors import CustomerEventsError
from customer_events.parameters import Parameters, knob
from reelhouse.settings import GIVEN, PROJECT, Refused, command


@dataclass(frozen=True)
class Loads:
    """How many days a build loads."""

    history_days: int = knob(30, 1, 3660, "Days that the first build loads.")
    increment_days: int = knob(1, 1, 366, "Days that each further build loads.")


KNOBS = {each.name: each for each in (*fields(Parameters), *fields(Loads))}
OF_A_DAY = [each.name for each in fields(Parameters)]
SHAPING = [each.name for each in KNOBS.values() if each.metadata["shapes_world"]]
FORMER = {
    each.metadata["formerly"]: each.name for each in KNOBS.values() if each.metadata["formerly"]
}
NOUNS = {int: "a whole number", float: "a number", date: "a date"}
SQL_TYPES = {int: "bigint", float: "double", date: "date"}
FORMS = {
    int: r"[+-]?[0-9]+",
    float: r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?",
    date: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def typed(name: str, given: Any) -> Any:
    """The value in its knob's type; a ValueError says what the knob takes."""
    low, high = KNOBS[name].metadata["low"], KNOBS[name].metadata["high"]
    kind = type(low)
    text = "" if given is None else str(given).strip()
    if not text and KNOBS[name].default is None:
        return None
    wanted = f"{NOUNS[kind]} from {allowed(name)}"
    if not re.fullmatch(FORMS[kind], text):
        raise ValueError(wanted)
    try:
        value = date.fromisoformat(text) if kind is date else kind(text)
    except ValueError:
        raise ValueError(wanted) from None
    if not low <= value <= high:
        raise ValueError(wanted)
    return value


def allowed(name: str) -> str:
    """The range of a knob in words."""
    low, high = KNOBS[name].metadata["low"], KNOBS[name].metadata["high"]
    shown = [f"{each:g}" if isinstance(each, float) else str(each) for each in (low, high)]
    return " to ".join(shown) + (", or nothing" if KNOBS[name].default is None else "")


def faults(values: Mapping[str, Any], called: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the values, a line each; `called` says where a name came from."""
    found = []
    for name, value in values.items():
        label = (called or {}).get(name, name)
        if name not in KNOBS:
            found.append(
                f"unknown var {name!r}{similar(name, KNOBS)}; the vars are {', '.join(KNOBS)}"
            )
            continue
        try:
            typed(name, value)
        except ValueError as wanted:
            found.append(f"{label} is {json.dumps(str(value))}; it takes {wanted}")
    return found


def similar(name: str, known: Iterable[str]) -> str:
    """The name that is used now, or the known one that was probably meant, or nothing."""
    if name.lower() in FORMER:
        now = FORMER[name.lower()]
        return f" (it is called {now.upper() if name.isupper() else now} now)"
    close = difflib.get_close_matches(name, known := list(known), 1)
    close += [each for each in known if name and name in each]
    return f" (did you mean {close[0]}?)" if close else ""


def sql_types() -> dict[str, str]:
    """The parameters of a day and the types of their columns in the clock."""
    return {name: SQL_TYPES[type(KNOBS[name].metadata["low"])] for name in OF_A_DAY}


def given(environment: Mapping[str, str], variables: Mapping[str, Any] | None) -> dict[str, Any]:
    """What this run was given: by the command line through the environment, by --vars."""
    text = environment.get(GIVEN) or "{}"
    try:
        by_command: dict[str, Any] = json.loads(text)
        return by_command | dict(variables or {})
    except (TypeError, ValueError):
        raise Refused(f'{GIVEN} is {text}; it takes JSON such as {{"users": 400}}') from None


def said(given: Mapping[str, Any]) -> str:
    """What macros/clock asks about knobs, as JSON: of all of them, and of those that were given."""
    about = {
        "types": sql_types(), "former": FORMER, "defaults": defaults(), "shaping": SHAPING, "given": given,
    }  # fmt: skip
    return json.dumps(about, default=str)


def defaults() -> dict[str, Any]:
    """The values that a first build takes for what it is not given, as dbt writes values.

    A project may have other ones than those declared, under `vars` in its dbt_project.yml.
    """
    declared = {name: "" if each.default is None else each.default for name, each in KNOBS.items()}
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    own = {name: value for name, value in project.get("vars", {}).items() if name in KNOBS}
    return {
        name: str(value) if isinstance(value, date) else value
        for name, value in (declared | own).items()
    }


def kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """The knobs in a row of the clock, or in what a build was to build with."""
    now = {FORMER.get(name, name): value for name, value in row.items() if value is not None}
    return {name: now[name] for name in KNOBS if name in now}


def other_world(given: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """Why what was given does not fit the world that the database holds, or nothing."""
    differing = {
        name: value
        for name, value in sorted(given.items(), key=lambda each: [*KNOBS].index(each[0]))
        if name in held and name in SHAPING and typed(name, value) != typed(name, held[name])
    }
    if not differing:
        return None
    what = "; ".join(
        f"{name} is {held[name]} in the database and {value} here"
        for name, value in differing.items()
    )
    again = command("full-refresh", **{name.upper(): value for name, value in differing.items()})
    return (
        f"{what}: leave that out to go on with the world of the database, or start another "
        f"with {again} (dbt build --full-refresh)"
    )


def impossible_days(
    values: Mapping[str, Any], last_day: date | None, *, resumes: bool = False
) -> str | None:
    """Why the days that a build is about to load can't be made, or nothing.

    `last_day` is the last one that is loaded, none before a first build.
    """
    from customer_events.world.schedule import Schedule  # numpy takes its time

    wrong = faults(values)
    if wrong:
        return "; ".join(wrong)
    of_a_day = {name: typed(name, values[name]) for name in OF_A_DAY}
    if last_day is None:
        last = of_a_day["start_date"] + timedelta(int(values["history_days"]) - 1)
    else:
        last = last_day + timedelta(0 if resumes else int(values["increment_days"]))
    try:
        _ = Schedule({last: Parameters(**of_a_day)}, []).levels
    except CustomerEventsError as error:
        return str(error)
    return None
