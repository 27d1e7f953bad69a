-- How is watch time divided among providers, per title that they have on offer?
with

contents as (

    select
        content_id,
        provider,
        -- a series is one title
        coalesce(series_id, content_id) as title_id

    from {{ ref('dim_content') }}
    where is_current and not is_deleted

),

offered as (

    select
        provider,
        count(distinct title_id) as titles,
        count(*) as films_and_episodes

    from contents
    group by all

),

watched as (

    select
        contents.provider,
        count(distinct contents.title_id) as titles_played,
        sum(daily.watched_seconds) / 3600 as watched_hours

    from {{ ref('agg_content_daily') }} as daily
    inner join contents on daily.content_id = contents.content_id
    where daily.plays > 0
    group by all

)

select
    offered.provider,
    providers.is_own,
    offered.titles,
    offered.films_and_episodes,
    round(100 * watched.titles_played / offered.titles, 1) as played_pct,
    round(watched.watched_hours, 0) as watched_hours,
    round(watched.watched_hours / offered.titles, 2) as hours_a_title

from offered
inner join {{ ref('dim_provider') }} as providers
    on offered.provider = providers.provider
inner join watched on offered.provider = watched.provider
order by watched_hours desc
