"""What the people of a world look like from its raw tables: a figure for each trait of life.

Sign-ups, subscriptions, sessions, devices and networks. Each figure is a query on the raw tables
alone, as somebody would ask who was given them and doubted them.
"""

from __future__ import annotations

from bench.measure import Measure

# A row a session, from the events that bench/world.py makes and from those of the tests.
PREPARED = """
create table people_sessions as
select
    user_id, session_id, device.id as device_id, viewing_date,
    any_value(device.type) as device_type, any_value(location.country) as country,
    any_value(location.city) as city, any_value(event_details.network_type) as network,
    any_value(ln(replace(event_details.bandwidth, 'mbps', '')::double)) as log_mbps,
    any_value(device.app_version) as app_version,
    sum(coalesce(event_details.play_duration, 0)) as seconds,
    min(local_at) as begins,
    max(local_at + to_seconds(coalesce(event_details.play_duration, 0)::int)) as ends,
    min(happened_at) as happened_at,
    (epoch(min(local_at)) - epoch(any_value(viewing_date)::timestamp) - 5 * 3600) / 3600
        as hour_of_day
from events group by all
"""

# A row a subscription, from its start or resumption to its end.
SPELLS = """
        with spells as (
            select
                user_id, start_date, arg_max(billing_cycle, changed_at) as cycle,
                min(changed_at) as begins, max(changed_at) filter (kind = 'cancel') as ends,
                (select max(changed_at) from subscription_changes) as now_at
            from subscription_changes group by all
        )
"""

SUBSCRIPTIONS = (
    Measure("yearly subscriptions, share of starts", "0.04, Antenna", """
        select avg((billing_cycle = 'yearly')::int) from subscription_changes where kind = 'start'
    """),
    Measure("cancel hazard, yearly / monthly", "about 0.3, Antenna", f"""
        {SPELLS},
        watched as (
            select *, date_diff('day', begins, coalesce(ends, now_at)) as days from spells
        )
        select (count(ends) filter (cycle = 'yearly') / sum(days) filter (cycle = 'yearly'))
            / (count(ends) filter (cycle = 'monthly') / sum(days) filter (cycle = 'monthly'))
        from watched
    """),
    Measure("cancels on a billing day", "most", """
        select avg((day(changed_at) = day(start_date)
            or (day(start_date) > 28 and changed_at::date = last_day(changed_at))
            or day(changed_at - interval 12 hour) = day(start_date))::int)
        from subscription_changes anti join users
            on users.user_id = subscription_changes.user_id
            and users.deleted_at = subscription_changes.changed_at
        where kind = 'cancel'
    """),
    Measure("leave in the first month of a monthly subscription", "about 0.1, Antenna", f"""
        {SPELLS}
        select avg(coalesce(ends < begins + interval 32 day, false)::int) from spells
        where cycle = 'monthly' and begins < now_at - interval 32 day
    """),
    Measure("leave in the seventh month", "about 0.04, Antenna", f"""
        {SPELLS}
        select avg(coalesce(ends < begins + interval 215 day, false)::int) from spells
        where cycle = 'monthly' and begins < now_at - interval 215 day
            and coalesce(ends > begins + interval 184 day, true)
    """),
    Measure("won back within three months", "0.22, Antenna", """
        with log as (
            select *, lead(kind) over spell as next_kind, lead(changed_at) over spell as next_at
            from subscription_changes window spell as (partition by user_id order by changed_at)
        )
        select avg(coalesce(next_kind = 'resume' and next_at < changed_at + interval 91 day, false)::int)
        from log, (select max(changed_at) as now_at from subscription_changes)
        where kind = 'cancel' and changed_at < now_at - interval 91 day
    """),
    Measure("watch time of 30 days against churn in the next 60 (AUC)", "0.65-0.75", """
        with world as (
            select min(viewing_date) + 30 as middle, max(viewing_date) as last_day
            from people_sessions
        ),
        state as (
            select user_id, arg_max(kind, changed_at) as kind
            from subscription_changes, world where changed_at < middle group by all
        ),
        watched as (
            select user_id, sum(seconds) as seconds from people_sessions, world
            where viewing_date < middle group by all
        ),
        ends as (
            select distinct user_id from subscription_changes, world
            where kind = 'cancel' and changed_at >= middle and changed_at < middle + interval 60 day
        ),
        ranked as (
            select ends.user_id is not null as leaves,
                rank() over (order by coalesce(seconds, 0)) as low,
                count(*) over (partition by coalesce(seconds, 0)) as ties
            from state left join watched using (user_id) left join ends using (user_id)
            where kind <> 'cancel'
        )
        select 1 - (sum(low + (ties - 1) / 2) filter (leaves)
                - count(*) filter (leaves) * (count(*) filter (leaves) + 1) / 2)
            / (count(*) filter (leaves) * count(*) filter (not leaves))
        from ranked
    """, days=90),
    Measure("sessions in the last 14 days before a cancel / days 29-42 before", "below 0.8", """
        with ends as (
            select user_id, changed_at from subscription_changes,
                (select min(viewing_date) as first_day from people_sessions)
            where kind = 'cancel' and start_date < changed_at - interval 100 day
                and changed_at > first_day + interval 43 day
        )
        select count(*) filter (happened_at > changed_at - interval 14 day)
            / count(*) filter (happened_at < changed_at - interval 28 day)
        from ends join people_sessions using (user_id)
        where happened_at < changed_at and happened_at > changed_at - interval 42 day
    """, days=90),
    Measure("sign-up to first session, median hours", "minutes", """
        with firsts as (select user_id, min(happened_at) as watched_at from people_sessions group by all)
        select median(date_diff('second', created_at, watched_at)) / 3600
        from users join firsts using (user_id),
            (select min(viewing_date) as first_day, max(viewing_date) as last_day
            from people_sessions)
        where created_at >= first_day + 1 and created_at < last_day - 7
    """),
    Measure("sign-ups a day, variance over a Poisson's", "1 and more", """
        with days as (
            select created_at::date as day, count(*) as n from users, (
                select min(viewing_date) as first_day, max(viewing_date) as last_day
                from people_sessions
            )
            where created_at::date > first_day - 200 and created_at::date < last_day group by all
        )
        select avg((n - before) ** 2 / (n + before)) from (
            select n, lag(n) over (order by day) as before from days
        )
    """),
    Measure("sign-ups of the first 28 days / of the 28 before", "about 1", """
        select count(*) filter (created_at >= first_day)
            / count(*) filter (created_at < first_day)
        from users, (
            select min(viewing_date)::timestamp as first_day from people_sessions
        )
        where created_at >= first_day - interval 28 day
            and created_at < first_day + interval 28 day
    """, days=28),
    Measure("gaps of sign-ups as long as another of the day, to 2 seconds", "0", """
        with gaps as (
            select created_at::date as day, epoch(created_at) - epoch(lag(created_at)
                over (partition by created_at::date order by created_at)) as gap
            from users
        )
        select avg(coalesce(gap - before <= 2, false)::int) from (
            select gap, lag(gap) over (partition by day order by gap) as before
            from gaps where gap is not null
        )
    """),
    Measure("sign-ups, share of the three busiest hours of the clock", "a day curve", """
        select sum(share) from (
            select count(*) / sum(count(*)) over () as share
            from users where country_code = 'GB' group by hour(created_at)
            order by share desc limit 3
        )
    """),
)  # fmt: skip

