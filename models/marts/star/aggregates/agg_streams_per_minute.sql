{{ config(
    materialized="incremental",
    unique_key="event_date",
    liquid_clustered_by="event_date",
) }}

{%- set first_date = rewritten_from('event_date') %}

with

-- a play is over when its viewing day is, at the latest on the date after it
plays as (

    select
        greatest(event_at, {{ first_date }}::timestamp) as started_at,
        ended_at

    from {{ ref('fct_events') }}
    where
        event_type = 'content_play'
        and viewing_date >= {{ first_date }} - 1
        and ended_at > {{ first_date }}::timestamp

),

days as (

    select * from {{ ref('dim_date') }}

),

dim_time_of_day as (

    select * from {{ ref('dim_time_of_day') }}

),

range_of_days as (

    select
        min(started_at)::date as first_day,
        max(ended_at)::date as last_day

    from plays

),

minutes as (

    select
        {{ dbt.dateadd(
            'minute', 'minutes.time_of_day_key', 'days.date_day::timestamp'
        ) }} as minute_at

    from days
    inner join range_of_days
        on
            days.date_day >= range_of_days.first_day
            and days.date_day <= range_of_days.last_day
    cross join dim_time_of_day as minutes

),

-- a minute begins a stretch of its own
steps as (

    select
        started_at as instant,
        1 as streams

    from plays
    union all
    select
        ended_at as instant,
        -1 as streams

    from plays
    union all
    select
        minute_at as instant,
        0 as streams

    from minutes

),

instants as (

    select
        instant,
        sum(streams) as streams

    from steps
    group by all

),

stretches as (

    select
        date_trunc('minute', instant) as minute_at,
        sum(streams) over (order by instant) as streams,
        {{ seconds_between(
            'instant', 'lead(instant) over (order by instant)'
        ) }} as seconds

    from instants

),

counted as (

    select
        minute_at,
        max(streams)::integer as peak_streams,
        sum(streams * seconds)::bigint as stream_seconds

    from stretches
    group by all
    having max(streams) > 0

),

described as (

    select
        ---------- keys
        minute_at,

        ---------- measures
        peak_streams,
        stream_seconds,
        stream_seconds / 60.0::double as mean_streams,

        ---------- flags
        {{ is_final_day('(minute_at::date + 1)') }} as is_final,

        ---------- timestamps
        minute_at::date as event_date

    from counted

)

select * from described
