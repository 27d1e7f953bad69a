-- Which titles were watched longest?
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

contents as (

    select
        *,
        -- a series is one title
        coalesce(series_id, content_id) as title_id

    from {{ ref('dim_content') }}
    where is_current

)

select
    contents.title,
    contents.content_type,
    contents.genre,
    count(*) as films_or_episodes,
    round(sum(watched.watched_seconds) / 3600, 1) as watched_hours,
    sum(watched.plays) as plays,
    sum(watched.completed_plays) as completed_plays,
    round(100 * sum(watched.completed_plays) / sum(watched.plays), 1)
        as completed_pct

from watched
inner join contents on watched.content_id = contents.content_id
where watched.plays > 0
group by
    contents.title_id,
    contents.title,
    contents.content_type,
    contents.genre
order by watched_hours desc, contents.title asc
limit 20