SESSIONS = (
    Measure("both sessions of a two-session day after 19:00", "0.20-0.25", """
        select avg((first_hour >= 14)::int) from (
            select min(hour_of_day) as first_hour from people_sessions
            group by user_id, viewing_date having count(*) = 2
        )
    """),
    Measure("gaps of 30-32 minutes", "< 0.03", """
        with gaps as (
            select epoch(begins) - epoch(lag(ends) over (
                partition by user_id, viewing_date order by begins
            )) as gap
            from people_sessions
        )
        select avg((gap between 1740 and 1980)::int) from gaps where gap is not null
    """),
    Measure("days with more than four sessions, per 1,000 of those with four", "a tail", """
        select 1000 * count(*) filter (sessions > 4) / count(*) filter (sessions = 4) from (
            select count(*) as sessions from people_sessions group by user_id, viewing_date
        )
    """),
    Measure("hour of day between users (ICC)", "0.2-0.35", """
        with users as (
            select user_id, count(*) as n, avg(hour_of_day) as mean, var_samp(hour_of_day) as v
            from people_sessions group by all having count(*) > 1
        ),
        parts as (
            select sum((n - 1) * v) / sum(n - 1) as within_users,
                (sum(n) - sum(n * n) / sum(n)) / (count(*) - 1) as typical,
                sum(n * mean) / sum(n) as grand
            from users
        ),
        between_users as (
            select sum(n * (mean - grand) ** 2) / (count(*) - 1) as between_users
            from users, parts group by all
        )
        select (between_users - within_users)
            / (between_users + (typical - 1) * within_users)
        from parts, between_users
    """),
    Measure("TV share of sessions, 20-22 h / 7-10 h", "1.5-2.5", """
        select avg((device_type = 'smartTV')::int) filter (hour_of_day between 15 and 17)
            / avg((device_type = 'smartTV')::int) filter (hour_of_day between 2 and 5)
        from people_sessions
    """),
    Measure("weekend daytime (9-17 h) share of sessions / weekdays'", "1.3-1.6", """
        select avg((hour_of_day between 4 and 12)::int) filter (isodow(viewing_date) > 5)
            / avg((hour_of_day between 4 and 12)::int) filter (isodow(viewing_date) < 6)
        from people_sessions
    """),
    Measure("TV's share of hours", "0.7, Netflix", """
        select sum(seconds) filter (device_type = 'smartTV') / sum(seconds) from people_sessions
    """),
    Measure("users of 20+ sessions with one device", "0.10-0.15", """
        select avg((devices = 1)::int) from (
            select count(distinct device_id) as devices from people_sessions
            group by user_id having count(*) >= 20
        )
    """),
)  # fmt: skip

NETWORKS = (
    Measure("same device and network, next session: r of log bandwidth", "0.8", """
        select corr(log_mbps, previous) from (
            select log_mbps, lag(log_mbps) over (
                partition by device_id, network order by happened_at
            ) as previous
            from people_sessions
        )
    """),
    Measure("TVs that change between WiFi and cable", "0.02", """
        select avg((networks > 1)::int) from (
            select count(distinct network) as networks from people_sessions
            where device_type = 'smartTV' group by device_id having count(*) >= 5
        )
    """),
    Measure("median bandwidth by country, highest / lowest", "1.5-3", """
        select max(mbps) / min(mbps) from (
            select exp(median(log_mbps)) as mbps from people_sessions
            group by country having count(*) > 300
        )
    """),
    Measure("bandwidth of WiFi 19-22 h / 9-12 h", "below 1", """
        select exp(median(log_mbps) filter (hour_of_day between 14 and 17)
            - median(log_mbps) filter (hour_of_day between 4 and 7))
        from people_sessions where network = 'WiFi'
    """),
)  # fmt: skip

MEASURES = {
    "subscriptions": SUBSCRIPTIONS,
    "sessions": SESSIONS,
    "networks": NETWORKS,
}
