-- after the clock: depends_on {{ ref('stg_consumer_events__events') }}
with

days as (

    -- the first users signed up two years before the first day
    select (
        date_trunc('year', {{ parameter_literal('start_date') }} - 730)::date
        + numbers.number
    )::date as date_day

    from {{ numbers(50 * 366) }} as numbers

),

weeks as (

    select
        date_day,
        date_trunc('week', date_day)::date as week_start_date

    from days
    where
        extract(year from date_day)
        <= extract(year from {{ last_loaded_day() }} + 1)

),

described as (

    select
        ---------- keys
        date_day,

        ---------- attributes
        extract(year from date_day)::integer as year_number,
        extract(quarter from date_day)::integer as quarter_number,
        extract(month from date_day)::integer as month_number,
        left(monthname(date_day), 3) as month_name,
        -- a week belongs to the year that its Thursday is in
        extract(year from week_start_date + 3)::integer as iso_year_number,
        extract(week from date_day)::integer as iso_week_number,
        extract(day from date_day)::integer as day_of_month,
        {{ dbt.datediff('week_start_date', 'date_day', 'day') }}::integer + 1
            as day_of_week,
        left(dayname(date_day), 3) as day_name,

        ---------- flags
        left(dayname(date_day), 3) in ('Sat', 'Sun') as is_weekend,

        ---------- timestamps
        week_start_date,
        date_trunc('month', date_day)::date as month_start_date

    from weeks

)

select * from described
