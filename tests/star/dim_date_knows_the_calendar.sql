-- Every day is what the calendar calls it; so are turns of the year within a
-- week, a leap day and a weekend, which are written down here. No day is
-- missing.
with

expected as (

    select
        known.date_day::date as date_day,
        known.iso_year_number,
        known.iso_week_number,
        known.day_of_week,
        known.day_name,
        known.is_weekend,
        known.week_start_date::date as week_start_date

    from (
        values
        ('2023-01-01', 2022, 52, 7, 'Sun', true, '2022-12-26'),
        ('2024-02-29', 2024, 9, 4, 'Thu', false, '2024-02-26'),
        ('2024-12-29', 2024, 52, 7, 'Sun', true, '2024-12-23'),
        ('2024-12-30', 2025, 1, 1, 'Mon', false, '2024-12-30'),
        ('2025-01-04', 2025, 1, 6, 'Sat', true, '2024-12-30')
    ) as known (
        date_day, iso_year_number, iso_week_number, day_of_week, day_name,
        is_weekend, week_start_date
    )

),

wrong as (

    select dim_date.date_day
    from {{ ref('dim_date') }} as dim_date
    inner join expected
        on dim_date.date_day = expected.date_day
    where
        dim_date.iso_year_number <> expected.iso_year_number
        or dim_date.iso_week_number <> expected.iso_week_number
        or dim_date.day_of_week <> expected.day_of_week
        or dim_date.day_name <> expected.day_name
        or dim_date.is_weekend <> expected.is_weekend
        or dim_date.week_start_date <> expected.week_start_date

),

-- weeks are counted here from a Monday long ago, and by their Thursdays
numbered as (

    select
        *,
        mod(date_day - date '1900-01-01', 7)::integer + 1 as weekday

    from {{ ref('dim_date') }}

),

counted as (

    select
        *,
        date_day - weekday + 4 as thursday

    from numbered

),

misnamed as (

    select date_day
    from counted
    where
        year_number is distinct from strftime(date_day, '%Y')::integer
        or quarter_number is distinct from ceil(
            strftime(date_day, '%m')::integer / 3
        )
        or month_number is distinct from strftime(date_day, '%m')::integer
        or month_name is distinct from strftime(date_day, '%b')
        or iso_year_number is distinct from strftime(thursday, '%Y')::integer
        or iso_week_number is distinct from ceil(extract(doy from thursday) / 7)
        or day_of_month is distinct from strftime(date_day, '%d')::integer
        or day_of_week is distinct from weekday
        or day_name is distinct from strftime(date_day, '%a')
        or is_weekend is distinct from weekday in (6, 7)
        or week_start_date is distinct from thursday - 3
        or month_start_date is distinct from
        date_day - strftime(date_day, '%d')::integer + 1

),

gaps as (

    select date_day
    from {{ ref('dim_date') }}
    qualify date_day - lag(date_day) over (order by date_day) <> 1

),

torn_weeks as (

    select week_start_date as date_day
    from {{ ref('dim_date') }}
    group by all
    having
        count(distinct iso_year_number * 100 + iso_week_number) > 1

)

select * from wrong
union all
select * from misnamed
union all
select * from gaps
union all
select * from torn_weeks
