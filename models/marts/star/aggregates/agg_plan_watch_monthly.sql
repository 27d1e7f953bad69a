{{ config(
    materialized="incremental",
    unique_key="month_start_date",
    liquid_clustered_by="month_start_date",
    meta={"follows_changes_of": ["user", "content", "subscription"]},
) }}

with

events as (

    select
        subscription_version_key,
        event_type,
        play_duration_seconds,
        is_completed,
        viewing_date,
        date_trunc('month', viewing_date)::date as month_start_date

    from {{ in_window(ref('fct_events'), 'viewing_date') }}

),

subscriptions as (

    select
        subscription_version_key,
        plan

    from {{ ref('dim_user_subscription') }}

),

summed as (

    select
        ---------- keys
        subscriptions.plan,
        events.month_start_date,

        ---------- measures
        count(*) as events,
        count(*) filter (where events.event_type = 'content_play') as plays,
        count(*) filter (where events.is_completed) as completed_plays,
        coalesce(sum(events.play_duration_seconds), 0)::bigint
            as watched_seconds

    from events
    left join subscriptions
        on
            events.subscription_version_key
            = subscriptions.subscription_version_key
    group by all

),

described as (

    select
        *,
        {{ days_covered('month_start_date') }} as days_covered,

        ---------- flags
        {{ is_final_month('month_start_date') }} as is_final

    from summed

)

select * from described
