-- At which time of the person's day sent are messages opened soonest?
with

locations as (

    select
        user_id,
        timezone

    from {{ ref('dim_location') }}
    where is_current

),

delivered as (

    select
        paths.*,
        {{ local_time('paths.sent_at', 'locations.timezone') }} as local_at

    from {{ ref('fct_message_path') }} as paths
    inner join locations on paths.user_id = locations.user_id
    where paths.is_delivered

)

select
    channel,
    case
        when extract(hour from local_at) < 6 then 'night'
        when extract(hour from local_at) < 12 then 'morning'
        when extract(hour from local_at) < 17 then 'afternoon'
        else 'evening'
    end as sent_in_the,
    count(*) as messages,
    round(100 * avg(is_opened::integer), 1) as opened_pct,
    round(100 * avg((seconds_to_open <= 3600)::integer) filter (
        where is_opened
    ), 1) as opened_within_an_hour_pct,
    round(median(seconds_to_open) / 3600, 1) as median_hours_to_open

from delivered
group by all
order by channel asc, messages desc
