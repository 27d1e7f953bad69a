-- Which kinds of content do people finish, and where do they give up?
select
    contents.content_type,
    count(*) as plays,
    count(*) filter (where events.play_pct < 10) as given_up_at_once,
    round(avg(contents.duration_minutes), 0) as minutes_long,
    round(avg(events.play_pct), 1) as mean_play_pct,
    round(100 * count(*) filter (where events.is_completed) / count(*), 1)
        as completed_pct,
    round(100 * count(*) filter (where events.play_pct < 10) / count(*), 1)
        as given_up_at_once_pct

from {{ ref('fct_events') }} as events
inner join {{ ref('dim_content') }} as contents
    on events.content_version_key = contents.content_version_key
where events.event_type = 'content_play'
group by all
order by completed_pct desc
