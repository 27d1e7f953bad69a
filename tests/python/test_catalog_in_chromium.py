"""The catalog as people see it: in headless Chromium, on a desk and on a phone, light and dark.

Without a Chromium these are skipped; `apt install chromium` or CHROMIUM=/path/to/it brings them.
"""

import chromium
import pytest
from test_dashboard_in_chromium import CONTRAST

from reelhouse import analyses

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not chromium.program(), reason="no Chromium on the PATH, and CHROMIUM names none"
    ),
]
PAGES = [
    *("index", "questions", "metrics", "star", "vault", "lineage", "runs", "knobs", "columns"),
    *("tables/fct_events", "tables/raw_consumer_events", "tables/vstg_events", "tables/countries"),
]


@pytest.fixture(scope="module")
def browser():
    with chromium.browser() as connection:
        yield connection


def address(site, name="index"):
    return (site / f"{name}.html").as_uri()


def search(opened, text):
    opened.run(
        "document.getElementById('query').value = " + repr(text) + ";"
        "document.getElementById('query').dispatchEvent(new Event('input'))"
    )
    return opened.run("[...document.querySelectorAll('#found b')].map((each) => each.innerText)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_is_drawn_without_a_request_or_a_complaint(browser, site, width, scheme):
    for name in PAGES:
        opened = chromium.Page(browser, address(site, name), width=width, scheme=scheme)
        assert opened.run("document.querySelector('h1').innerText"), name
        assert opened.run("document.documentElement.scrollWidth") <= width, name
        assert opened.run(CONTRAST) == [], name
        assert opened.requests() == [address(site, name)], name
        assert opened.complaints() == [], name


def test_dbts_own_page_asks_for_nothing(browser, site):
    opened = chromium.Page(browser, address(site, "dbt"))
    opened.until("document.body.innerText.includes('Customer events of a streaming platform')")
    opened.run("location.hash = '#!/model/model.reelhouse.fct_events'")
    opened.until("document.querySelector('h1')?.innerText.startsWith('fct_events')")
    outside = [each for each in opened.requests() if not each.startswith("data:")]
    assert outside == [address(site, "dbt")]
    assert [str(each)[:300] for each in opened.complaints()] == []


def test_the_lineage_of_a_column_is_drawn_step_by_step(browser, site):
    opened = chromium.Page(browser, address(site, "columns") + "#fct_sessions.session_id")
    links = "[...document.querySelectorAll('#drawn a')].map((each) => each.getAttribute('href'))"
    way = ["raw_consumer_events", "stg_consumer_events__events", "fct_events", "fct_sessions"]
    columns = [*(f"{table}.session_id" for table in way), "agg_user_daily.sessions"]
    assert sorted(opened.run(links)) == sorted(
        [f"#{each}" for each in columns]
        + [f"tables/{each.partition('.')[0]}.html" for each in columns]
    )
    places = [
        opened.run(
            f"document.querySelector('#drawn a[href=\"#{each}\"]').getBoundingClientRect().x"
        )
        for each in columns
    ]
    assert places == sorted(set(places))
    assert opened.run("document.querySelectorAll('#drawn path').length") == 4
    assert opened.run("said.innerText") == (
        "fct_sessions.session_id is computed from 3 columns of 3 tables; "
        "1 column of 1 table is computed from it."
    )
    opened.run("document.querySelector('#drawn a[href=\"#fct_events.session_id\"]').focus()")
    opened.press("Enter", 13, "\r")
    opened.until("said.innerText.startsWith('fct_events.session_id is computed from 2 columns')")
    assert "#fct_sessions.session_id" in opened.run(links)
    opened.run("column.value = 'nothing.here'; column.dispatchEvent(new Event('change'))")
    opened.until("said.innerText.startsWith('There is no column nothing.here')")
    assert opened.run(links) == []
    assert opened.complaints() == []


def test_a_word_finds_names_before_descriptions(browser, site):
    opened = chromium.Page(browser, address(site))
    found = search(opened, "dim_user")
    assert found[0] == "dim_user"
    assert search(opened, "MRR")[0] == "mrr"
    assert "EVENTS_PER_DAY" in search(opened, "events per day")
    question = analyses.read()["what_moves_revenue"].question
    assert search(opened, "what_moves_revenue") == [question]
    assert search(opened, "xyzzy") == []
    assert opened.run("document.getElementById('count').innerText") == "Nothing found."
    assert opened.run("document.getElementById('start').hidden")
    search(opened, "")
    assert not opened.run("document.getElementById('start').hidden")


def test_helper_steps_are_found_when_they_are_asked_for(browser, site):
    opened = chromium.Page(browser, address(site))
    assert search(opened, "vstg_events") == []
    opened.run("document.getElementById('all').click()")
    assert search(opened, "vstg_events")[0] == "vstg_events"


def test_keys_lead_from_the_search_to_a_page(browser, site):
    opened = chromium.Page(browser, address(site))
    opened.press("/", 191, "/")
    assert opened.run("document.activeElement.id") == "query"
    assert opened.run("document.getElementById('query').value") == ""
    opened.send("Input.insertText", text="fct_sessions")
    opened.press("ArrowDown", 40)
    assert opened.run("document.activeElement.querySelector('b').innerText") == "fct_sessions"
    opened.press("ArrowUp", 38)
    assert opened.run("document.activeElement.id") == "query"
    opened.press("ArrowDown", 40)
    opened.press("Enter", 13, "\r")
    opened.until("document.querySelector('h1')?.innerText === 'fct_sessions'")
    assert opened.complaints() == []


def test_an_address_keeps_what_was_searched_for(browser, site):
    opened = chromium.Page(browser, address(site))
    search(opened, "retention")
    kept = opened.run("location.hash")
    again = chromium.Page(browser, address(site) + kept)
    assert again.run("document.getElementById('query').value") == "retention"
    assert again.run("document.querySelectorAll('#found li').length") > 3
    again.run("document.getElementById('query').focus()")
    again.press("Escape", 27)
    assert again.run("document.getElementById('query').value") == ""
    assert again.run("document.querySelectorAll('#found li').length") == 0
