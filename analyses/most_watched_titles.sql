-- Which titles were watched longest?
-- A few long films and series of many episodes; half of the plays are finished.
with

watched as (

    select
        content_id,
        sum(watched_seconds) as watched_seconds,
        sum(plays) as plays,
        sum(completed_plays) as completed_plays

    from {{ ref('agg_content_daily') }}
    group by all

),

titles as (

    select * from {{ ref('dim_content') }}
    where is_current

)

select
    titles.title,
    titles.content_type,
    titles.genre,
    count(*) as films_or_episodes,
    round(sum(watched.watched_seconds) / 3600, 1) as watched_hours,
    sum(watched.plays) as plays,
    round(100 * sum(watched.completed_plays) / sum(watched.plays), 1)
        as completed_pct

from watched
inner join titles on watched.content_id = titles.content_id
where watched.plays > 0
group by all
order by watched_hours desc, titles.title asc
limit 20
