"""What the documents say is so: queries run, links lead somewhere, knobs are the right ones."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
import yaml
from sqlfluff.core import FluffConfig, Linter

from customer_events.parameters import Parameters, clean
from customer_events.tables import TABLES
from customer_events.world.schedule import Schedule
from reelhouse.knobs import KNOBS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
STAR = (ROOT / "docs/star.md").read_text()


@pytest.fixture(scope="module")
def raw() -> duckdb.DuckDBPyConnection:
    """The raw layer of a small world, without dbt."""
    day = date(2025, 1, 1)
    days = [day + timedelta(number) for number in range(3)]
    dirty = Parameters(users=400, titles=100, posts=200, events_per_day=600, late_rate=0.2)
    schedule = Schedule(dict.fromkeys(days, dirty), days)
    connection = duckdb.connect()
    connection.execute("create schema raw")
    for name, table in TABLES.items():
        connection.register("arriving", table(schedule))
        connection.execute(f"create table raw.raw_{name} as from arriving")
    return connection


def test_every_query_on_the_raw_layer_answers(raw: duckdb.DuckDBPyConnection) -> None:
    queries = re.findall(r"\| `(select .+?)` \|", (ROOT / "docs/raw.md").read_text())
    assert len(queries) >= 6
    for query in queries:
        assert raw.execute(query).fetchall(), query


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def faults_of() -> Callable[..., list[str]]:
    """What the project's linter says of a query; without dbt, since a page has no macros."""

    def lint(query: str, **rules: str) -> list[str]:
        config = FluffConfig.from_path(str(ROOT), overrides={"templater": "raw", **rules})
        found = Linter(config).lint_string(query).get_violations()
        return [f"{fault.rule_code()}: {fault.desc()}" for fault in found]

    return lint


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_queries_on_the_pages_are_in_the_style_of_the_project(page: Path, faults_of) -> None:
    # what stands in a fence is a file of a recipe or a diagram
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    blocks = [textwrap.dedent(block) for block in re.findall(r"(?:^ {4}.*\n|^\n)+", text, re.M)]
    for block in blocks:
        if re.match(r"\s*(select|with)\s", block):
            assert faults_of(block.strip("\n") + "\n") == [], block
    # one line in a table has no layout, and a field of a struct is not qualified
    elsewhere = {"exclude_rules": "layout,references"}
    for query in re.findall(r"`((?:select|with)\s[^`]+)`", text):
        assert faults_of(query + "\n", **elsewhere) == [], query


def test_a_query_in_another_style_is_seen(faults_of) -> None:
    assert faults_of("SELECT one FROM two\n")
    assert faults_of(
        "select one, count(*) from two group by all\n", exclude_rules="layout,references"
    )


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.fixture(scope="module")
def star() -> dict[str, set[str]]:
    """The columns of each model of the star."""
    described = [
        yaml.safe_load(path.read_text()) for path in ROOT.glob("models/marts/star/*/*.yml")
    ]
    return {
        model["name"]: {column["name"] for column in model["columns"]}
        for page in described
        for model in page["models"]
    }


def test_the_page_of_the_star_names_every_model(star: dict[str, set[str]]) -> None:
    rows = re.findall(r"^\| ((?:dim|fct|agg|bridge)_.+?) \|", STAR, re.MULTILINE)
    assert sorted(", ".join(rows).split(", ")) == sorted(star)


def test_the_page_of_the_star_names_no_column_that_is_not_there(star: dict[str, set[str]]) -> None:
    known = set().union(star, *star.values(), KNOBS)
    ours = re.sub(r"\b\w+(?=\(| (is|are) )", "", STAR)  # of `theirs is ours` what is ours
    assert set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", ours)) <= known


def test_each_attribute_of_the_requirement_has_its_column(star: dict[str, set[str]]) -> None:
    rows = re.findall(r"^\| [A-Zc].+? \| (dim_\w+|fct_\w+) \| (.+) \|$", STAR, re.MULTILINE)
    assert len(rows) == 10
    for model, attributes in rows:
        columns = re.findall(r"(?:^|[,;] |\w is )([a-z_]+)(?=[,;]|$)", attributes)
        assert len(columns) >= 3
        assert set(columns) <= star[model], model


def test_the_readme_is_no_book() -> None:
    assert len(README.splitlines()) <= 150


def test_a_clean_world_has_its_dials_at_zero() -> None:
    assert {getattr(clean(), f.name) for f in fields(Parameters) if f.name.endswith("_rate")} == {0}


def test_the_page_of_dbt_docs_leads_to_nodes_that_exist() -> None:
    links = re.findall(r"#!/(\w+)/\1\.reelhouse\.(\w+)", (ROOT / "models/_overview.md").read_text())
    folders = {"model": ["models", "python_models/raw"], "snapshot": ["snapshots"]}
    assert len(links) >= 6
    for kind, name in links:
        assert any(list((ROOT / folder).rglob(f"{name}.yml")) for folder in folders[kind]), name
