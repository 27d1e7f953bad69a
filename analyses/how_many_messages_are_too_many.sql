-- Do people who got many messages within a week open fewer, or leave?
with

delivered as (

    select
        delivery_id,
        user_id,
        is_opened,
        is_clicked,
        is_unsubscribed,
        is_complained,
        count(*) over (
            partition by user_id
            order by sent_at
            range between interval '7' day preceding and current row
        ) - 1 as messages_before

    from {{ ref('fct_message_path') }}
    where
        is_delivered
        and message_kind <> 'transactional'

)

select
    least(messages_before, 6) as messages_in_the_week_before,
    count(*) as messages,
    count(*) filter (where is_opened) as opened,
    count(*) filter (where is_unsubscribed) as unsubscribed,
    round(100 * avg(is_opened::integer), 1) as opened_pct,
    round(100 * avg(is_clicked::integer), 2) as clicked_pct,
    round(1000 * avg(is_unsubscribed::integer), 2) as unsubscribed_per_1000,
    round(1000 * avg(is_complained::integer), 2) as complained_per_1000

from delivered
group by all
order by messages_in_the_week_before
