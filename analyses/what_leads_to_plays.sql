-- What leads to a play, and which plays are watched to their end?
select
    play_source,
    count(*) as plays,
    round(100 * count(*) / sum(count(*)) over (), 1) as share_of_plays_pct,
    round(100 * avg(is_completed::integer), 1) as completed_pct,
    round(avg(elapsed_seconds) / 60, 1) as mean_elapsed_minutes

from {{ ref('fct_events') }}
where event_type = 'content_play'
group by all
order by plays desc
