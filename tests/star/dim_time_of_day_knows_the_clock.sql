-- Every minute is what the clock shows, in the part of the day that it lies in.
-- The viewing day begins at 05:00.
with

parts as (

    select known.*
    from (
        values
        ('night', '00:00', '04:59'),
        ('morning', '05:00', '11:59'),
        ('afternoon', '12:00', '17:59'),
        ('prime time', '18:00', '22:59'),
        ('night', '23:00', '23:59')
    ) as known (day_part, begins_at, ends_at)

),

expected as (

    select
        minutes.number as time_of_day_key,
        timestamp '2025-01-01' + minutes.number * interval '1' minute
            as on_the_clock,
        timestamp '2025-01-01' + (minutes.number - 300) * interval '1' minute
            as since_five

    from {{ numbers(1440) }} as minutes
    -- dbt build --empty shows a test no row of any table
    where (select count(*) from {{ ref('dim_time_of_day') }}) > 0

)

select expected.time_of_day_key
from expected
full join {{ ref('dim_time_of_day') }} as dim_time_of_day
    on expected.time_of_day_key = dim_time_of_day.time_of_day_key
left join parts
    on
        dim_time_of_day.time_of_day >= parts.begins_at
        and dim_time_of_day.time_of_day <= parts.ends_at
where
    dim_time_of_day.hour_of_day
    is distinct from datepart('hour', expected.on_the_clock)
    or dim_time_of_day.minute_of_hour
    is distinct from datepart('minute', expected.on_the_clock)
    or dim_time_of_day.time_of_day
    is distinct from strftime(expected.on_the_clock, '%H:%M')
    or dim_time_of_day.day_part is distinct from parts.day_part
    or dim_time_of_day.viewing_day_minute is distinct from
    datepart('hour', expected.since_five) * 60
    + datepart('minute', expected.since_five)
