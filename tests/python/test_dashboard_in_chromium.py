"""The dashboard as people see it: in headless Chromium, at three widths, light and dark.

Without a Chromium these are skipped; `apt install chromium` or CHROMIUM=/path/to/it brings them.
"""

import base64
from decimal import ROUND_HALF_UP, Decimal

import chromium
import pytest
from test_dashboard import DAYS, bare, emptied  # noqa: F401

from dashboard import data, page
from reelhouse import warehouse_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not chromium.program(), reason="no Chromium on the PATH, and CHROMIUM names none"
    ),
]
PAGES = page.PAGES
WIDTHS = [1440, 1024, 390]
MOST_SHIFT = 0.05
# The contrast that WCAG AA asks of text, large text aside, which none of these is held to.
CONTRAST = """
(() => {
    const channels = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const light = (color) => {
        const [r, g, b] = color.slice(0, 3).map((each) => each / 255)
            .map((each) => (each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4));
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = channels(getComputedStyle(at).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    const poor = [];
    for (const element of document.querySelectorAll("body *:not(script):not(noscript)")) {
        const text = [...element.childNodes].filter((node) => node.nodeType === 3)
            .map((node) => node.textContent.trim()).join("");
        if (!text || !element.getClientRects().length || element.closest(":disabled")) continue;
        const style = getComputedStyle(element);
        const ink = channels(element.closest("svg") ? style.fill : style.color);
        const [high, low] = [light(ink), light(ground(element))].sort((a, b) => b - a);
        if ((high + .05) / (low + .05) < 4.5) poor.push(`${text}: ${ink} on ${ground(element)}`);
    }
    return poor;
})()
"""
SHIFT = """
new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({ type: "layout-shift", buffered: true })
    || setTimeout(() => done(0), 300))
"""


@pytest.fixture(scope="module")
def browser():
    with chromium.browser() as connection:
        yield connection


@pytest.fixture(scope="module")
def address(built, tmp_path_factory):
    path = tmp_path_factory.mktemp("dashboard") / "dashboard.html"
    with warehouse_file.look(built) as connection:
        page.write(connection, path)
    return path.as_uri()


def visit(opened, name):
    opened.run(f"location.hash = '{name}'")
    opened.until(f"document.querySelector('nav [aria-current]').hash === '#{name}'")


def choose(opened, **selection):
    for name, value in selection.items():
        opened.run(
            f"document.getElementById('{name}').value = '{value}';"
            f"document.getElementById('{name}').dispatchEvent(new Event('change'))"
        )


def figure(opened, name):
    return opened.run(f"document.querySelector('[data-figure={name}]').textContent")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_drawn_without_a_request_or_a_complaint(browser, address, width, scheme):
    opened = chromium.Page(browser, address, width=width, scheme=scheme)
    assert opened.run(SHIFT) < MOST_SHIFT
    for name in PAGES:
        visit(opened, name)
        assert opened.run("document.querySelectorAll('section').length"), name
        assert opened.run("document.querySelectorAll('.nothing').length") == 0, name
        assert opened.run("document.documentElement.scrollWidth") <= width, name
        assert opened.run(CONTRAST) == [], name
    assert opened.requests() == [address]
    assert opened.complaints() == []


def test_a_complaint_would_be_seen(browser, address):
    opened = chromium.Page(browser, address)
    opened.run("document.body.innerHTML += '<p style=\"color: red\">'")
    assert any("Content Security Policy" in str(each) for each in opened.complaints())


@pytest.mark.parametrize("what", ["nothing", "a day"])
def test_an_empty_warehouse_and_one_of_a_day_are_shown(browser, built, bare, tmp_path, what):  # noqa: F811
    path = tmp_path / "page.html"
    tables = bare
    if what == "a day":
        with warehouse_file.look(built) as connection:
            query = "select min(viewing_date) from star.agg_user_daily"
            [[day]] = connection.execute(query).fetchall()
        emptied(built, tmp_path / "day.duckdb", day=day)
        with warehouse_file.look(tmp_path / "day.duckdb") as connection:
            tables = data.tables(connection)
    path.write_text(page.html(tables), encoding="utf-8")
    opened = chromium.Page(browser, path.as_uri())
    for name in PAGES:
        visit(opened, name)
        choose(opened, period=0)
        assert opened.run("document.querySelectorAll('dd').length") == 8
        said = opened.run("document.body.innerText")
        assert not {"NaN", "undefined", "Infinity", "null"}.intersection(said.split()), name
        assert ("Nothing in this selection." in said) or what == "a day"
    assert opened.complaints() == []


def in_words(number, digits=0):
    """As the page writes a number."""
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:,}"


