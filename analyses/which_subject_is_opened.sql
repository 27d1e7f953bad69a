-- Which variant of a message do people open more, beyond what chance does?
with

variants as (

    select
        message,
        count(*) filter (where variant = 'a') as sent_a,
        count(*) filter (where variant = 'b') as sent_b,
        avg(is_opened::integer) filter (where variant = 'a') as share_a,
        avg(is_opened::integer) filter (where variant = 'b') as share_b,
        avg(is_opened::integer) as share_of_all

    from {{ ref('fct_message_path') }}
    where
        is_delivered
        and variant is not null
    group by all

)

select
    message,
    sent_a + sent_b as messages,
    round(100 * share_a, 1) as opened_a_pct,
    round(100 * share_b, 1) as opened_b_pct,
    round(
        (share_b - share_a) / sqrt(
            share_of_all * (1 - share_of_all) * (1.0 / sent_a + 1.0 / sent_b)
        ), 2
    ) as z

from variants
where
    sent_a >= 30
    and sent_b >= 30
    and share_of_all > 0
order by messages desc
