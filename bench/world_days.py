"""Figures of the creator feed and of days: what is posted and liked, and how days and places differ."""

from __future__ import annotations

from bench.measure import Measure

CREATORS = (
    Measure("gaps of posts within a day, variation", "about 1", """
        select avg(cv) from (
            select stddev(gap) / avg(gap) as cv from (
                select created_at::date as day, epoch(created_at) - epoch(lag(created_at)
                    over (partition by created_at::date order by created_at)) as gap
                from posts
            ) group by day having count(*) > 15
        )
    """),
    Measure("feed events that arrive after the commonest number of seconds", "< 0.05", """
        select max(share) from (
            select count(*) / sum(count(*)) over () as share from post_events
            group by date_diff('second', created_at, ingested_at)
        )
    """),
    Measure("likes per post, variance over a coin's", "3-10", """
        with reactions as (
            select post_id, count(distinct event_id) filter (event_type = 'view') as views,
                count(distinct event_id) filter (event_type = 'like') as likes
            from post_events group by all
        ),
        overall as (select sum(likes) / sum(views) as p from reactions)
        select sum((likes - views * p) ** 2) / sum(views * p * (1 - p)) from reactions, overall
        where views >= 5
    """),
    Measure("top 1 % of posts' share of views", "0.2+", """
        with seen as (
            select post_id, count(*) as views from post_events where event_type = 'view'
            group by all
        ),
        ranked as (select *, row_number() over (order by views desc) as place from seen)
        select sum(views) filter (place <= count_all * 0.01) / sum(views)
        from ranked, (select count(*) as count_all from seen)
    """),
    Measure("users who post", "0.01-0.1", """
        select (select count(distinct user_id) from posts) / (select count(*) from users)
    """),
    Measure("posts whose text another has", "< 0.05", """
        select sum(n) filter (n > 1) / sum(n) from (
            select count(*) as n from posts group by post_text
        )
    """),
    Measure("posts that name a title", "many", """
        select avg((title is not null)::int) from (
            select post_id, any_value(title) as title
            from (select post_id, post_text from posts limit 2000) as few
            left join (select distinct title from content) as titles
                on contains(post_text, title) and length(title) > 6
            group by post_id
        )
    """),
)  # fmt: skip

DAYS = (
    Measure("noise of days (variance of sessions over a Poisson's)", "2-5", """
        with days as (
            select viewing_date, isodow(viewing_date) as weekday, count(*) as sessions,
                date_diff('day', min(viewing_date) over (), viewing_date) as age
            from people_sessions
            where viewing_date > (select min(viewing_date) from people_sessions)
                and viewing_date < (select max(viewing_date) from people_sessions)
            group by viewing_date
        ),
        shape as (
            select *, sessions / avg(sessions) over (partition by weekday) as r from days
        ),
        trend as (select regr_slope(r, age) as b, regr_intercept(r, age) as a from shape)
        select sum((sessions / (a + b * age) - mean) ** 2) / count(*) / avg(mean)
        from (select *, sum(sessions) over (partition by weekday)
                / sum(a + b * age) over (partition by weekday) as mean
            from shape, trend)
    """),
    Measure("sessions on January 1 / the same weekday of the next weeks", "a holiday", """
        with days as (
            select viewing_date, count(*) as sessions from people_sessions
            where isodow(viewing_date) = (
                select isodow(min(viewing_date)) from people_sessions
            )
            group by all
        )
        select avg(sessions) filter (month(viewing_date) = 1 and day(viewing_date) = 1)
            / avg(sessions) filter (month(viewing_date) = 1 and day(viewing_date) > 1)
        from days
    """),
    Measure("daytime share of sessions, January 1 / the same weekday of the next weeks", "1.3-1.6", """
        select avg((hour_of_day between 4 and 12)::int) filter (day(viewing_date) = 1)
            / avg((hour_of_day between 4 and 12)::int) filter (day(viewing_date) > 1)
        from people_sessions
        where month(viewing_date) = 1
            and isodow(viewing_date) = (select isodow(min(viewing_date)) from people_sessions)
    """),
    Measure("sessions a day in January / in June, of who stayed", "above 1", """
        with old as (
            select user_id, count(*) filter (month(viewing_date) = 1) as winter,
                count(*) filter (month(viewing_date) = 6) as summer
            from people_sessions join users using (user_id)
            where created_at < timestamp '2024-01-01' and country not in ('AU', 'BR')
            group by all
        )
        select (sum(winter) / 31) / (sum(summer) / 29) from old where winter > 0 and summer > 0
    """, days=180),
    Measure("viewers seen in more than one city", "travel", """
        select avg((cities > 1)::int) from (
            select count(distinct city) as cities from people_sessions
            group by user_id having count(*) >= 8
        )
    """),
    Measure("moves a year and user", "0.1, US Census", """
        with halves as (
            select user_id, viewing_date >= middle as is_later, mode(city) as city, count(*) as n
            from people_sessions, (
                select min(viewing_date) + (max(viewing_date) - min(viewing_date))::int // 2
                    as middle, count(distinct viewing_date) as days
                from people_sessions
            )
            group by all
        )
        select avg((one.city <> other.city)::int) * 365
            / (select count(distinct viewing_date) / 2 from people_sessions)
        from halves as one join halves as other using (user_id)
        where other.is_later and not one.is_later and least(one.n, other.n) >= 8
    """, days=100),
    Measure("days seen in another city than the usual one, share", "travel", """
        select avg((city <> usual)::int) from people_sessions
        join (select user_id, mode(city) as usual from people_sessions group by all) using (user_id)
    """),
    Measure("users who replace a device a year", "0.3", """
        with devices as (
            select user_id, device_id, any_value(device_type) as kind, count(*) as n,
                min(viewing_date) as since, max(viewing_date) as until
            from people_sessions group by all
        ),
        often as (select user_id from people_sessions group by all having count(*) >= 30),
        -- before and after it there is time for both to be seen
        middle as (
            select min(viewing_date) + count(distinct viewing_date)::int // 3 as begins,
                count(distinct viewing_date)::int // 3 as days
            from people_sessions
        )
        select count(distinct old.user_id) * 365 / (select count(*) from often) / any_value(days)
        from often join devices as old using (user_id) join devices as new using (user_id), middle
        where old.kind = new.kind and old.until < new.since and least(old.n, new.n) >= 3
            and new.since >= begins and new.since < begins + days
    """, days=100),
    Measure("versions of the app in use on the last day", "a tail", """
        select count(distinct app_version) from people_sessions
        where viewing_date = (select max(viewing_date) - 1 from people_sessions)
    """),
)  # fmt: skip

MEASURES = {
    "creators": CREATORS,
    "days": DAYS,
}
