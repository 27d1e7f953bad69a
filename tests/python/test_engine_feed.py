"""The creator feed: posts, and the views and likes that other users give them."""

import duckdb
import pytest
import worlds

from customer_events.parameters import clean

SEEN = """
    with seen as (
        select
            feed_events.*, posts.created_at as posted_at, posts.deleted_at, posts.load_date as
            post_load_date, posts.user_id as creator_id
        from feed_events left join posts using (post_id)
    )
"""

ALWAYS = {
    "arrivals of an event differ in when they came alone": """
        select event_id from (
            select distinct event_id, user_id, post_id, event_type, created_at from post_events
        ) group by 1 having count(*) > 1
    """,
    "the post exists, has been handed over and is older": SEEN
    + """
        select * from seen
        where posted_at is null or created_at <= posted_at or load_date < post_load_date
    """,
    "posts are not looked at for longer than they are shown": SEEN
    + "select * from seen where ingested_at < created_at",
    "viewers have an account at that instant": """
        select event_id from feed_events left join users using (user_id)
        where (users.user_id is not null and (
                feed_events.created_at < users.created_at
                or feed_events.created_at > users.deleted_at))
    """,
    "a handful of views a user and day": """
        select user_id, created_at::date from feed_events where event_type = 'view'
        group by all having count(*) > 20
    """,
    "a view takes its time": """
        select event_id, created_at from feed_events where event_type = 'view'
        qualify created_at - lag(created_at) over (partition by user_id order by created_at)
            < interval 2 second
    """,
    "values": "select * from post_events where event_type not in ('view', 'like')",
    "creators had signed up and not left when they wrote": """
        select post_id, posts.created_at, users.created_at, users.deleted_at
        from posts left join users using (user_id)
        where posts.created_at < users.created_at or posts.created_at > users.deleted_at
    """,
    "creators are users, though their profiles may come later": """
        select post_id from posts anti join subscription_changes using (user_id)
    """,
    "what is late comes within the days": """
        select * from post_events where load_date - created_at::date not between -1 and 15
    """,
    "a batch holds what came before it closed": """
        select * from post_events where ingested_at >= load_date + interval 40 hour
    """,
}

REPEATED = """
    select user_id, post_id, created_at from feed_events where event_type = 'view'
    qualify row_number() over (partition by user_id, post_id order by created_at, event_id) > 1
"""

# What the feed itself shows, in the words of the table of defects.
FAULTY = {
    "view after deletion": SEEN
    + "select event_id from seen where event_type = 'view' and created_at >= deleted_at",
    "like after deletion": SEEN
    + "select event_id from seen where event_type = 'like' and created_at >= deleted_at",
    "repeated view": """
        select event_id from feed_events where event_type = 'view'
        qualify row_number() over (partition by user_id, post_id order by created_at, event_id) > 1
    """,
    "repeated like": """
        select event_id from feed_events where event_type = 'like'
        qualify row_number() over (partition by user_id, post_id order by created_at, event_id) > 1
    """,
    "like without view": """
        select event_id from feed_events as likes where event_type = 'like' and not exists (
            select 1 from feed_events as views
            where views.event_type = 'view' and views.user_id = likes.user_id
                and views.post_id = likes.post_id and views.created_at <= likes.created_at
        )
    """,
}
MADE = "select distinct event_id from defects where detail = '{}'"
# of the views that the dial strikes; not every draw finds a post that was deleted
OF_THE_DIAL = {"repeated like": 1, "like without view": 1, "view after deletion": 2}


@pytest.mark.parametrize("rule", ALWAYS)
def test_no_row_breaks_the_rule(raw, rule):
    worlds.none(raw, ALWAYS[rule])