def in_percent(part, whole):
    """As the page writes a share."""
    return f"{in_words(100 * part / whole, 1)}%" if whole else "–"


def selections(built):
    """Three countries, each with a plan and a period; and all."""
    with warehouse_file.look(built) as connection:
        countries = connection.execute(
            "select country_code from star.dim_location group by all order by count(*) desc limit 3"
        ).fetchall()
    found = [
        (country, plan, period)
        for period, ((country,), plan) in enumerate(
            zip(countries, ["Basic", "Standard", "Premium"], strict=True)
        )
    ]
    return [("", "", 2), ("", "", 0), (countries[0][0], "", 1), ("", "Premium", 0), *found]


def test_the_figures_of_a_selection_are_those_of_sql_by_hand(browser, address, built):
    opened = chromium.Page(browser, address)
    for country, plan, period in selections(built):
        choose(opened, country=country, plan=plan, period=period)
        expected = by_hand(built, country, plan, DAYS[period])
        for name, figures in expected.items():
            visit(opened, name)
            shown = {each: figure(opened, each) for each in figures}
            assert shown == figures, (country, plan, period)


def by_hand(built, country, plan, days):
    """Figures of the page for a selection, from the facts, by its own SQL."""
    place = f"country_code = '{country}'" if country else "true"
    paid = f"plan = '{plan}'" if plan else "true"
    with warehouse_file.look(built) as connection:

        def row(query):
            return connection.execute(query).fetchall()[0]

        [last] = row("select max(viewing_date) from star.fct_sessions")
        where = f"{place} and {paid} and viewing_date > date '{last}' - {days}"
        versions = (
            "join star.dim_location using (location_version_key) "
            "join star.dim_user_subscription using (subscription_version_key)"
        )
        play = f"from star.fct_events {versions} where event_type = 'content_play'"
        seconds, plays, completed = row(
            "select coalesce(sum(play_duration_seconds), 0), count(*), count(*) filter (where is_completed) "
            f"{play} and {where}"
        )
        [viewers] = row(
            f"select count(*) from (select country_code, plan {play} and viewing_date > "
            f"date '{last}' - {days} qualify row_number() over (partition by fct_events.user_id "
            f"order by event_at desc, event_id desc) = 1) where {place} and {paid}"
        )
        shown, clicked = row(
            "select count(*), count(*) filter (where is_clicked) "
            f"from star.fct_recommendations {versions} where {where}"
        )
        visits, found = row(
            "select count(*), count(*) filter (where is_followed_by_play) "
            f"from star.fct_search_history {versions} where is_last_of_visit and {where}"
        )
        subscriptions, revenue = row(
            "select count(*), sum(mrr_after_usd) from (select * from star.fct_subscription_changes "
            "qualify row_number() over (partition by subscription_key order by changed_at desc, "
            "subscription_change_key desc) = 1) as changes "
            "join (select user_id, country_code from star.dim_user where is_current) "
            f"using (user_id) where mrr_after_usd > 0 and {place} and {paid}"
        )
        sent, unsubscribed = row(
            "select count(*), count(*) filter (where is_unsubscribed) "
            "from customerio.fct_message_path as paths "
            "join star.dim_user as users on paths.user_id = users.user_id and users.is_current "
            "left join star.dim_user_subscription as paid "
            "on current_subscription_version_key = subscription_version_key and status = 'active' "
            f"where is_treated and {place} and {paid} and send_date > date '{last}' - {days}"
        )
        [churned] = row(
            "select coalesce(sum(mrr_before_usd), 0) from star.fct_subscription_changes "
            "join (select user_id, country_code from star.dim_user where is_current) "
            f"using (user_id) where movement = 'churn' and {place} "
            f"and {paid.replace('plan', 'previous_plan')} and change_date > date '{last}' - {days} "
            "and change_date >= (select min(viewing_date) from star.fct_sessions)"
        )
    hours = in_words(Decimal(seconds) / 3600)
    money = f"${in_words(revenue or 0, 2)}"
    return {
        "overview": {
            "hours": hours,
            "recurring_revenue": money,
            "lost_to_cancellations": f"{'−' if churned else ''}${in_words(churned, 2)}",
        },
        "viewing": {
            "viewers": in_words(viewers),
            "hours": hours,
            "plays": in_words(plays),
            "completed": in_percent(completed, plays),
        },
        "subscribers": {"subscriptions": in_words(subscriptions), "recurring_revenue": money},
        "discovery": {
            "recommendations": in_words(shown),
            "click_rate": in_percent(clicked, shown),
            "search_success": in_percent(found, visits),
        },
        "messages": {"sent": in_words(sent), "unsubscribed": in_words(unsubscribed)},
    }


