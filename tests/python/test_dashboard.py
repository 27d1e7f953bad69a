"""The dashboard: its figures are those of SQL by hand, and its page asks for nothing."""

import hashlib
import json
import re

import duckdb
import pytest

from dashboard import data, inline, page
from reelhouse import settings, warehouse_file

FOLDER = settings.PROJECT / "dashboard"
QUERIES = sorted(FOLDER.rglob("*.sql"))
MOST_BYTES = 2_000_000
DAYS = {0: 7, 1: 28, 2: 10_000}  # of each period of the page


@pytest.fixture(scope="module")
def tables(built):
    with warehouse_file.look(built) as connection:
        return {name: rows(table) for name, table in data.tables(connection).items()}


@pytest.fixture
def by_hand(built):
    """The only row of a query."""

    def row(query):
        with warehouse_file.look(built) as connection:
            return connection.execute(query).fetchall()[0]

    return row


def rows(table):
    """A table of the page as a list of dicts."""
    columns = [
        [column["words"][place] for place in column["places"]]
        if isinstance(column, dict)
        else column
        for column in table.values()
    ]
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def total(table, *measures, **chosen):
    """Sums over the rows that have these values."""
    kept = [row for row in table if all(row[name] == value for name, value in chosen.items())]
    return tuple(sum(row[name] for row in kept) for name in measures)


def test_viewing_adds_up_to_the_days_of_the_users(tables, by_hand):
    expected = by_hand(
        "select count(*), sum(plays), sum(completed_plays), sum(watched_seconds)"
        "from star.agg_user_daily where plays > 0"
    )
    assert total(tables["viewing_days"], "viewers", "plays", "completed", "seconds") == expected
    for name in ("viewing_hours", "viewing_devices", "viewing_genres", "titles"):
        chosen = {"period": 2} if name == "titles" else {}
        assert total(tables[name], "seconds", **chosen) == expected[-1:], name


@pytest.mark.parametrize(("period", "days"), DAYS.items())
def test_viewers_of_a_period_count_once(tables, by_hand, period, days):
    expected = by_hand(
        "select count(distinct user_id) from star.agg_user_daily where plays > 0 and viewing_date > "
        f"(select max(viewing_date) from star.agg_user_daily) - {days}"
    )
    assert total(tables["viewers"], "viewers", period=period) == expected


def test_revenue_ends_where_the_months_end(tables, by_hand):
    expected = by_hand(
        "select active_at_month_end, (100 * monthly_recurring_revenue_usd)::bigint "
        "from star.agg_subscription_monthly order by month_start_date desc limit 1"
    )
    assert total(tables["subscription_moves"], "subscriptions", "cents") == expected
    last = max(row["month_start_date"] for row in tables["subscription_months"])
    held = tables["subscription_months"]
    assert total(held, "subscriptions", "cents", month_start_date=last) == expected


@pytest.mark.parametrize("plan", ["Basic", "Standard", "Premium"])
def test_the_revenue_of_a_plan_is_that_of_its_days(tables, by_hand, plan):
    expected = by_hand(
        "select active_subscriptions, (100 * mrr_usd)::bigint from star.agg_subscription_daily "
        f"where plan = '{plan}' order by date_day desc limit 1"
    )
    assert total(tables["subscription_moves"], "subscriptions", "cents", plan=plan) == expected


def test_recommendations_and_searches_are_those_of_the_facts(tables, by_hand):
    expected = by_hand(
        "select count(*), count(*) filter (where is_clicked) from star.fct_recommendations"
    )
    assert total(tables["discovery_days"], "shown", "clicked") == expected
    assert total(tables["recommendations"], "shown", "clicked") == expected
    expected = by_hand(
        "select count(*), count(*) filter (where is_last_of_visit), "
        "count(*) filter (where is_last_of_visit and is_followed_by_play) "
        "from star.fct_search_history"
    )
    assert total(tables["discovery_days"], "searches", "visits", "found") == expected


@pytest.mark.parametrize(("period", "days"), DAYS.items())
def test_the_titles_of_a_selection_are_ranked_within_it(tables, built, period, days):
    """As SQL by hand ranks those of a country and a plan in a period."""
    [country] = {tables["titles_ranked"][0]["country"]}
    query = f"""
        select any_value(now.title), count(distinct user_id), sum(play_duration_seconds)
        from star.fct_events as events
        join star.dim_location using (location_version_key, user_id)
        join star.dim_user_subscription using (subscription_version_key, user_id)
        join star.dim_content as now on events.content_id = now.content_id and now.is_current
        where event_type = 'content_play' and country_code = '{country}' and plan = 'Standard'
            and viewing_date > (select max(viewing_date) - {days} from star.agg_user_daily)
        group by coalesce(now.series_id, now.content_id)
        order by 3 desc limit 20
    """
    with warehouse_file.look(built) as connection:
        expected = connection.execute(query).fetchall()
    titles = {row["title_number"]: row["title"] for row in tables["titles"]}
    ranked = [
        (titles[row["title_number"]], row["viewers"], row["seconds"])
        for row in tables["titles_ranked"]
        if (row["country"], row["plan"], row["period"]) == (country, "Standard", period)
    ]
    assert expected
    assert sorted(ranked) == sorted(expected)


