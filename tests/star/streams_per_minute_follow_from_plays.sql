-- Dates add up to what plays took on them, and in a fifteenth of the minutes
-- the peak is what is counted at the minute's start and at each start within
-- it.
{%- set first_date = '(' ~ tested_from() ~ ' - 1)' %}
{%- set hour_at = dbt.dateadd(
    'hour', 'hours.number', "date_trunc('hour', plays.event_at)"
) | trim %}

with

minutes as (

    select * from {{ ref('agg_streams_per_minute') }}
    where event_date >= {{ first_date }}

),

plays as (

    select
        event_at,
        ended_at

    from {{ ref('fct_events') }}
    where
        event_type = 'content_play'
        and viewing_date >= {{ first_date }} - 1
        and ended_at > event_at

),

dates as (

    select
        event_date,
        sum(stream_seconds) as stream_seconds

    from minutes
    group by all

),

-- the hours that a play touches
plays_by_hour as (

    select
        {{ hour_at }} as hour_at,
        plays.event_at,
        plays.ended_at

    from plays
    inner join {{ numbers(25) }} as hours on plays.ended_at > {{ hour_at }}

),

expected as (

    select
        hour_at::date as event_date,
        sum(epoch(
            least(ended_at, hour_at + interval '1' hour)
            - greatest(event_at, hour_at)
        ))::bigint as stream_seconds

    from plays_by_hour
    where hour_at::date >= {{ first_date }}
    group by all

),

sample as (

    select *
    from minutes
    where mod(
        extract(minute from minute_at), 15
    ) = mod(extract(doy from minute_at), 15)

),

-- where a peak can be reached
moments as (

    select
        sample.minute_at,
        sample.minute_at as instant

    from sample
    union
    select
        sample.minute_at,
        plays.event_at as instant

    from sample
    inner join plays
        on sample.minute_at = date_trunc('minute', plays.event_at)

),

running as (

    select
        moments.minute_at,
        moments.instant,
        count(*) as streams

    from moments
    inner join plays_by_hour as plays
        on
            date_trunc('hour', moments.instant) = plays.hour_at
            and moments.instant >= plays.event_at
            and moments.instant < plays.ended_at
    group by all

),

peaks as (

    select
        minute_at,
        max(streams) as peak_streams

    from running
    group by all

)

select
    coalesce(dates.event_date, expected.event_date)::timestamp as instant,
    dates.stream_seconds as found,
    expected.stream_seconds as expected

from dates
full join expected on dates.event_date = expected.event_date
where dates.stream_seconds is distinct from expected.stream_seconds
union all
select
    sample.minute_at as instant,
    sample.peak_streams as found,
    peaks.peak_streams as expected

from sample
left join peaks on sample.minute_at = peaks.minute_at
where sample.peak_streams is distinct from peaks.peak_streams
union all
select
    minute_at as instant,
    stream_seconds as found,
    (mean_streams * 60)::bigint as expected

from minutes
where
    stream_seconds <> round(mean_streams * 60, 6)
    or minute_at <> date_trunc('minute', minute_at)
    or event_date <> minute_at::date
