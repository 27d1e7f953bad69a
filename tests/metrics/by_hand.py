"""Each saved query by hand: SQL that knows nothing of semantic models.

The versions of a user, a subscription, a place or a title are found by the time of the fact here,
and by their keys there. Subscriptions come from the log here, and from the marts there.
"""

AT = "{0}.{1} = plays.{1} and plays.event_at >= {0}.valid_from and plays.event_at < {0}.valid_to"
PLAYS = "(select * from star.fct_events where event_type = 'content_play') as plays"
SUBSCRIPTIONS = f"join star.dim_user_subscription as had on {AT.format('had', 'subscription_key')}"
PLACES = f"join star.dim_location as place on {AT.format('place', 'user_id')}"
TITLES = f"join star.dim_content as title on {AT.format('title', 'content_id')}"
DEVICES = f"join star.dim_device as device on {AT.format('device', 'device_key')}"
HOURS = "sum(plays.play_duration_seconds) / 3600"


BY_HAND = {
    "viewers_by_week_and_plan": f"""
        select
            date_trunc('week', plays.viewing_date)::date, had.plan,
            count(distinct plays.user_id), {HOURS}, {HOURS} / count(distinct plays.user_id)
        from {PLAYS} {SUBSCRIPTIONS}
        group by all""",
    "sessions_by_day": f"""
        with watched as (
            select plays.viewing_date, count(distinct plays.user_id) as viewers, {HOURS} as hours
            from {PLAYS} group by all
        ), held as (
            select viewing_date, count(distinct session_id) as sessions
            from star.fct_events group by all
        ), began as (
            select first_day, sum(plays) as plays from (
                select
                    session_id, min(viewing_date) as first_day,
                    count(*) filter (where event_type = 'content_play') as plays
                from star.fct_events group by all
            ) group by all
        )
        select viewing_date, viewers, sessions, began.plays / sessions, hours
        from watched full join held using (viewing_date)
        join began on first_day = viewing_date""",
    "viewing_by_week_and_country": f"""
        select
            date_trunc('week', plays.viewing_date)::date, place.country_code,
            count(distinct plays.user_id), {HOURS}, avg((plays.buffering_incidents > 0)::integer)
        from {PLAYS} {PLACES}
        group by all""",
    "titles": f"""
        select
            title.title, title.genre, count(distinct plays.user_id), count(*), {HOURS},
            count(*) filter (where plays.is_completed) / count(*)
        from {PLAYS} {TITLES}
        group by all""",
    "stalls_by_device_and_network": f"""
        select
            plays.network_type, device.device_type, count(*),
            count(*) filter (where plays.buffering_incidents > 0) / count(*)
        from {PLAYS} {DEVICES}
        group by all""",
    "recommendations_by_place": """
        select
            surface, algorithm, recommendation_number, count(*),
            count(*) filter (where is_clicked) / count(*),
            count(followed_by_event_id) / count(*)
        from star.fct_recommendations
        group by all""",
    "searches_by_week": """
        select
            date_trunc('week', viewing_date)::date, count(*), count(distinct event_id),
            count(distinct event_id) filter (where is_last_of_visit and seconds_to_play >= 0)
                / count(distinct event_id)
        from star.fct_search_history
        group by all""",
    "subscriptions_by_month_and_plan": """
        with months as (
            select distinct date_trunc('month', date_day)::date as month_start
            from star.agg_subscription_daily
        ), ends as (
            select month_start, plan, (
                select max(date_day) from star.agg_subscription_daily
                where date_trunc('month', date_day) = month_start
            ) as last_day
            from months cross join (select distinct plan from star.dim_plan)
        ), changes as (
            select
                date_trunc('month', change_date)::date as month_start,
                coalesce(nullif(plan, ''), previous_plan) as new_plan, *
            from star.fct_subscription_changes
        )
        select
            ends.month_start, ends.plan,
            count(*) filter (where movement = 'new' and changes.plan = ends.plan),
            count(*) filter (where movement = 'reactivation' and changes.plan = ends.plan),
            count(*) filter (where movement = 'churn' and previous_plan = ends.plan),
            (
                select count(*) from (
                    select * from staging.stg_platform__subscription_changes
                    where changed_at < ends.last_day + 1
                    qualify row_number() over (
                        partition by user_id order by changed_at desc, change_id desc
                    ) = 1
                ) as latest
                where change_kind <> 'cancel' and latest.plan = ends.plan
            ),
            (
                select coalesce(sum(mrr_usd), 0) from star.agg_subscription_daily as days
                where days.date_day = ends.last_day and days.plan = ends.plan
            )
        from ends left join changes on changes.month_start = ends.month_start
        group by ends.month_start, ends.plan, ends.last_day""",
    "revenue_bridge": """
        with months as (
            select distinct date_trunc('month', date_day)::date as month_start
            from star.agg_subscription_daily
        ), moves as (
            select date_trunc('month', change_date)::date as month_start, movement, mrr_delta_usd
            from star.fct_subscription_changes
        )
        select
            month_start,
            coalesce(sum(mrr_delta_usd) filter (where movement = 'new'), 0),
            coalesce(sum(mrr_delta_usd) filter (where movement = 'reactivation'), 0),
            coalesce(sum(mrr_delta_usd) filter (where movement = 'expansion'), 0),
            coalesce(sum(mrr_delta_usd) filter (where movement = 'contraction'), 0),
            coalesce(sum(mrr_delta_usd) filter (where movement = 'churn'), 0),
            (
                select sum(mrr_delta_usd) from star.fct_subscription_changes
                where change_date < month_start + interval '1' month
            )
        from months left join moves using (month_start)
        group by month_start""",
    "churn_by_month": """
        with months as (
            select distinct date_trunc('month', date_day)::timestamp as month_start
            from star.agg_subscription_daily
        ), running as (
            select month_start, user_id
            from months join staging.stg_platform__subscription_changes
                on changed_at < month_start
            group by all
            having max_by(change_kind, (changed_at, change_id)) <> 'cancel'
        ), counted as (
            select month_start, count(*) as at_start, count(*) filter (
                where exists (
                    select 1 from staging.stg_platform__subscription_changes as later
                    where later.user_id = running.user_id and change_kind = 'cancel'
                        and changed_at >= month_start
                        and changed_at < month_start + interval '1' month
                )
            ) as churned
            from running group by all
        )
        select
            month_start::date, coalesce(at_start, 0), coalesce(churned, 0),
            churned / nullif(at_start, 0)
        from months left join counted using (month_start)""",
    "retention_by_cohort": """
        select cohort_month, months_since_sign_up, users, subscribed_users / users
        from star.agg_cohort_retention""",
    "reach_by_week_and_country": """
        select
            date_trunc('week', event_date)::date, creator.country_code,
            count(distinct viewer_id) filter (where views = 1), sum(views), sum(likes),
            sum(likes_after_view) / nullif(sum(first_views), 0)
        from creators.fct_post_events as events
        left join star.dim_user as creator
            on creator.user_id = events.creator_id
            and event_at >= creator.valid_from and event_at < creator.valid_to
        group by all""",
    "messages": """
        with judged as (
            select message, is_treated, avg(sessions_after) as sessions
            from customerio.fct_message_path
            where is_final and message_kind <> 'transactional'
            group by all
        )
        select
            paths.message, count(*) filter (where paths.is_treated),
            count(*) filter (where is_opened) / nullif(count(*) filter (where is_delivered), 0),
            count(*) filter (where is_clicked) / nullif(count(*) filter (where is_delivered), 0),
            any_value(sent.sessions) - any_value(withheld.sessions)
        from customerio.fct_message_path as paths
        left join judged as sent on sent.message = paths.message and sent.is_treated
        left join judged as withheld
            on withheld.message = paths.message and not withheld.is_treated
        group by paths.message""",
}

