"""Figures of plays and titles: what follows from titles, tastes, lines and habits."""

from __future__ import annotations

from bench.measure import Measure

ENOUGH = 20  # plays of a title or a user, to speak of its share of completed ones


def over_a_coin(group: str) -> str:
    """The variance of completion between groups, over that of a coin with the average chance."""
    return f"""
        with average as (select avg(details.completed::int) as p from plays),
        groups as (
            select count(*) as n, sum(details.completed::int) as k from plays
            group by {group} having n >= {ENOUGH}
        )
        select avg((k - n * p) ^ 2 / (n * p * (1 - p))) from groups, average
    """


COMPLETION = (
    Measure("completion by title, variance / coin", "4-20", over_a_coin("title_id")),
    Measure("completion by user, variance / coin", "2-5", over_a_coin("user_id")),
    Measure(
        "next film in the same genre / chance",
        "1.3-2, MovieLens",
        """
        with films as (
            select genre, lead(genre) over (partition by user_id order by happened_at) as next_genre,
                title_id <> lead(title_id) over (partition by user_id order by happened_at) as other
            from plays where is_film
        ),
        genres as (
            select genre, count(*) / sum(count(*)) over () as share
            from plays where is_film group by genre
        )
        select avg((films.genre = next_genre)::int) / avg(share)
        from films join genres using (genre) where other
        """,
    ),
    Measure(
        "genre shares of a user, r of half and half",
        "0.5-0.8, MovieLens",
        """
        with films as (
            select user_id, genre, title_id,
                row_number() over (partition by user_id order by first_at) % 2 as half,
                count(*) over (partition by user_id) as titles
            from (
                select user_id, genre, title_id, min(happened_at) as first_at
                from plays group by all
            )
        ),
        users as (select distinct user_id from films where titles >= 20),
        genres as (select genre, count(*) / sum(count(*)) over () as share from films group by genre),
        shares as (
            select user_id, genre, genres.share,
                count(*) filter (half = 0) / sum(count(*) filter (half = 0))
                    over (partition by user_id) as one,
                count(*) filter (half = 1) / sum(count(*) filter (half = 1))
                    over (partition by user_id) as other
            from users cross join genres left join films using (user_id, genre)
            group by user_id, genre, genres.share
        )
        select corr(one - share, other - share) from shares
        """,
    ),
    Measure(
        "given up before a tenth, 3+ bufferings / none",
        "2+, Conviva",
        """
        select avg((share < 0.1)::int) filter (details.buffering_incidents >= 3)
            / avg((share < 0.1)::int) filter (details.buffering_incidents = 0)
        from plays
        """,
    ),
    Measure(
        "bufferings of finished plays, over 1 h / under 10 min",
        "4-6",
        """
        select avg(details.buffering_incidents) filter (hours > 1)
            / avg(details.buffering_incidents) filter (hours < 1 / 6)
        from plays where details.completed
        """,
    ),
    Measure(
        "hours a viewer, Premium / Basic",
        "1.3+",
        """
        with viewers as (
            select user_id, mode(user_subscription.plan) as plan, sum(hours) as hours
            from plays group by user_id
        )
        select avg(hours) filter (plan = 'Premium') / avg(hours) filter (plan = 'Basic')
        from viewers
        """,
    ),
    Measure(
        "TV's share of plays, Premium / Basic",
        "differ",
        """
        with shares as (
            select user_subscription.plan as plan, avg((device.type = 'smartTV')::int) as share
            from plays group by all
        )
        select max(share) filter (plan = 'Premium') / max(share) filter (plan = 'Basic')
        from shares
        """,
    ),
    Measure(
        "another speed, mean share of a user's next / of all",
        "3+",
        """
        with fast as (
            select user_id, (details.playback_speed <> 1)::int as is_fast,
                lag(is_fast) over (partition by user_id order by happened_at) as was_fast
            from plays
        )
        select avg(is_fast) filter (was_fast = 1) / avg(is_fast) from fast
        """,
    ),
    Measure(
        "another speed on TV / elsewhere",
        "0.1-0.5",
        """
        select avg((details.playback_speed <> 1)::int) filter (device.type = 'smartTV')
            / avg((details.playback_speed <> 1)::int) filter (device.type <> 'smartTV')
        from plays
        """,
    ),
)

