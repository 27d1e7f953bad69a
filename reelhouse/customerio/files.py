"""The files for Databricks: each domain, all at once, grants, maintenance, mappings, a README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from string import Template
from typing import Any

from reelhouse.customerio import ddl, types
from reelhouse.customerio.ddl import Described
from reelhouse.customerio.place import Place, quoted
from reelhouse.customerio.tables import MODELS, Table, tables
from reelhouse.settings import PROJECT, Refused

TEMPLATES = Path(__file__).with_name("templates")
FOLDER = PROJECT / "databricks"
ALL = "99_create_all.sql"
WRITTEN = f"-- Written by `make customerio-ddl` from the contracts of {MODELS}.\n"
TITLES = {
    "01_core_people": "People, what happened to them, and every change of a trait.",
    "02_events": "Events, page views and screen views, and the sequences they form.",
    "03_ecommerce": "Products, carts, orders, wish lists and reviews.",
    "04_devices": "Devices, push tokens and sessions of apps.",
    "05_objects_relationships": "What people are related to, and how that came about.",
    "06_video": "Video: what is there, what was played, and advertising.",
    "07_privacy_gdpr": "Consent, requests of data subjects, exports, and the log of compliance.",
    "08_batch_operations": "Batches of calls: jobs, chunks, operations, errors and speed.",
    "09_user_aliases": "Profiles that are one person.",
    "10_app_api_communications": "Messages: what was sent, and what came of it.",
}


def described(manifest: dict[str, Any]) -> list[Described]:
    """Every table with the texts of its contract, which must be the document's."""
    nodes = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["original_file_path"].startswith(f"{MODELS}/")
    }
    return [_described(table, nodes.get(name)) for name, table in tables().items()]


def written(
    all_tables: list[Described], place: Place, readers: str, writers: str
) -> dict[str, str]:
    """Every file by its name."""
    domains: dict[str, list[Described]] = {}
    for each in all_tables:
        domains.setdefault(each.table.domain, []).append(each)
    files = {
        f"{domain}.sql": _script(TITLES[domain], creation(members, place))
        for domain, members in domains.items()
    }
    files[ALL] = _script(
        "All tables of Customer.IO; each statement may run again.", creation(all_tables, place)
    )
    names = [each.table for each in all_tables]
    files["grants.sql"] = _script(
        "Who may read the tables, and who may change their rows.", grants(place, readers, writers)
    )
    files["maintenance.sql"] = _script(
        "Layout, old files and statistics; for a job that runs every night.",
        chain.from_iterable(maintenance(each, place) for each in names),
    )
    for name in ("mapping_examples.sql", "README.md"):
        files[name] = Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(
            schema=place,
            readers=readers,
            writers=writers,
            location=f"under {place.location}" if place.location else "managed by the catalog",
            properties=_fields("events", "properties"),
            counts=_counts(domains),
        )
    return files


def creation(members: list[Described], place: Place) -> Iterator[str]:
    """The schema, the tables, their checks, and foreign keys last, when all parents are there."""
    yield ddl.create_schema(place)
    for each in members:
        yield ddl.create_table(each, place)
    for each in members:
        yield from ddl.checks(each.table, place)
    for each in members:
        yield from ddl.foreign_keys(each.table, place)


def grants(place: Place, readers: str, writers: str) -> Iterator[str]:
    """Privileges of two groups; Unity Catalog's word for insert, update and delete is modify."""
    for group, privileges in (
        (readers, "use schema, select"),
        (writers, "use schema, select, modify"),
    ):
        yield f"grant use catalog on catalog {quoted(place.catalog)} to `{group}`"
        yield f"grant {privileges} on schema {place} to `{group}`"


def maintenance(table: Table, place: Place) -> Iterator[str]:
    """Compact the files, drop those that are old, and count what the optimizer asks for."""
    name = place.table(table.name)
    yield f"optimize {name}"
    yield f"vacuum {name} retain 168 hours"
    joined = [each.name for each in table.columns if each.is_key or each.references]
    columns = dict.fromkeys((*joined, *ddl.clustering(table)))
    yield f"analyze table {name} compute statistics for columns {', '.join(columns)}"


def write(texts: dict[str, str], folder: Path, check: bool = False) -> list[str]:
    """Bring the files of a folder up to date, or only look; the paths of those that were not."""
    stale = []
    for name, text in texts.items():
        file = folder / name
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(file.relative_to(PROJECT) if file.is_relative_to(PROJECT) else file))
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return stale


def statements(script: str) -> list[str]:
    """The statements of one of these scripts; no line within one begins with `--`."""
    code = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return [each.strip() for each in f"{code}\n".split(";\n") if each.strip()]


def _script(title: str, lines: Iterable[str]) -> str:
    return f"-- {title}\n{WRITTEN}\n" + "".join(f"{each};\n\n" for each in lines).rstrip() + "\n"


def _described(table: Table, node: dict[str, Any] | None) -> Described:
    if node is None:
        raise Refused(f"{MODELS} has no table {table.name}")
    columns = node["columns"].values()
    for column in table.columns:
        kind = types.duckdb(types.parse(column.type))
        if not any((each["name"], each["data_type"]) == (column.name, kind) for each in columns):
            raise Refused(f"the contract of {table.name} has no column {column.name} {kind}")
    texts = {each["name"]: each["description"] for each in columns}
    return Described(table, node["description"], texts)


def _fields(table: str, column: str) -> str:
    [found] = [each for each in tables()[table].columns if each.name == column]
    kind = types.parse(found.type)
    parts = [types.databricks(each) for each in kind.parts]
    return ", ".join(f"{name} {part}" for name, part in zip(kind.fields, parts, strict=True))


def _counts(domains: dict[str, list[Described]]) -> str:
    lines = ["| file | tables | columns |", "|---|---|---|"]
    for domain, members in domains.items():
        names = ", ".join(each.table.name for each in members)
        columns = sum(len(each.table.columns) for each in members)
        lines.append(f"| {domain}.sql | {names} | {columns} |")
    return "\n".join(lines)
