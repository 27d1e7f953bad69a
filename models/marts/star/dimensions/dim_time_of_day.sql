with

minutes as (

    select numbers.number as time_of_day_key
    from {{ numbers(24 * 60) }} as numbers

),

clock as (

    select
        time_of_day_key,
        floor(time_of_day_key / 60)::integer as hour_of_day,
        mod(time_of_day_key, 60) as minute_of_hour

    from minutes

),

described as (

    select
        ---------- keys
        time_of_day_key,

        ---------- attributes
        hour_of_day,
        minute_of_hour,
        lpad(hour_of_day::varchar, 2, '0')
        || ':'
        || lpad(minute_of_hour::varchar, 2, '0') as time_of_day,
        case
            when hour_of_day between 5 and 11 then 'morning'
            when hour_of_day between 12 and 17 then 'afternoon'
            when hour_of_day between 18 and 22 then 'prime time'
            else 'night'
        end as day_part,
        mod(time_of_day_key + 24 * 60 - 5 * 60, 24 * 60) as viewing_day_minute

    from clock

)

select * from described
