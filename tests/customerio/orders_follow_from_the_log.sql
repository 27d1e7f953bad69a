-- What was bought, changed and ended, month by month: as orders, as carts that
-- were paid, as the log in raw has it, and as agg_subscription_monthly says
-- where the month is whole.
with

log as (

    select
        date_trunc('month', changed_at)::date as month_start_date,
        count(*) filter (where kind in ('start', 'resume')) as bought,
        count(*) filter (where kind = 'change') as changed,
        count(*) filter (where kind = 'cancel') as ended

    from {{ ref('raw_subscription_changes') }}
    group by all

),

orders as (

    select
        date_trunc('month', event_timestamp)::date as month_start_date,
        count(*) filter (
            where event_name = 'Order Completed' and checkout_id is not null
        ) as bought,
        count(*) filter (where event_name = 'Order Updated') as changed,
        count(*) filter (where event_name = 'Order Cancelled') as ended

    from {{ ref('ecommerce_events') }}
    group by all

),

carts as (

    select
        date_trunc('month', converted_at)::date as month_start_date,
        count(*) as bought

    from {{ ref('shopping_carts') }}
    where converted_at is not null
    group by all

),

months as (

    select * from {{ ref('agg_subscription_monthly') }}

),

first_day as (

    select min(load_date) as first_day from {{ ref('raw_clock') }}

)

select
    log.*,
    orders.bought as orders_bought,
    carts.bought as carts_bought,
    orders.changed as orders_changed,
    orders.ended as orders_ended

from log
cross join first_day
left join orders on log.month_start_date = orders.month_start_date
left join carts on log.month_start_date = carts.month_start_date
left join months on log.month_start_date = months.month_start_date
where
    coalesce(orders.changed, 0) <> log.changed
    or coalesce(orders.ended, 0) <> log.ended
    or (
        log.month_start_date > first_day.first_day
        and (
            coalesce(orders.bought, 0) <> log.bought
            or coalesce(carts.bought, 0) <> log.bought
            or (
                months.is_final
                and (
                    orders.bought <> months.starts + months.resumes
                    or orders.ended <> months.cancellations
                )
            )
        )
    )