def test_a_chart_has_its_figures_as_a_table(browser, address, built):
    opened = chromium.Page(browser, address)
    opened.run("document.querySelector('summary').click()")
    opened.until("document.querySelector('details table')")
    text = "[...document.querySelectorAll('details tbody tr')].map((row) => row.innerText)"
    days = opened.run(text)
    with warehouse_file.look(built) as connection:
        viewers = connection.execute(
            "select count(distinct user_id) from star.agg_user_daily where plays > 0 "
            "group by viewing_date order by viewing_date"
        ).fetchall()
    assert [(sum(map(int, day.split("\t")[1:])),) for day in days] == viewers


def test_the_hours_of_the_week_stand_at_their_place(browser, address, built):
    opened = chromium.Page(browser, address)
    visit(opened, "viewing")
    opened.run("document.querySelectorAll('summary')[1].click()")
    cells = "[...document.querySelectorAll('details')[1].querySelectorAll('tr')]"
    opened.until(f"{cells}.length")
    head, *lines = opened.run(f"{cells}.map((row) => [...row.cells].map((each) => each.innerText))")
    shown = {
        (line[0], int(hour)): cell
        for line in lines
        for hour, cell in zip(head[1:], line[1:], strict=True)
        if cell
    }
    with warehouse_file.look(built) as connection:
        expected = connection.execute(
            "with lived as (select dayname(viewing_date) as day, count(distinct viewing_date) as days "
            "from star.fct_events group by all) "
            "select day, hour(local_at), sum(play_duration_seconds) / 3600 / any_value(days) "
            "from star.fct_events join lived on dayname(viewing_date) = day "
            "where event_type = 'content_play' group by all"
        ).fetchall()
    assert shown == {(day, hour): in_words(Decimal(hours)) for day, hour, hours in expected}


def test_keys_lead_through_the_page(browser, address):
    opened = chromium.Page(browser, address)
    focused = "document.activeElement.textContent"
    opened.press("Tab", 9)
    assert opened.run(focused) == "Skip to the figures"
    opened.press("Tab", 9)
    opened.press("Tab", 9)
    assert opened.run(focused) == "Viewing"
    opened.press("Enter", 13, "\r")
    opened.until("document.querySelector('h1').textContent === 'Viewing'")
    assert opened.run("document.activeElement.id") == "main"
    before = figure(opened, "plays")
    opened.press("Tab", 9)
    assert opened.run("document.activeElement.id") == "country"
    opened.press("ArrowDown", 40)
    opened.until("document.getElementById('country').value !== ''")
    assert figure(opened, "plays") != before


def test_the_search_finds_a_title_beyond_the_first_twenty(browser, address):
    opened = chromium.Page(browser, address)
    visit(opened, "titles")
    shown = "[...document.querySelectorAll('tbody tr')].map((row) => row.innerText)"
    first = opened.run(shown)
    assert len(first) == 20
    opened.run(
        "const field = document.querySelector('[type=search]'); field.value = 'e';"
        "field.dispatchEvent(new Event('input'))"
    )
    assert opened.run(f"{shown}.every((text) => text.toLowerCase().includes('e'))")
    opened.run("field.value = 'no title has this'; field.dispatchEvent(new Event('input'))")
    assert opened.run("document.querySelectorAll('.nothing').length") == 1


def test_on_paper_it_says_what_was_selected_and_leaves_out_what_is_to_click(browser, address):
    opened = chromium.Page(browser, address, scheme="dark")
    choose(opened, plan="Premium")
    look = "getComputedStyle(document.querySelector('.chart text')).fill"
    on_screen = opened.run(look)
    opened.run("dispatchEvent(new Event('beforeprint'))")
    assert opened.run("document.querySelector('.chart svg').clientWidth") < 700
    assert opened.run(look) != on_screen
    opened.run("dispatchEvent(new Event('afterprint'))")
    assert opened.run(look) == on_screen
    opened.send("Emulation.setEmulatedMedia", media="print")
    visible = "getComputedStyle(document.getElementById('{}')).display !== 'none'"
    assert opened.run(visible.format("selection"))
    assert opened.run("document.getElementById('selection').innerText") == (
        "All countries, Premium, All days"
    )
    assert not opened.run(visible.format("nav"))
    assert not opened.run(visible.format("filters"))
    opened.send("Emulation.setEmulatedMedia", media="")
    paper = base64.b64decode(opened.send("Page.printToPDF", printBackground=True)["data"])
    assert paper.startswith(b"%PDF")
    assert len(paper) > 20_000