# Metrics that no saved query names, with the dimensions that they are asked by.
BESIDE = {
    "plays_in_sessions_by_week": (
        ["plays_in_sessions"],
        ["metric_time__week"],
        """
        with began as (
            select
                min(viewing_date) as first_day,
                count(*) filter (where event_type = 'content_play') as plays
            from star.fct_events group by session_id
        )
        select date_trunc('week', first_day)::date, sum(plays) from began group by all""",
    ),
    "stalled_plays_by_week_and_country": (
        ["stalled_plays"],
        ["metric_time__week", "place__country_code"],
        f"""
        select
            date_trunc('week', plays.viewing_date)::date, place.country_code,
            count(*) filter (where plays.buffering_incidents > 0)
        from {PLAYS} {PLACES}
        group by all""",
    ),
    "viewing_by_week_plan_and_country": (
        ["watched_seconds", "completed_plays"],
        ["metric_time__week", "subscription__plan", "place__country_code"],
        f"""
        select
            date_trunc('week', plays.viewing_date)::date, had.plan, place.country_code,
            sum(plays.play_duration_seconds), count(*) filter (where plays.is_completed)
        from {PLAYS} {PLACES} {SUBSCRIPTIONS}
        group by all""",
    ),
    "recommended_by_week": (
        ["recommendation_clicks", "recommendations_played"],
        ["metric_time__week"],
        """
        select
            date_trunc('week', viewing_date)::date, count(*) filter (where is_clicked),
            count(followed_by_event_id)
        from star.fct_recommendations
        group by all""",
    ),
    "found_by_week": (
        ["successful_search_visits"],
        ["metric_time__week"],
        """
        select
            date_trunc('week', viewing_date)::date,
            count(distinct event_id) filter (where is_last_of_visit and seconds_to_play >= 0)
        from star.fct_search_history
        group by all""",
    ),
    "transfers_by_month_and_plan": (
        ["mrr_transferred"],
        ["metric_time__month", "plan_day__plan"],
        """
        with moved as (
            select * from star.fct_subscription_changes where is_upgrade or is_downgrade
        ), sides as (
            select change_date, plan, mrr_before_usd as usd from moved
            union all
            select change_date, previous_plan, -mrr_before_usd from moved
        ), months as (
            select distinct date_trunc('month', date_day)::date as month_start, plan
            from star.agg_subscription_daily
        )
        select month_start, months.plan, coalesce(sum(usd), 0)
        from months left join sides
            on sides.plan = months.plan and date_trunc('month', change_date) = month_start
        group by all""",
    ),
    "retained_by_cohort": (
        ["retained_users"],
        ["cohort__cohort_month", "cohort__months_since_sign_up"],
        """
        select cohort_month, months_since_sign_up, subscribed_users
        from star.agg_cohort_retention""",
    ),
    "posts_by_week": (
        ["first_post_views", "post_likes_after_view"],
        ["metric_time__week"],
        """
        with firsts as (
            select viewer_id, post_id, event_type, min(event_at) as first_at
            from creators.fct_post_events where is_counted group by all
        ), liked as (
            select
                likes.first_at,
                exists (
                    select 1 from creators.fct_post_events as seen
                    where seen.viewer_id = likes.viewer_id and seen.post_id = likes.post_id
                        and seen.event_type = 'view' and seen.event_at <= likes.first_at
                ) as is_after
            from firsts as likes where event_type = 'like'
        ), told as (
            select first_at, 1 as views, 0 as likes from firsts where event_type = 'view'
            union all
            select first_at, 0, is_after::integer from liked
        )
        select date_trunc('week', first_at)::date, sum(views), sum(likes)
        from told group by all""",
    ),
    "messages_by_week": (
        ["delivered_messages", "opened_messages", "clicked_messages", "withheld_messages"],
        ["metric_time__week"],
        """
        select
            date_trunc('week', send_date)::date, count(*) filter (where is_delivered),
            count(*) filter (where is_opened), count(*) filter (where is_clicked),
            count(*) filter (where not is_treated)
        from customerio.fct_message_path
        group by all""",
    ),
    "sessions_after_messages_by_month": (
        [
            *("sessions_after_sent", "sessions_after_withheld"),
            *("sessions_after_a_message", "sessions_without_the_message"),
        ],
        ["metric_time__month"],
        """
        with judged as (
            select * from customerio.fct_message_path
            where is_final and message_kind <> 'transactional'
        ), averages as (
            select
                date_trunc('month', send_date)::date as month_start,
                avg(sessions_after) filter (where is_treated) as sent,
                avg(sessions_after) filter (where not is_treated) as withheld
            from judged group by all
        )
        select
            date_trunc('month', send_date)::date as month_start,
            coalesce(sum(sessions_after) filter (where is_treated), 0),
            coalesce(sum(sessions_after) filter (where not is_treated), 0),
            any_value(averages.sent), any_value(averages.withheld)
        from customerio.fct_message_path
        left join averages on month_start = date_trunc('month', send_date)
        group by 1""",
    ),
}
