-- The last minute of each part of the day and the first of the next; the day
-- begins at 05:00.
with

expected as (

    select known.*
    from (
        values
        ('00:00', 'night', 1140),
        ('04:59', 'night', 1439),
        ('05:00', 'morning', 0),
        ('11:59', 'morning', 419),
        ('12:00', 'afternoon', 420),
        ('17:59', 'afternoon', 779),
        ('18:00', 'prime time', 780),
        ('22:59', 'prime time', 1079),
        ('23:00', 'night', 1080),
        ('23:59', 'night', 1139)
    ) as known (time_of_day, day_part, viewing_day_minute)

)

select
    dim_time_of_day.time_of_day,
    dim_time_of_day.day_part,
    dim_time_of_day.viewing_day_minute

from {{ ref('dim_time_of_day') }} as dim_time_of_day
inner join expected
    on dim_time_of_day.time_of_day = expected.time_of_day
where
    dim_time_of_day.day_part <> expected.day_part
    or dim_time_of_day.viewing_day_minute <> expected.viewing_day_minute
