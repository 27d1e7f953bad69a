"""What the warehouse says of events, knobs and questions, derived from what declares them.

An event is declared in customer_events/contract.py, the knobs in customer_events/parameters.py; a
question, and what the dashboard reads, are queries in analyses/ and dashboard/.
A derived text is a whole file, or stands in one between a line `contract: <name>` and a line
`end of contract`; the rest of that file is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

from feed import flat_views, versions
from reelhouse.contract import exposures, knobs, sql, words, yml
from reelhouse.settings import PROJECT, Refused

STAGING = "models/staging/consumer_events/stg_consumer_events__"
RAW = "python_models/raw/consumer_events/raw_consumer_events.yml"
BLOCKS = "models/docs/consumer_event.md"
SCHEMA, VIEWS = "feed/schemas/v{}.avsc", "feed/postgres/02_views.sql"
LISTS = {  # the model of each list, and what it calls the entries
    "user_action": ("user_actions", "user_actions"),
    "recommendations": ("recommendations", "shown"),
    "search_history": ("search_history", "searches"),
}
REGION = re.compile(
    r"^(?P<begin>(?P<space> *)\S+ contract: (?P<name>[a-z_]+)[^\n]*\n)"
    r"(?P<text>.*?)"
    r"(?P<end>^ *\S+ end of contract)",
    re.MULTILINE | re.DOTALL,
)


def derive(check: bool = False, project: Path = PROJECT) -> list[str]:
    """Bring the derived files up to date, or only look; the paths of those that were not."""
    stale = []
    for path, text in derived(project).items():
        file = project / path
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return stale


def derived(project: Path = PROJECT) -> dict[str, str]:
    """Every derived file as it should be."""
    files = {BLOCKS: words.blocks(), VIEWS: flat_views.postgres()}
    for version in versions.VERSIONS:
        files[SCHEMA.format(version)] = versions.as_text(versions.record(version))
    for path, texts in _regions():
        files[path] = fill((project / path).read_text(encoding="utf-8"), texts, path)
    return files


def fill(text: str, regions: dict[str, str], path: str) -> str:
    """The text with its regions as they should be."""
    found = [each["name"] for each in REGION.finditer(text)]
    if sorted(found) != sorted(regions):
        raise Refused(
            f"{path} has the regions {', '.join(sorted(found)) or 'none'}; "
            f"it takes {', '.join(sorted(regions))}, each between 'contract: <name>' and "
            "'end of contract'"
        )
    return REGION.sub(
        lambda each: (
            each["begin"] + indent(regions[each["name"]], each["space"]) + "\n" + each["end"]
        ),
        text,
    )


def _regions() -> Iterator[tuple[str, dict[str, str]]]:
    yield "docs/knobs.md", {"knobs": knobs.page()}
    yield "python_models/raw/raw_clock.yml", {"parameters": knobs.columns()}
    yield (
        "models/marts/exposures.yml",
        {"dashboard": exposures.dashboard(), "questions": exposures.questions()},
    )
    yield RAW, {"tests": yml.raw_tests(), "columns": yml.raw_columns()}
    yield f"{STAGING}arrivals.sql", {"columns": sql.arrivals()}
    yield (
        f"{STAGING}arrivals.yml",
        {"tests": yml.raw_tests(), "columns": yml.arrival_columns()},
    )
    yield f"{STAGING}accepted.sql", {"columns": sql.accepted()}
    yield (
        f"{STAGING}accepted.yml",
        {"tests": yml.accepted_tests(), "columns": yml.accepted_columns()},
    )
    yield (
        f"{STAGING}events.sql",
        {"value_sets": sql.value_sets(), "columns": sql.events(), "joins": sql.joins()},
    )
    yield f"{STAGING}events.yml", {"tests": yml.event_tests(), "columns": yml.event_columns()}
    for name, (model, alias) in LISTS.items():
        yield f"{STAGING}{model}.sql", {"columns": sql.items(name, alias)}
        yield (
            f"{STAGING}{model}.yml",
            {"tests": yml.item_tests(name), "columns": yml.item_columns(name)},
        )
    yield f"{STAGING}quarantine.sql", {"reasons": sql.reasons()}
    yield f"{STAGING}quarantine.yml", {"reasons": yml.reason()}
    yield "docs/customer_events.md", {"fields": words.fields()}
    yield "docs/staging.md", {"faults": words.faults()}
    yield "tests/raw/raw_consumer_events_use_the_value_sets.sql", {"names": sql.named_fields()}
