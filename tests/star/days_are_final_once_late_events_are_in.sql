-- A day is final when the load day that may bring its last late event is
-- loaded.
{%- set first_day = tested_from() %}

with

last_day as (

    select
        clock.load_date,
        clock.late_days

    from {{ ref('raw_clock') }} as clock
    order by clock.load_date desc
    limit 1

),

days as (

    select distinct
        'agg_content_daily' as model,
        viewing_date,
        is_final

    from {{ ref('agg_content_daily') }}
    where viewing_date >= {{ first_day }}
    union all
    select distinct
        'agg_user_daily' as model,
        viewing_date,
        is_final

    from {{ ref('agg_user_daily') }}
    where viewing_date >= {{ first_day }}
    union all
    -- a date in UTC holds the begin of the viewing day after it
    select distinct
        'agg_streams_per_minute' as model,
        event_date + 1 as viewing_date,
        is_final

    from {{ ref('agg_streams_per_minute') }}
    where event_date >= {{ first_day }}

)

select days.*
from days
cross join last_day
where
    days.is_final
    <> (last_day.load_date - days.viewing_date >= last_day.late_days)