FILMS = """
    with shares as (
        select *, sum(share) over (
            partition by user_id, title_id order by happened_at
            range between interval 7 day preceding and current row
        ) as seen
        from plays where is_film
    ),
    films as (
        select *, seen between 0.1 and 0.9 as is_left, seen > 0.9 as is_seen,
            lag(is_left) over film as was_left, lag(is_seen) over film as was_seen,
            lag(happened_at) over film as before_at, lead(happened_at) over film as again_at
        from shares window film as (partition by user_id, title_id order by happened_at)
    )
"""

HABITS = (
    Measure(
        "pauses by user, variance / coin",
        "2-8",
        over_a_coin("user_id").replace("completed", "paused"),
    ),
)

RUNS = (
    Measure(
        "next episode, given up / finished",
        "< 0.4",
        """
        with episodes as (
            select details.completed as done, share, coalesce(
                lead(series_id) over (partition by session_id order by happened_at) = series_id, false
            ) as goes_on
            from plays
        )
        select avg(goes_on::int) filter (share < 0.1) / avg(goes_on::int) filter (done)
        from episodes
        """,
    ),
    Measure(
        "films left half-way and gone on with in 7 days",
        "0.4-0.6",
        f"""
        {FILMS}
        select avg(coalesce(again_at < happened_at + interval 7 day, false)::int) from films
        where is_left and happened_at < (select max(happened_at) from plays) - interval 7 day
        """,
    ),
    Measure(
        "finished films played again in 30 days",
        "< 0.05",
        f"""
        {FILMS}
        select avg(coalesce(was_seen and before_at > happened_at - interval 30 day, false)::int)
        from films
        """,
    ),
    Measure(
        "episodes left half-way that are gone on with next",
        "0.5+",
        """
        with episodes as (
            select share, content_id, lead(content_id) over run as next_id,
                lag(content_id) over run as last_id
            from plays where not is_film window run as (partition by user_id order by happened_at)
        )
        select avg((next_id = content_id)::int) from episodes
        where share between 0.1 and 0.88 and next_id is not null
            and last_id is distinct from content_id
        """,
    ),
    Measure(
        "films played twice in 30 days, not gone on with",
        "< 0.05",
        f"""
        {FILMS}
        select avg(coalesce(
            before_at > happened_at - interval 30 day
                and not (was_left and before_at > happened_at - interval 7 day), false
        )::int)
        from films
        """,
    ),
    Measure(
        "films' share of hours",
        "0.27, Netflix",
        "select sum(hours) filter (is_film) / sum(hours) from plays",
    ),
    Measure(
        "plays of a new title's first 15 days, of 90",
        "up to 0.75, Samba TV",
        """
        with arrived as (
            select coalesce(series_id, content_id) as title_id, min(created_at)::date as since
            from content group by all
            having since between (select min(viewing_date) from plays)
                and (select max(viewing_date) - 90 from plays)
        )
        select count(*) filter (viewing_date <= since + 15) / nullif(count(*), 0)
        from plays join arrived using (title_id) where viewing_date <= since + 90
        """,
        days=120,
    ),
    Measure(
        "plays of a new film's first 15 days, of 90",
        "up to 0.75, Samba TV",
        """
        with arrived as (
            select content_id, created_at::date as since from content where series_id is null
                and created_at::date between (select min(viewing_date) from plays)
                    and (select max(viewing_date) - 90 from plays)
        )
        select count(*) filter (viewing_date <= since + 15) / nullif(count(*), 0)
        from plays join arrived using (content_id) where viewing_date <= since + 90
        """,
        days=120,
    ),
    Measure(
        "plays of a series, 14 days after a season / before",
        "1.5+",
        """
        with arrived as (
            select series_id, season, min(created_at)::date as since from content
            where season is not null group by all
        ),
        seasons as (
            select series_id, since, min(since) over (partition by series_id) as began from arrived
            qualify since > began
                and since between (select min(viewing_date) + 14 from plays)
                and (select max(viewing_date) - 14 from plays)
        )
        select count(*) filter (viewing_date > since) / nullif(count(*) filter (
            viewing_date <= since), 0)
        from plays join seasons using (series_id)
        where viewing_date between since - 13 and since + 14
        """,
        days=60,
    ),
)

MEASURES = {
    "completion": COMPLETION,
    "habits": HABITS,
    "runs": RUNS,
}
