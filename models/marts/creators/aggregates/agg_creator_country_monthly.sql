{{ config(
    materialized="incremental",
    unique_key="month_start_date",
    liquid_clustered_by="month_start_date",
    meta={"shows_profiles": true},
) }}

with

events as (

    select
        *,
        date_trunc('month', event_date)::date as month_start_date

    from {{ in_window(ref('fct_post_events'), 'event_date') }}
    where
        is_counted
        and creator_id is not null

),

creators as (

    select
        user_version_key,
        country_code

    from {{ ref('dim_user') }}

),

summed as (

    select
        ---------- keys
        events.creator_id,
        creators.country_code,
        events.month_start_date,

        ---------- measures
        sum(events.views)::bigint as views,
        count(distinct events.viewer_id) filter (where events.views > 0)
            as viewers,
        sum(events.likes)::bigint as likes,
        {{ days_covered('events.month_start_date') }} as days_covered,

        ---------- flags
        {{ is_final_feed_month('events.month_start_date') }} as is_final

    from events
    inner join creators
        on events.creator_version_key = creators.user_version_key
    group by all

)

select * from summed
