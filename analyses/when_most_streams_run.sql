-- How many streams run at one time, and when are there most of them?
with

hours as (

    select
        event_date,
        date_trunc('hour', minute_at) as hour_at,
        max(peak_streams) as peak_streams,
        sum(stream_seconds) / 3600.0 as mean_streams

    from {{ ref('agg_streams_per_minute') }}
    where is_final
    group by all

)

select
    extract(hour from hour_at)::integer as hour_in_utc,
    round(avg(mean_streams), 1) as mean_streams,
    round(avg(peak_streams), 1) as mean_peak_streams,
    max(peak_streams) as highest_peak_streams,
    arg_max(event_date, peak_streams) as date_of_highest_peak

from hours
group by all
order by hour_in_utc
