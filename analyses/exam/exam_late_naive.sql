-- What share of viewers' days has events that were loaded after their date?
-- A large one: a viewing day runs to 05:00 in the viewer's zone, past midnight
-- in UTC.
with

days as (

    select
        user_id,
        event_date,
        bool_or(load_date <> event_date) as is_late

    from {{ ref('fct_events') }}
    group by all

),

counted as (
    {{ share('days', 'is_late') }}
)

{{ interval('counted') }}
