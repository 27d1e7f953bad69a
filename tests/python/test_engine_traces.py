"""Traces: what a reader of the raw tables would know a generator by.

Each test asks what such a reader asked: one query over a small world of each of three seeds.
"""

import itertools

import duckdb
import pytest
import worlds

from customer_events.parameters import Parameters, clean
from customer_events.world.schedule import Schedule
from messaging import tables

SEEDS = (1, *(pytest.param(each, marks=pytest.mark.long) for each in (2, 3)))


@pytest.fixture(scope="module", params=SEEDS)
def traces(request):
    """Three days of a small world."""
    raw = duckdb.connect()
    world = clean(seed=request.param, users=1_000, titles=100, posts=200, events_per_day=1_000)
    worlds.fill(raw, worlds.by_day(world, 3), ["consumer_events", "users", "post_events"])
    return raw


@pytest.mark.parametrize(
    ("ids", "at"),
    [
        ("event_id", '"timestamp"'),
        ("session_id", 'min("timestamp") over (partition by session_id)'),
    ],
)
def test_ids_of_a_day_follow_the_clock_and_not_their_users(traces, ids, at):
    """Whose event it is has nothing to do with its place among the day's."""
    by_time, by_user = worlds.one(
        traces,
        f"""
        with numbered as (
            select distinct load_date, user_id, {at} as happened_at, {ids}::varchar as id
            from consumer_events
        ),
        placed as (
            select load_date, epoch(happened_at) as second, row_number() over by_id as place,
                dense_rank() over (partition by load_date order by user_id) as member
            from numbered window by_id as (partition by load_date order by id)
        )
        select avg(by_time), max(abs(by_user)) from (
            select corr(place, second) as by_time, corr(place, member) as by_user
            from placed group by load_date
        )
        """,
    )
    assert by_time > 0.95
    assert abs(by_user) < 0.2


def test_ids_of_views_and_likes_follow_the_clock(traces):
    by_time = worlds.one(
        traces,
        """
        select corr(place, turn) from (
            select row_number() over (order by event_id) as place,
                rank() over (order by created_at) as turn
            from post_events
            where load_date = (select max(load_date) from post_events)
        )
        """,
    )[0]
    assert by_time > 0.95


def test_clocks_are_wrong_by_more_than_one_error():
    """A year or a month ahead, a year behind, or counting since a battery ran out."""
    raw = duckdb.connect()
    world = Parameters(seed=1, users=2_000, titles=100, posts=0, invalid_rate=0.3)
    worlds.fill(raw, worlds.by_day(world, 2), ["consumer_events"])
    errors = dict(
        raw.execute(
            """
            select sign(days), count(distinct days) from (
                select date_diff('day', load_date, "timestamp") as days from consumer_events
            )
            where abs(days) > 25 group by all
            """
        ).fetchall()
    )
    assert errors[1] >= 5
    assert errors[-1] >= 20


@pytest.fixture(scope="module", params=SEEDS)
def around(request):
    """What surrounds the messages of some days: the answers to syncs, and ads."""
    raw = duckdb.connect()
    world = clean(seed=request.param, users=3_000, titles=100, posts=0, events_per_day=1_500)
    days = worlds.by_day(world, 5)
    for name in ("cio_api_responses", "cio_ads"):
        worlds.read(tables.TABLES[name](Schedule(days, list(days))), name, raw)
    return raw


def test_requests_follow_the_answer_to_the_one_before(around):
    """Not the beat of a clock: syncs begin a while after the hour, and failures delay the rest."""
    worlds.none(
        around,
        """
        with asked as (
            select sync_at, load_date, request_number, min(requested_at) as first_at,
                max(requested_at + to_milliseconds(latency_ms)) as answered_at
            from cio_api_responses group by all
        )
        select * from asked qualify first_at + interval 1 second <= lag(answered_at) over (
            partition by sync_at, load_date order by request_number
        )
        """,
    )
    most, by_status = worlds.one(
        around,
        """
        with steps as (
            select status_code, latency_ms, epoch(requested_at - lag(requested_at) over (
                partition by sync_at, load_date order by requested_at
            )) as step from cio_api_responses
        )
        select
            (select max(share) from (
                select count(*) / sum(count(*)) over () as share from steps
                where step is not null group by step
            )),
            median(latency_ms) filter (status_code = 500)
                / median(latency_ms) filter (status_code = 429)
        from steps
        """,
    )
    assert most < 0.6
    assert by_status > 5


