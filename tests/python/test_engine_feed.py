"""The creator feed: posts, and the views and likes that other users give them."""

import duckdb
import pytest
import worlds

from customer_events.parameters import clean

SEEN = """
    with seen as (
        select
            post_events.*, posts.created_at as posted_at, posts.deleted_at, posts.load_date as
            post_load_date, posts.user_id as creator_id
        from post_events left join posts using (post_id)
    )
"""

ALWAYS = {
    "ids are unique": "select event_id from post_events group by 1 having count(*) > 1",
    "the post exists, has been handed over and is older": SEEN
    + """
        select * from seen
        where posted_at is null or created_at <= posted_at or load_date < post_load_date
    """,
    "posts are not looked at for longer than they are shown": SEEN
    + "select * from seen where ingested_at < created_at",
    "viewers have an account at that instant": """
        select event_id from post_events left join users using (user_id)
        where (users.user_id is not null and (
                post_events.created_at < users.created_at
                or post_events.created_at > users.deleted_at))
    """,
    "a handful of views a user and day": """
        select user_id, created_at::date from post_events where event_type = 'view'
        group by all having count(*) > 20
    """,
    "a view takes its time": """
        select event_id, created_at from post_events where event_type = 'view'
        qualify created_at - lag(created_at) over (partition by user_id order by created_at)
            < interval 60 second
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

TWICE = """
    select user_id, post_id from post_events where event_type = 'view'
    group by all having count(*) > 1
"""

FAULTY = {
    "views of what is deleted": SEEN
    + "select 1 from seen where event_type = 'view' and created_at > deleted_at",
    "likes twice": """
        select 1 from post_events where event_type = 'like'
        group by user_id, post_id having count(*) > 1
    """,
    "likes without a view": """
        select 1 from post_events as likes where event_type = 'like' and not exists (
            select 1 from post_events as views
            where views.event_type = 'view' and views.user_id = likes.user_id
                and views.post_id = likes.post_id and views.created_at <= likes.created_at
        )
    """,
}


@pytest.mark.parametrize("rule", ALWAYS)
def test_no_row_breaks_the_rule(raw, rule):
    worlds.none(raw, ALWAYS[rule])


@pytest.mark.parametrize("name", ["spring", "autumn"])
def test_nobody_views_a_post_twice(request, name):
    worlds.none(request.getfixturevalue(name), TWICE)


def test_nobody_views_a_post_twice_however_few_there_are(tiny):
    worlds.none(tiny, TWICE)


@pytest.mark.parametrize("fault", FAULTY)
def test_faults_come_from_the_dial_alone(spring, autumn, fault):
    """The dial spreads over three faults; not every draw finds a post that was deleted."""
    worlds.none(autumn, FAULTY[fault])
    views = worlds.one(spring, "select count(*) from post_events where event_type = 'view'")[0]
    share = len(spring.execute(FAULTY[fault]).fetchall()) / views
    assert 0.1 * 0.05 / 3 < share < 1.3 * 0.05 / 3


def test_a_like_on_about_one_view_in_ten(autumn):
    likes = "avg((event_type = 'like')::int) / avg((event_type = 'view')::int)"
    assert worlds.one(autumn, f"select {likes} from post_events")[0] == pytest.approx(0.1, abs=0.01)


def test_a_few_write_most_of_the_posts(autumn):
    share = worlds.one(
        autumn,
        """
        with written as (select count(*) as posts from posts group by user_id)
        select sum(posts) filter (place <= 0.1 * (select count(*) from users)) / sum(posts)
        from (select posts, row_number() over (order by posts desc) as place from written)
        """,
    )[0]
    assert 0.25 < share < 0.75


def test_a_world_without_posts_has_no_feed():
    raw = duckdb.connect()
    worlds.fill(
        raw, worlds.by_day(clean(users=200, contents=50, posts=0), 3), ["posts", "post_events"]
    )
    assert worlds.one(raw, "select count(*) from posts") == (0,)
    assert worlds.one(raw, "select count(*) from post_events") == (0,)
