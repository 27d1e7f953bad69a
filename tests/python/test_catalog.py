"""The catalog: a page for each table, links that lead somewhere, and figures that are those of SQL."""

import html
import json
import re

import duckdb
import pytest

from catalog import contents, dbt_page, pages, profile, project, table_page
from catalog.site import Site, as_data
from dashboard.inline import digest
from reelhouse import analyses, warehouse_file

MEASURED = ["fct_sessions", "dim_content", "dim_user", "agg_user_daily", "raw_users", "people"]
OTHERS = {"dbt.html", "dashboard.html"}  # which have programs of their own


def page_of(site, name):
    return (site / "tables" / f"{name}.html").read_text()


def data_of(site, name):
    """What a page's program reads."""
    found = re.search(r'id="data">(.*?)</script>', (site / f"{name}.html").read_text(), re.DOTALL)
    return json.loads(found[1])


def lineage(site):
    """Each column with those that it is computed from, as the page of lineage holds them."""
    held = data_of(site, "columns")
    columns = [(held["tables"][table], name) for table, name in held["columns"]]
    return {
        column: [columns[each] for each in read]
        for column, read in zip(columns, held["sources"], strict=True)
    }


def cell(page, figure, column):
    """What a table's page says of a column."""
    found = re.search(rf'data-{figure}="{column}">(.*?)</td>', page, re.DOTALL)[1].strip()
    return html.unescape(found)


def test_every_table_of_the_project_has_a_page_and_nothing_else(site, manifest):
    wanted = {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot")
    }
    assert {path.stem for path in (site / "tables").glob("*.html")} == wanted


def test_every_link_leads_somewhere(site):
    anchors = {
        path: set(re.findall(r' id="([^"]+)"', path.read_text())) for path in site.rglob("*.html")
    }
    traced = {f"{table}.{column}" for table, column in lineage(site)}
    seen = 0
    for path in anchors:
        if path.name in OTHERS:
            continue
        for href in set(re.findall(r'href="([^"]+)"', path.read_text())):
            file, _, anchor = html.unescape(href).partition("#")
            target = (path.parent / file).resolve() if file else path
            if target.name == "dbt.html":
                continue
            if target.name == "columns.html" and path != target and anchor:
                assert anchor in traced, f"{path.name} leads to {href}"
                continue
            assert target in anchors, f"{path.name} leads to {href}"
            assert not anchor or anchor in anchors[target], f"{path.name} leads to {href}"
            seen += 1
    assert seen > 5_000


def test_the_dashboard_leads_back(site):
    assert '<a href="index.html">' in (site / "dashboard.html").read_text()


def test_the_lineage_of_columns_is_what_their_queries_read(site):
    held = lineage(site)
    assert len(held) > 3_500
    assert {column: read for column, read in held.items() if read} == {
        ("stg_consumer_events__events", "session_id"): [("raw_consumer_events", "session_id")],
        ("fct_events", "session_id"): [("stg_consumer_events__events", "session_id")],
        ("fct_sessions", "session_id"): [("fct_events", "session_id")],
        ("agg_user_daily", "sessions"): [("fct_sessions", "session_id")],
    }
    assert "columns.html#fct_sessions.session_id" in page_of(site, "fct_sessions")


def test_what_the_search_finds_is_there(site, manifest):
    held = data_of(site, "index")
    for entry in held:
        file, _, anchor = entry["href"].partition("#")
        assert (site / file).exists(), entry
        assert not anchor or f'id="{anchor}"' in (site / file).read_text(), entry
    hidden = {
        entry["name"] for entry in held if entry["of"].startswith("table") and "hidden" in entry
    }
    assert hidden == {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and re.match("int_|vstg_", node["name"])
    }
    kinds = {entry["of"].split()[0] for entry in held}
    assert kinds == {"table", "column", "question", "metric", "knob"}


@pytest.mark.parametrize("name", MEASURED)
def test_the_figures_of_a_table_are_those_of_sql(site, built, name):
    page = page_of(site, name)
    with warehouse_file.look(built) as connection:
        schema, types = next(
            (schema, held)
            for (schema, table), held in profile.columns(connection).items()
            if table == name
        )
        table = f"{schema}.{name}"
        [[rows]] = connection.execute(f"select count(*) from {table}").fetchall()
        assert f"<dt>Rows</dt><dd>{rows:,}</dd>" in page
        for column, kind in types.items():
            query = f'select count(*) from {table} where "{column}" is null'
            [[nulls]] = connection.execute(query).fetchall()
            assert cell(page, "nulls", column) == table_page.share(nulls, rows), column
            if kind in ("INTEGER", "BIGINT", "DATE", "VARCHAR", "TIMESTAMP"):
                [[low, high]] = connection.execute(
                    f'select min("{column}")::varchar, max("{column}")::varchar from {table}'
                ).fetchall()
                ends = list(dict.fromkeys(map(profile.clipped, filter(None, [low, high]))))
                assert cell(page, "range", column) == "<br>".join(ends), column


@pytest.mark.parametrize("name", ["fct_sessions", "dim_content", "event_sequences", "data_exports"])
def test_few_values_are_counted_and_many_to_a_few_percent(site, built, name):
    page = page_of(site, name)
    with warehouse_file.look(built) as connection:
        [[schema]] = connection.execute(
            "select schema_name from duckdb_tables() where table_name = ?", [name]
        ).fetchall()
        for column in profile.columns(connection)[schema, name]:
            shown = cell(page, "values", column)
            query = f'select count(distinct "{column}") from {schema}.{name}'
            [[values]] = connection.execute(query).fetchall()
            if shown and values <= 100:
                assert shown == str(values), column
            elif shown:
                assert int(re.sub(r"\D", "", shown)) == pytest.approx(values, rel=0.15), column


