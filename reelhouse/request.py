"""What a command is asked for: NAME=value on its line, and the same from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from reelhouse import knobs
from reelhouse.display import note
from reelhouse.settings import ENGINE, Refused, assignments, check_engine

EVERYTHING = [*knobs.KNOBS, *ENGINE, "tests"]


@dataclass
class Request:
    """The vars that were given, by name, and whether tests are to run."""

    variables: dict[str, str] = field(default_factory=dict)
    with_tests: bool = True


def read(words: list[str], takes: list[str]) -> Request:
    """Put what was given where it belongs; `takes` names what counts for this command.

    USERS or THREADS may mean something else to other programs, so what comes from the
    environment is said in a line. It is taken out of it, so that no child takes it again.
    """
    written = parse(words)
    for former, name in knobs.FORMER.items():
        if name in takes and os.environ.get(former.upper()):
            raise Refused(f"{former.upper()} in the environment is called {name.upper()} now")
    found = {
        name: value
        for name in EVERYTHING
        if (value := os.environ.pop(name.upper(), ""))
        and name in takes
        and name not in written
        and ENGINE.get(name, "") not in os.environ  # its own name, REELHOUSE_DATABASE and the like
    }
    if found:
        shown = {name.upper(): value for name, value in found.items() if "://" not in value}
        note(f"from the environment: {' '.join(assignments(shown))}")
    values = {name: value for name, value in (found | written).items() if name in takes}
    labels = {
        name: f"{name.upper()}{' in the environment' if name in found else ''}" for name in values
    }
    request = Request()
    for name, value in values.items():
        if name == "tests":
            if value not in ("yes", "no"):
                raise Refused(f'{labels[name]} is "{value}"; it takes yes or no')
            request.with_tests = value == "yes"
        elif name in ENGINE:
            check_engine(labels[name], name, value)
            os.environ[ENGINE[name]] = value
        else:
            request.variables[name] = value
    wrong = knobs.faults(request.variables, labels)
    if wrong:
        raise Refused("; ".join(wrong))
    os.environ.setdefault("REELHOUSE_THREADS", str(os.cpu_count() or 1))
    return request


def parse(words: list[str]) -> dict[str, str]:
    """NAME=value pairs by name; the last one of a name counts."""
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        name = name.strip().lower()
        if not equals or name not in EVERYTHING:
            names = [each.upper() for each in EVERYTHING]
            raise Refused(
                f"unknown knob {word}{knobs.similar(name.upper(), names)}; "
                f"write NAME=value with one of {', '.join(names)}"
            )
        values[name] = value
    return values
