{{ config(materialized="view") }}

{%- set stage_from = stage_from() %}

with

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

details as (

    select * from {{ ref('sat_event_details') }}

),

load_days as (

    select
        walk.user_hk,
        walk.load_date,
        count(*) as events,
        count(*) filter (where details.event_type = 'content_play') as plays,
        coalesce(sum(details.play_duration_seconds), 0)::bigint
            as watched_seconds

    from walk
    inner join details
        on
            walk.event_hk = details.event_hk
            and walk.load_datetime = details.load_datetime
    where walk.load_date >= {{ stage_from }} - 27
    group by all

),

last_four_weeks as (

    select
        user_hk,
        load_date,
        {%- for measure in ['events', 'plays', 'watched_seconds'] %}
        (sum({{ measure }}) over four_weeks)::bigint as {{ measure }},
        {%- endfor %}
        count(*) over four_weeks as active_days

    from load_days
    window
        four_weeks as (
            partition by user_hk order by load_date
            range between interval 27 day preceding and current row
        )

),

judged as (

    select
        user_hk,
        case
            when active_days >= 14 then 'heavy'
            when active_days >= 4 then 'regular'
            else 'light'
        end as engagement,
        events,
        plays,
        watched_seconds,
        active_days,
        load_date,
        {{ batch_closes_at('load_date') }} as load_datetime

    from last_four_weeks
    where load_date >= {{ stage_from }}

)

select * from judged
