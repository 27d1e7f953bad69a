"""Tables that change in place: users, content and posts, as each day hands them over."""

import pytest
import worlds

TABLES = [(name, key) for name, key in worlds.KEYS.items()]
FIXED = {
    "users": ["created_at", "load_date", "first_name"],
    "content": ["created_at", "load_date", "series_id", "title", "type", "season", "episode",
                "provider", "release_year", "duration", "language"],
    "posts": ["created_at", "load_date", "user_id"],
}  # fmt: skip


def ordered(name, key, columns="*"):
    return (
        f"select {columns} from {name}_versions window row as (partition by {key} order by seen_on)"
    )


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_updated_at_rises_with_every_change(raw, name, key):
    worlds.none(raw, ordered(name, key) + " qualify updated_at <= lag(updated_at) over row")


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_a_row_is_handed_over_once_a_day(raw, name, key):
    worlds.none(raw, f"select {key}, seen_on from {name}_versions group by all having count(*) > 1")


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_load_date_is_the_day_of_the_first_arrival(raw, name, key):
    worlds.none(
        raw,
        f"select {key} from {name}_versions group by {key}"
        " having min(load_date) <> min(seen_on) or max(load_date) <> min(load_date)",
    )


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_what_does_not_change_stays(raw, name, key):
    changed = " or ".join(
        f"{column} is distinct from lag({column}, 1, {column}) over row" for column in FIXED[name]
    )
    worlds.none(raw, ordered(name, key) + f" qualify {changed}")


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_what_is_deleted_stays_so_and_says_when(raw, name, key):
    worlds.none(raw, ordered(name, key) + " qualify lag(deleted_at) over row is not null")
    worlds.none(raw, f"from {name} where deleted_at <> updated_at or updated_at < created_at")


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_updated_at_lies_in_the_batch_that_brings_the_change(raw, name, key):
    """So a version never begins after the batch that shows it has closed."""
    worlds.none(raw, f"from {name}_versions where updated_at >= seen_on + interval 40 hour")
    worlds.none(
        raw,
        f"from {name}_versions where seen_on > load_date"
        " and updated_at < seen_on - interval 24 hour",
    )


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("users", "last_name, email, country_code, favorite_color, deleted_at"),
        ("content", "genre, deleted_at"),
        ("posts", "post_text, deleted_at"),
    ],
)
def test_changes_mostly_change_something(raw, name, columns):
    """A new last name may be the old one: two of those that are drawn can be alike."""
    key = worlds.KEYS[name]
    same, changes = worlds.one(
        raw,
        f"""
        with versions as ({ordered(name, key, f"row({columns}) as now, lag(now) over row as before")})
        select count(*) filter (now is not distinct from before), count(*) from versions
        where before is not null
        """,
    )
    assert same <= 0.05 * changes


# The log of subscriptions ----------------------------------------------------------------------

LOG = {
    "an id of its own": "select change_id from subscription_changes group by 1 having count(*) > 1",
    "at most one change of a user a day, in order": """
        select user_id, changed_at, load_date from subscription_changes
        window log as (partition by user_id order by changed_at)
        qualify changed_at = lag(changed_at) over log
            or load_date < lag(load_date) over log
            or (load_date = lag(load_date) over log
                and load_date > (select min(load_date) from subscription_changes))
    """,
    "each kind in its place": """
        select user_id, kind, changed_at from subscription_changes
        window log as (partition by user_id order by changed_at)
        qualify (kind = 'start') <> (lag(kind) over log is null)
            or (kind in ('change', 'cancel'))
                <> coalesce(lag(kind) over log in ('start', 'change', 'resume'), false)
            or (kind = 'resume') <> coalesce(lag(kind) over log = 'cancel', false)
    """,
    "a spell keeps its start and a resume begins another": """
        select user_id, kind, start_date from subscription_changes
        window log as (partition by user_id order by changed_at)
        qualify case when kind in ('start', 'resume')
            then start_date <= lag(start_date) over log
            else start_date <> lag(start_date) over log end
    """,
    "a change changes something, what is cancelled stays": """
        select user_id, kind from subscription_changes
        window log as (partition by user_id order by changed_at)
        qualify (kind = 'change')
            <> (row(plan, billing_cycle, connected_services)
                <> lag(row(plan, billing_cycle, connected_services)) over log)
            and kind in ('change', 'cancel')
    """,
    "the start is the account's": """
        select user_id, changed_at, created_at from subscription_changes
        join users using (user_id) where kind = 'start' and changed_at <> created_at
    """,
    "an account that ends cancels what runs": """
        select user_id, deleted_at, kind from users join subscription_changes using (user_id)
        where deleted_at is not null
        qualify row_number() over (partition by user_id order by changed_at desc) = 1
            and kind <> 'cancel'
    """,
    "nothing after the end of the account": """
        select user_id, changed_at, deleted_at from subscription_changes
        join users using (user_id) where changed_at > deleted_at
    """,
    "changes come with their batch": """
        select user_id, changed_at, load_date from subscription_changes
        where changed_at >= load_date + interval 40 hour
    """,
}


@pytest.mark.parametrize("rule", LOG)
def test_the_log_of_subscriptions_keeps_its_rules(raw, rule):
    worlds.none(raw, LOG[rule])
