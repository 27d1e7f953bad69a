-- How many people does mail reach week by week, and how many are lost to it?
with

mails as (

    select
        user_id,
        delivery_status,
        is_delivered,
        is_unsubscribed,
        is_complained,
        date_trunc('week', send_date)::date as week_start_date

    from {{ ref('fct_message_path') }}
    where
        channel = 'email'
        and is_treated

)

select
    week_start_date,
    count(distinct user_id) as people,
    count(*) as mails,
    round(100 * avg(is_delivered::integer), 2) as delivered_pct,
    count(*) filter (where delivery_status = 'bounced') as bounced,
    count(*) filter (where delivery_status = 'dropped') as dropped,
    count(*) filter (where is_unsubscribed) as unsubscribed,
    count(*) filter (where is_complained) as complained,
    round(1000 * avg((
        delivery_status = 'bounced' or is_unsubscribed or is_complained
    )::integer), 2) as lost_per_1000_mails

from mails
group by all
order by week_start_date