def test_the_bars_are_the_rows_of_each_day(site, built):
    with warehouse_file.look(built) as connection:
        days = connection.execute(
            "select viewing_date, count(*) from star.fct_sessions group by all order by all"
        ).fetchall()
    shown = re.findall(r"<title>(\S+): ([\d,]+)</title>", page_of(site, "fct_sessions"))
    assert shown == [(str(day), f"{rows:,}") for day, rows in days]


def test_rows_are_those_of_the_table(site, built):
    page = page_of(site, "dim_genre")
    sample = re.search(r'class="sample">(.*?)</table>', page, re.DOTALL)[1]
    shown = [
        [html.unescape(each) for each in re.findall("<td>(.*?)</td>", row)]
        for row in re.findall("<tr>(.*?)</tr>", sample)[1:]
    ]
    with warehouse_file.look(built) as connection:
        rows = connection.execute("from star.dim_genre order by genre limit 4").fetchall()
    assert shown == [["" if each is None else str(each) for each in row] for row in rows]


def test_the_truth_is_not_shown(site, manifest):
    truth = [
        node["name"] for node in manifest["nodes"].values() if node["schema"].endswith("truth")
    ]
    assert len(truth) > 3
    for name in truth:
        page = page_of(site, name)
        assert 'class="sample"' not in page
        assert set(re.findall(r'data-(?:values|range)="\w+">(.*?)</td>', page)) == {""}


def test_questions_stand_with_their_answers_and_without_the_exam(site, built):
    page = html.unescape((site / "questions.html").read_text())
    with warehouse_file.look(built) as connection:
        for each in analyses.read().values():
            analyses.run(each, connection)
            said = analyses.sentence(each, connection)
            assert f"<h3>{each.question}</h3>\n<p>{said}</p>" in page


def test_what_belongs_to_the_exam_is_left_out(tmp_path):
    nodes = {
        "one": {"original_file_path": "analyses/viewers_by_day.sql"},
        "two": {"original_file_path": "analyses/exam/which_season.sql", "secret": "the answer"},
    }
    macros = {
        "one": {"original_file_path": "macros/days.sql"},
        "two": {"original_file_path": "macros/exam/causes.sql", "secret": "the answer"},
    }
    manifest = {"nodes": nodes, "macros": macros}
    kept = project.without_exam(manifest)
    assert list(kept["nodes"]) == list(kept["macros"]) == ["one"]
    (tmp_path / "catalog.json").write_text("{}")
    dbt_page.write(manifest, tmp_path / "catalog.json", tmp_path / "dbt.html")
    text = (tmp_path / "dbt.html").read_text()
    assert "analyses/viewers_by_day.sql" in text
    assert "macros/days.sql" in text
    assert "the answer" not in text
    assert "INLINE DATA" not in text
    assert '<body><a href="index.html"' in text


def test_pages_allow_their_own_bytes_alone(site):
    for path in site.rglob("*.html"):
        if path.name in OTHERS:
            continue
        text = path.read_text()
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
        assert html.unescape(policy).startswith("default-src 'none'; ")
        own = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.DOTALL)
        allowed = re.findall(r"'(sha256-[^']+)'", html.unescape(policy))
        assert set(allowed) == set(map(digest, own)), path.name
        assert not re.findall(r"<[^>]+ (?:style|src|on\w+)=", text.partition("<script")[0])


def test_what_a_text_holds_can_not_end_the_data():
    text = "</script><script>alert(1)</script>"
    assert "</script>" not in as_data([text])
    assert json.loads(as_data([text])) == [text]


def test_words_of_a_description_are_text_and_lead_to_tables(tmp_path):
    said = Site(tmp_path, ["dim_user"], "", set()).words(
        "<b> `a < b`; see dim_user, dim_none", "t/"
    )
    assert said == (
        '&lt;b&gt; <code>a &lt; b</code>; see <a href="t/dim_user.html">dim_user</a>, dim_none'
    )


def test_without_a_warehouse_there_are_pages(manifest, tmp_path):
    with duckdb.connect() as connection:
        pages.write(contents.read(manifest, connection), tmp_path)
    assert "This warehouse does not hold it." in page_of(tmp_path, "fct_sessions")
    assert "lacks a table" in (tmp_path / "questions.html").read_text()
    assert not (tmp_path / "dashboard.html").exists()
    assert 'href="dashboard.html"' not in (tmp_path / "index.html").read_text()


def test_dbt_knows_what_each_question_reads(manifest):
    """One exposure for each question, of the tables that dbt finds in its SQL."""
    exposures = {
        each["name"]: set(each["depends_on"]["nodes"])
        for each in manifest["exposures"].values()
        if each["type"] == "analysis"
    }
    assert exposures == {
        node["name"]: set(node["depends_on"]["nodes"])
        for node in project.without_exam(manifest)["nodes"].values()
        if node["resource_type"] == "analysis"
    }


def test_marts_are_public_and_belong_to_a_group(manifest):
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    for node in models:
        place = node["original_file_path"]
        if "marts/vault" not in place and "marts/" in place:
            assert (node["access"], node["group"]) == ("public", node["fqn"][2]), place
        if "vault/stage" in place:
            assert (node["access"], node["group"]) == ("private", "vault"), place
