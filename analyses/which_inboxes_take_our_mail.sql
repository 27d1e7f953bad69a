-- Which inbox providers take our mail, and how many of its opens are people's?
select
    inbox_provider,
    count(*) as mails,
    count(*) filter (where open_count > 0) as recorded_opens,
    count(*) filter (where is_opened) as human_opens,
    round(100 * avg(is_delivered::integer), 2) as delivered_pct,
    round(
        100 * avg((delivery_status = 'bounced')::integer), 2
    ) as bounced_pct,
    round(100 * avg((open_count > 0)::integer), 1) as recorded_open_pct,
    round(100 * avg(is_opened::integer), 1) as human_open_pct,
    round(100 * avg((click_count > 0)::integer), 2) as recorded_click_pct,
    round(100 * avg(is_clicked::integer), 2) as human_click_pct,
    round(1000 * avg(is_complained::integer), 2) as complained_per_1000

from {{ ref('fct_message_path') }}
where
    channel = 'email'
    and inbox_provider is not null
    and is_treated
group by all
order by mails desc