def test_ads_are_bought_unequally_and_fall_where_a_scene_ends(around):
    spread, at_most, positions, skipped_short = worlds.one(
        around,
        """
        select
            (select max(ads) / min(ads) from (
                select count(*) as ads from cio_ads group by advertiser
            )),
            (select max(ads) / sum(ads) from (
                select position_seconds, count(*) as ads from cio_ads
                where break_number = 1 group by all
            )),
            count(distinct position_seconds),
            count(*) filter (outcome = 'skipped' and length_seconds = 15)
        from cio_ads
        """,
    )
    assert spread > 2.5
    assert at_most < 0.3
    assert positions > 20
    assert skipped_short > 0


@pytest.fixture(scope="module", params=SEEDS)
def users(request):
    """The profiles of the first day."""
    raw = duckdb.connect()
    world = clean(seed=request.param, users=5_000, titles=50, posts=0, events_per_day=0)
    worlds.fill(raw, worlds.by_day(world, 1), ["users"])
    return raw


def test_surnames_are_as_common_as_they_are_in_their_country(users):
    """The first names of the registers lead in a sample of a few hundred people."""
    common = {
        "DE": ("Müller", "Schmidt", "Schneider", "Fischer", "Weber"),
        "IT": ("Rossi", "Ferrari", "Russo", "Bianchi", "Romano"),
        "BR": ("Silva", "Santos", "Oliveira", "Souza", "Rodrigues"),
    }
    for country, names in common.items():
        theirs = worlds.one(
            users,
            f"select avg((last_name in {names})::int) from users where country_code = '{country}'",
        )[0]
        assert 0.05 < theirs < 0.25, country


def test_addresses_say_nothing_of_the_order_of_sign_ups(users):
    """A number in an address only where the name was taken; no mailbox twice."""
    numbered, mailboxes, domains, colors = worlds.one(
        users,
        r"""
        with of_domain as (
            select split_part(email, '@', 2) as domain, count(*) as n from users group by all
        ),
        of_color as (select favorite_color, count(*) as n from users group by all)
        select
            avg(regexp_matches(email, '\.\d+@')::int),
            count(distinct split_part(email, '@', 1)) / count(*),
            (select max(n) / min(n) from of_domain),
            (select max(n) / min(n) from of_color)
        from users
        """,
    )
    assert 0 < numbered < 0.05
    assert mailboxes == 1
    assert domains > 3
    assert colors > 5


@pytest.fixture(scope="module", params=SEEDS)
def feed(request):
    """Four weeks of the creator feed."""
    raw = duckdb.connect()
    world = clean(seed=request.param, users=5_000, titles=50, posts=20_000, events_per_day=0)
    worlds.fill(raw, worlds.by_day(world, 28), ["post_events", "posts", "post_changes"])
    return raw


@pytest.mark.parametrize(("of", "least", "most"), [("post_id", 1.8, 8), ("user_id", 1.6, 6)])
def test_some_posts_are_liked_more_and_some_users_like_more(feed, of, least, most):
    """The spread of likes over that of a coin."""
    spread = worlds.one(
        feed,
        f"""
        with reactions as (
            select {of}, count(*) filter (event_type = 'view') as views,
                count(*) filter (event_type = 'like') as likes
            from post_events group by 1 having views >= 15
        ),
        overall as (select sum(likes) / sum(views) as rate from reactions)
        select sum((likes - views * rate) ^ 2 / (views * rate * (1 - rate))) / count(*)
        from reactions, overall
        """,
    )[0]
    assert least < spread < most