def test_creators_are_those_of_the_feed(tables, by_hand):
    expected = by_hand("select sum(views), sum(likes) from creators.agg_creator_slice_daily")
    assert total(tables["creator_days"], "views", "likes") == expected


def test_messages_are_those_of_their_days(tables, by_hand):
    expected = by_hand("select sum(delivered), sum(unsubscribes) from customerio.agg_message_daily")
    assert total(tables["messages"], "delivered", "unsubscribed") == expected
    assert total(tables["message_days"], "delivered") == expected[:1]


def test_every_fault_that_was_made_is_found_and_nothing_else(tables):
    assert tables["quality_faults"]
    assert total(tables["quality_faults"], "missed", "wrong") == (0, 0)


def test_every_arrival_is_counted_once(tables, by_hand):
    expected = by_hand("select count(*) from raw.raw_consumer_events")
    measures = ("accepted", "late", "duplicates", "quarantined")
    assert (sum(total(tables["quality_days"], *measures)),) == expected


def test_the_page_is_one_file_that_allows_its_own_bytes_alone(built):
    with warehouse_file.look(built) as connection:
        text = page.html(data.tables(connection))
    assert len(text.encode()) < MOST_BYTES
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert {source.strip("'") for source in re.findall(r"'sha256-[^']+'", policy)} == {
        inline.digest(found)
        for found in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.DOTALL)
    }
    assert not re.findall(r"<[^>]+ (?:style|src|on\w+)=", text.partition("<script>")[0])


def test_what_a_text_holds_can_not_end_the_data():
    table = data.compact(["title"], [("</script><script>alert(1)</script>",)])
    text = page.html({"titles": table})
    assert text.count("</script>") == page.html({}).count("</script>")
    held = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(held) == {"titles": table}


def test_the_charts_are_the_bundle_that_is_described():
    digest = hashlib.sha256(page.CHARTS.read_bytes()).hexdigest()
    assert digest in (FOLDER / "echarts" / "README.md").read_text()


def test_queries_read_marts_alone_but_for_the_quality_of_the_data():
    own = {path.stem.partition("_")[2] for path in (FOLDER / "shared").glob("*.sql")}
    for path in QUERIES:
        read = set(re.findall(r"\b(?:from|join)\s+(\w+)\.\w+", path.read_text()))
        if path.stem.startswith("quality_"):
            read -= {"staging", "raw", "truth"}
        assert read <= {"star", "creators", "customerio", "runs"}, path.name
    assert own == {
        "periods",
        "days",
        "plays",
        "users",
        "moves",
        "titles",
        "recommendations",
        "searches",
    }


def test_what_the_page_reads_is_what_duckdb_finds_in_its_queries(built):
    with warehouse_file.look(built) as connection:
        read = {
            name.partition(" ")[0]  # of `star.dim_post AS posts`
            for path in QUERIES
            for name in connection.get_table_names(path.read_text(), qualified=True)
        }
    made = {name.partition(".")[2] for name in read if "." in name and not name.startswith("runs.")}
    assert data.reads() == sorted(made)


def test_a_query_says_what_it_asks():
    assert all(path.read_text().startswith("-- ") for path in QUERIES)


def emptied(source, target, *, day=None):
    """A warehouse with the same tables, without rows, or with those of one viewing day."""
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"attach '{source}' as source (read_only)")
        found = connection.execute(
            "select schema_name, table_name, list(column_name) from duckdb_columns() "
            "where database_name = 'source' "
            "and schema_name in ('star', 'creators', 'customerio', 'runs', 'staging', 'raw', 'truth') "
            "and not table_name like 'vstg%' group by all"
        ).fetchall()
        for schema, table, columns in found:
            kept = "false"
            if day and schema == "star":
                dated = {"viewing_date", "change_date"}.intersection(columns)
                kept = f"{dated.pop()} <= date '{day}'" if dated else "true"
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(
                f'create table {schema}."{table}" as from source.{schema}."{table}" where {kept}'
            )


@pytest.fixture(scope="module")
def bare(built, tmp_path_factory):
    """The tables of the page of a warehouse without a row."""
    path = tmp_path_factory.mktemp("bare") / "bare.duckdb"
    emptied(built, path)
    with warehouse_file.look(path) as connection:
        return data.tables(connection)


def test_a_warehouse_without_rows_has_a_page(bare):
    assert page.html(bare)
    assert not any(rows(table) for table in bare.values())
