-- What share of viewers' viewing days has events that arrived in a later batch?
-- Days count once all that can still come late has come; the world's dial says
-- how many are late.
with

loaded as (

    select max(load_date) - 3 as last_day from {{ ref('fct_events') }}

),

days as (

    select
        events.user_id,
        events.viewing_date,
        bool_or(events.is_late) as is_late

    from {{ ref('fct_events') }} as events
    inner join loaded
        on events.viewing_date <= loaded.last_day
    group by all

),

counted as (
    {{ share('days', 'is_late') }}
)

{{ interval('counted') }}
