-- Subscriptions and recurring revenue at the end of each month, and who
-- started, returned and cancelled within it.
with days as (select max(viewing_date) as last_day from days),

bounds as (

    select
        date_trunc('month', min(moves.change_date)) as first_month,
        greatest(max(moves.change_date), max(days.last_day)) as last_day

    from moves
    cross join days

),

months as (

    select distinct dim_date.month_start_date
    from star.dim_date as dim_date
    inner join bounds
        on
            dim_date.month_start_date >= bounds.first_month
            and dim_date.month_start_date <= bounds.last_day

),

slices as (

    select distinct
        country,
        plan

    from moves

),

moved as (

    select
        country,
        plan,
        date_trunc('month', change_date)::date as month_start_date,
        sum(subscriptions) as subscriptions,
        sum(cents) as cents,
        count(*) filter (where movement = 'new') as started,
        count(*) filter (where movement = 'reactivation') as returned,
        count(*) filter (where movement = 'churn') as cancelled

    from moves
    group by all

)

select
    months.month_start_date,
    slices.country,
    slices.plan,
    sum(moved.subscriptions) over so_far as subscriptions,
    sum(moved.cents) over so_far as cents,
    coalesce(moved.started, 0) as started,
    coalesce(moved.returned, 0) as returned,
    coalesce(moved.cancelled, 0) as cancelled

from months
cross join slices
left join moved
    on
        months.month_start_date = moved.month_start_date
        and slices.country = moved.country
        and slices.plan = moved.plan
window
    so_far as (
        partition by slices.country, slices.plan
        order by months.month_start_date
    )
-- none before the first subscription of a slice
qualify sum(moved.subscriptions) over so_far is not null
order by all
