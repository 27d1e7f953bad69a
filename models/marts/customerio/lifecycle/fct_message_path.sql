{{ config(
    materialized="incremental",
    unique_key="delivery_id",
) }}

{%- set first_day = rewritten_from('viewing_date') %}

with

-- what was sent long enough ago has its sessions; metrics come for longer
deliveries as (

    select * from {{ ref('int_customerio__deliveries') }}
    where
        last_metric_load_date >= {{ first_day }}
        or created_at >= {{ first_day }} - 12

),

sessions as (

    select
        session_id,
        user_id,
        watched_seconds,
        started_at

    from {{ ref('fct_sessions') }}
    where viewing_date >= {{ first_day }} - {{ days_of_metrics() }} - 12

),

plays as (

    select
        event_id,
        user_id,
        content_id,
        event_at

    from {{ ref('fct_events') }}
    where
        event_type = 'content_play'
        and viewing_date >= {{ first_day }} - {{ days_of_metrics() }} - 3

),

weeks as (

    select
        deliveries.delivery_id,
        count(*) filter (
            where sessions.started_at < deliveries.counted_at
        ) as sessions_before,
        count(*) filter (
            where sessions.started_at >= deliveries.counted_at
        ) as sessions_after,
        sum(sessions.watched_seconds) filter (
            where sessions.started_at >= deliveries.counted_at
        )::bigint as watched_seconds_after

    from deliveries
    inner join sessions
        on
            deliveries.user_id = sessions.user_id
            and sessions.started_at
            >= deliveries.counted_at - interval '7' day
            and sessions.started_at < deliveries.counted_at + interval '7' day
    group by all

),

next_plays as (

    select
        deliveries.delivery_id,
        plays.event_id,
        plays.content_id,
        plays.event_at

    from deliveries
    inner join plays
        on
            deliveries.user_id = plays.user_id
            and deliveries.counted_at <= plays.event_at
            and deliveries.counted_at > plays.event_at - interval '24' hour
    qualify row_number() over (
        partition by deliveries.delivery_id
        order by plays.event_at, plays.event_id
    ) = 1

),

joined as (

    select
        ---------- keys
        deliveries.delivery_id,
        deliveries.user_id,
        deliveries.action_id,
        next_plays.event_id as followed_by_event_id,
        next_plays.content_id as followed_by_content_id,

        ---------- attributes
        deliveries.campaign,
        deliveries.message,
        deliveries.message_kind,
        deliveries.channel,
        deliveries.variant,
        deliveries.holdout_group,
        deliveries.inbox_provider,
        deliveries.delivery_status,

        ---------- measures
        deliveries.open_count,
        deliveries.human_open_count,
        deliveries.click_count,
        deliveries.human_click_count,
        {{ seconds_between(
            'deliveries.counted_at', 'deliveries.first_human_opened_at'
        ) }} as seconds_to_open,
        {{ seconds_between('deliveries.counted_at', 'next_plays.event_at') }}
            as seconds_to_play,
        coalesce(weeks.sessions_before, 0)::integer as sessions_before,
        coalesce(weeks.sessions_after, 0)::integer as sessions_after,
        coalesce(weeks.watched_seconds_after, 0) as watched_seconds_after,

        ---------- flags
        deliveries.is_treated,
        deliveries.delivered_at is not null as is_delivered,
        deliveries.human_open_count > 0 as is_opened,
        deliveries.human_click_count > 0 as is_clicked,
        deliveries.unsubscribed_at is not null as is_unsubscribed,
        deliveries.complained_at is not null as is_complained,
        next_plays.event_id is not null as is_followed_by_play,
        coalesce(
            next_plays.event_at >= deliveries.first_human_opened_at, false
        ) as is_opened_before_play,
        {{ is_final_day('deliveries.counted_at::date + 8') }} as is_final,

        ---------- timestamps
        deliveries.counted_at as sent_at,
        deliveries.delivered_at,
        deliveries.first_human_opened_at as opened_at,
        deliveries.first_human_clicked_at as clicked_at,
        next_plays.event_at as played_at,
        deliveries.counted_at::date as send_date

    from deliveries
    left join weeks on deliveries.delivery_id = weeks.delivery_id
    left join next_plays on deliveries.delivery_id = next_plays.delivery_id

)

select * from joined