def test_a_post_is_seen_most_in_its_first_hours_and_less_ever_after(feed):
    """No plateau that ends on a day: each span of its age has fewer views an hour than the last."""
    rates = feed.execute(
        """
        with seen as (
            select date_diff('second', posts.created_at, post_events.created_at) / 3600 as hours
            from post_events join posts using (post_id)
            where event_type = 'view'
                and posts.created_at between timestamp '2025-01-02' and timestamp '2025-01-12'
        )
        select count(*) / any_value(last_hour - first_hour) from seen
        join (
            values (0, 2), (2, 6), (6, 12), (12, 24), (24, 72), (72, 168), (168, 312)
        ) as spans (first_hour, last_hour) on hours >= first_hour and hours < last_hour
        group by first_hour order by first_hour
        """
    ).fetchall()
    steps = [later / earlier for (earlier,), (later,) in itertools.pairwise(rates)]
    assert len(steps) == 6
    assert max(steps) < 0.9
    assert min(steps) > 0.1


def test_a_few_posts_go_far(feed):
    share = worlds.one(
        feed,
        """
        select sum(views) filter (place <= 0.01 * posts) / sum(views) from (
            select count(*) as views, row_number() over (order by count(*) desc) as place,
                count(*) over () as posts
            from post_events where event_type = 'view' group by post_id
        )
        """,
    )[0]
    assert 0.15 < share < 0.36


def test_a_like_follows_its_view_soon_or_much_later(feed):
    """No end after which none comes: a tail, as of all waiting."""
    quarter, median, tail, ties = worlds.one(
        feed,
        """
        with waits as (
            select date_diff('second', views.created_at, likes.created_at) as wait
            from post_events as views join post_events as likes using (user_id, post_id)
            where views.event_type = 'view' and likes.event_type = 'like'
        )
        select quantile_cont(wait, 0.25), median(wait), quantile_cont(wait, 0.99),
            avg((wait = 0)::int)
        from waits
        """,
    )
    assert median / quarter > 1.7
    assert tail / median > 7
    assert 0.005 < ties < 0.05


def test_posts_are_written_in_many_words(feed):
    """Words that occur once, titles, digits, tags, emojis and more than one language."""
    words, once, titled, digits, tags, emojis, others, same = worlds.one(
        feed,
        r"""
        with words as (
            select word, count(*) as uses from (
                select unnest(regexp_split_to_array(lower(post_text), '[^\p{L}#@]+')) as word
                from posts
            ) where word <> '' group by 1
        )
        select
            (select count(*) from words), (select count(*) from words where uses = 1),
            avg((post_text similar to '.*\p{Lu}\p{L}+ .*')::int),
            avg(regexp_matches(post_text, '\d')::int),
            avg(contains(post_text, '#')::int),
            avg(regexp_matches(post_text, '[^\p{L}\p{P}\p{N}\p{Z}\x00-\x7f]')::int),
            avg(regexp_matches(lower(post_text), '\b(und|y|et|ist|está|è|che|não|uma)\b')::int),
            1 - count(distinct post_text) / count(*)
        from posts
        """,
    )
    assert words > 1_000
    assert once > 100
    assert titled > 0.5
    assert 0.05 < digits < 0.4
    assert 0.1 < tags < 0.6
    assert 0.1 < emojis < 0.6
    assert others > 0.05
    assert same < 0.05


def test_an_edit_keeps_most_of_the_text_and_mostly_comes_soon(feed):
    """What was written and what it became share more than half of their words."""
    kept, changed, soon, edits = worlds.one(
        feed,
        """
        with edited as (
            select string_split(before.post_text, ' ') as old, string_split(later.post_text, ' ')
                as new, before.post_text <> later.post_text as is_changed,
                later.changed_at - before.changed_at < interval 1 hour as is_soon
            from post_changes as before join post_changes as later using (post_id)
            where before.kind = 'publish' and later.kind = 'edit'
        )
        select median(len(list_intersect(old, new)) / len(list_distinct(old))),
            avg(is_changed::int), avg(is_soon::int), count(*)
        from edited
        """,
    )
    assert edits > 500
    assert kept > 0.8
    assert changed == 1
    assert 0.4 < soon < 0.8
