-- What a user did in the 28 load days that end with one on which something of
-- theirs arrived, and how engaged that is.
{%- set first_day = tested_from() %}

with

days as (

    select
        user_id,
        load_date,
        count(*) as events,
        sum((event_type = 'content_play')::integer) as plays,
        sum(coalesce(play_duration_seconds, 0)) as watched_seconds

    from {{ ref('stg_consumer_events__events') }}
    where load_date >= {{ first_day }} - 27
    group by all

),

expected as (

    select
        unhex(md5(days.user_id::varchar)) as user_hk,
        days.load_date,
        {{ batch_closes_at('days.load_date') }} as load_datetime,
        count(*) as active_days,
        sum(earlier.events) as events,
        sum(earlier.plays) as plays,
        sum(earlier.watched_seconds) as watched_seconds,
        case
            when count(*) < 4 then 'light'
            when count(*) < 14 then 'regular'
            else 'heavy'
        end as engagement

    from days
    inner join days as earlier
        on
            days.user_id = earlier.user_id
            and days.load_date - earlier.load_date between 0 and 27
    where days.load_date >= {{ first_day }}
    group by all

),

found as (

    {% for table in ['bv_engagement_by_load_day', 'bv_sat_user_engagement'] -%}
    select
        '{{ table }}' as table_name,
        user_hk,
        load_date,
        load_datetime,
        active_days,
        events,
        plays,
        watched_seconds,
        engagement

    from {{ ref(table) }}
    where
        coalesce(load_date >= {{ first_day }}, true)
        and coalesce(load_datetime > timestamp '1900-01-01', true)
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select found.*
from found
left join expected
    on
        found.user_hk = expected.user_hk
        and found.load_date = expected.load_date
where
    found.load_datetime is distinct from expected.load_datetime
    {%- for column in [
        'active_days', 'events', 'plays', 'watched_seconds', 'engagement'
    ] %}
    or found.{{ column }} is distinct from expected.{{ column }}
    {%- endfor %}