@pytest.mark.parametrize("fault", FAULTY)
def test_what_the_defects_say_is_what_the_feed_shows(raw, fault):
    """But for what the last days' posts will be, when their deletion has not come yet."""
    known = "select event_id from feed_events where created_at < (select max(load_date) from posts)"
    for one, other in [(FAULTY[fault], MADE.format(fault)), (MADE.format(fault), FAULTY[fault])]:
        worlds.none(
            raw, f"select * from (({one}) except ({other})) semi join ({known}) using (event_id)"
        )


@pytest.mark.parametrize("fault", FAULTY)
def test_every_fault_occurs_and_no_fault_comes_without_the_dials(spring, autumn, fault):
    assert worlds.one(spring, f"select count(*) from ({MADE.format(fault)})") > (0,)
    if fault != "like after deletion":  # a like may be a moment too late by itself
        worlds.none(autumn, MADE.format(fault))


@pytest.mark.parametrize("fault", OF_THE_DIAL)
def test_the_dial_spreads_over_its_faults(spring, fault):
    views = worlds.one(spring, "select count(*) from feed_events where event_type = 'view'")[0]
    share = len(spring.execute(MADE.format(fault)).fetchall()) / views
    assert 0.1 * 0.05 / 4 < share / OF_THE_DIAL[fault] < 1.3 * 0.05 / 4


def test_the_dial_sets_how_often_a_post_is_seen_again(spring):
    """Of a visit the first view is none, and what is seen again may have been unseen before."""
    share = (
        len(spring.execute(REPEATED).fetchall())
        / worlds.one(spring, "select count(*) from feed_events where event_type = 'view'")[0]
    )
    assert 0.02 < share < 0.10


def test_nobody_views_a_post_on_two_days(raw):
    """However few there are: a second look is a matter of minutes."""
    worlds.none(
        raw,
        """
        select user_id, post_id from feed_events where event_type = 'view'
        group by all having max(created_at) - min(created_at) > interval 1 hour
        """,
    )


def test_what_arrives_promptly_takes_as_long_as_uploads_take(autumn):
    """Not a fixed time: a median of seconds, a tail of minutes."""
    median, same, most = worlds.one(
        autumn,
        """
        with taken as (select date_diff('second', created_at, ingested_at) as s from post_events)
        select median(s), avg((s = (select mode(s) from taken))::int), max(s) from taken
        """,
    )
    assert 8 < median < 16
    assert same < 0.10
    assert most > 120


def test_some_events_of_a_viewer_bear_the_same_instant(autumn):
    """What led to the other has the lower id: a view comes before its like."""
    ties = """
        select views.event_id < likes.event_id from feed_events as views
        join feed_events as likes using (user_id, post_id, created_at)
        where views.event_type = 'view' and likes.event_type = 'like'
    """
    found = autumn.execute(ties).fetchall()
    assert found
    assert set(found) == {(True,)}


def test_a_like_on_about_one_view_in_ten(autumn):
    likes = "avg((event_type = 'like')::int) / avg((event_type = 'view')::int)"
    assert worlds.one(autumn, f"select {likes} from feed_events")[0] == pytest.approx(0.1, abs=0.01)


def test_a_few_write_most_of_the_posts(autumn):
    share = worlds.one(
        autumn,
        """
        with written as (select count(*) as posts from posts group by user_id)
        select sum(posts) filter (place <= 0.2 * writers) / sum(posts) from (
            select posts, row_number() over (order by posts desc) as place,
                count(*) over () as writers
            from written
        )
        """,
    )[0]
    assert 0.35 < share < 0.85


def test_few_users_write_at_all(autumn):
    count = "(select count(distinct user_id) from posts) / (select count(*) from users)"
    assert 0.01 < worlds.one(autumn, f"select {count}")[0] < 0.1


def test_a_world_without_posts_has_no_feed():
    raw = duckdb.connect()
    worlds.fill(
        raw, worlds.by_day(clean(users=200, titles=50, posts=0), 3), ["posts", "post_events"]
    )
    assert worlds.one(raw, "select count(*) from posts") == (0,)
    assert worlds.one(raw, "select count(*) from post_events") == (0,)
