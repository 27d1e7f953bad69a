-- How long is it from a message to a play, and was the message opened first?
select
    message,
    channel,
    count(*) as delivered,
    count(*) filter (where is_followed_by_play) as played_within_24_hours,
    count(*) filter (where is_opened_before_play) as opened_and_then_played,
    round(100 * avg(is_opened::integer), 1) as opened_pct,
    round(100 * avg(is_followed_by_play::integer), 1)
        as played_within_24_hours_pct,
    round(100 * avg(is_opened_before_play::integer), 1)
        as opened_and_then_played_pct,
    round(median(seconds_to_open) / 3600, 1) as median_hours_to_open,
    round(median(seconds_to_play) / 3600, 1) as median_hours_to_play

from {{ ref('fct_message_path') }}
where is_delivered
group by all
having count(*) >= 30
order by delivered desc
