"""The logs of what changes in place: one row a change, with the whole row after it."""

import pytest
import worlds

LOGS = {
    "users": ("user_changes", "user_id", "create", "delete"),
    "content": ("content_changes", "content_id", "arrive", "leave"),
    "posts": ("post_changes", "post_id", "publish", "delete"),
}
NOT_OF_THE_ROW = "change_id, changed_at, kind, load_date"


def columns_of(connection, table):
    return [column[0] for column in connection.execute(f"from {table} limit 0").description]


@pytest.mark.parametrize("name", LOGS)
def test_the_last_change_of_a_key_is_its_state(raw, name):
    log, key, *_ = LOGS[name]
    last = f"""
        select * exclude ({NOT_OF_THE_ROW}), min(load_date) over (partition by {key}) as load_date
        from {log}
        qualify row_number() over (partition by {key} order by changed_at desc, change_id desc) = 1
    """
    columns = ", ".join(columns_of(raw, name))
    worlds.none(raw, f"select {columns} from ({last}) except all select {columns} from {name}")
    worlds.none(raw, f"select {columns} from {name} except all select {columns} from ({last})")


@pytest.mark.parametrize("name", LOGS)
def test_what_a_day_hands_over_is_the_last_change_until_then(raw, name):
    """So whoever takes the state each day sees nothing that the log does not tell."""
    log, key, *_ = LOGS[name]
    shown = ", ".join(column for column in columns_of(raw, name) if column != "load_date")
    known = f"""
        select {", ".join(f"log.{column}" for column in shown.split(", "))}, seen.seen_on
        from {name}_versions as seen join {log} as log
            on log.{key} = seen.{key} and log.load_date <= seen.seen_on
        qualify row_number() over (
            partition by log.{key}, seen.seen_on order by log.changed_at desc, log.change_id desc
        ) = 1
    """
    worlds.none(raw, f"select {shown}, seen_on from {name}_versions except all ({known})")


@pytest.mark.parametrize("name", LOGS)
def test_a_log_begins_with_the_first_kind_and_nothing_follows_the_last(raw, name):
    log, key, first, last = LOGS[name]
    worlds.none(
        raw,
        f"""
        select {key}, kind, changed_at from {log}
        window log as (partition by {key} order by changed_at, change_id)
        qualify (kind = '{first}') <> (lag(kind) over log is null)
            or lag(kind) over log = '{last}'
            or (kind = '{last}') <> (deleted_at is not null)
        """,
    )
    worlds.none(raw, f"from {log} where updated_at <> changed_at or changed_at < created_at")


@pytest.mark.parametrize("name", LOGS)
def test_a_change_comes_with_its_batch_or_with_the_row(raw, name):
    """What was before the first day, on it; what was before a late profile, with the profile."""
    log, key, *_ = LOGS[name]
    worlds.none(
        raw,
        f"""
        select {key}, changed_at, load_date from {log}
        qualify load_date <> min(load_date) over (partition by {key})
            and changed_at < load_date - interval 24 hour
            or changed_at >= load_date + interval 40 hour
        """,
    )


@pytest.mark.parametrize("name", LOGS)
def test_two_changes_of_one_instant_stand_in_the_order_of_their_ids(spring, name):
    """The higher one has what the lower one did, so it alone is the state."""
    log, key, first, _ = LOGS[name]
    pairs = worlds.one(
        spring,
        f"select count(*) from (select 1 from {log} group by {key}, changed_at having count(*) > 1)",
    )[0]
    assert 0 < pairs < 0.05 * worlds.one(spring, f"select count(*) from {log}")[0]
    worlds.none(
        spring,
        f"""
        select {key}, changed_at, change_id from {log} where kind = '{first}'
        qualify count(*) over (partition by {key}) > 1
        """,
    )
    differing = worlds.one(
        spring,
        f"""
        select count(distinct {key}) from (
            select distinct * exclude (change_id, load_date, kind) from {log}
        ) group by {key}, changed_at having count(*) > 1 limit 1
        """,
    )[0]
    assert differing


def test_an_edit_changes_the_same_field_only_by_a_change_of_its_own(spring):
    """Of two edits at one instant the second begins where the first ended."""
    worlds.none(
        spring,
        """
        select user_id, changed_at from user_changes
        window log as (partition by user_id order by changed_at, change_id)
        qualify kind = 'edit' and
            (last_name <> lag(last_name) over log)::int
            + (email <> lag(email) over log)::int
            + (favorite_color <> lag(favorite_color) over log)::int
            + (country_code <> lag(country_code) over log)::int > 1
        """,
    )
