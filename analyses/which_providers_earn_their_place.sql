-- How is watch time divided among providers, per title that they have on offer?
-- The platform's own titles: half are played, and each for twice as long.
with

contents as (

    select * from {{ ref('dim_content') }}
    where is_current

),

offered as (

    select
        provider,
        count(*) as titles

    from contents
    group by all

),

watched as (

    select
        contents.provider,
        count(distinct daily.content_id) as titles_played,
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
    round(100 * watched.titles_played / offered.titles, 1) as played_pct,
    round(watched.watched_hours, 0) as watched_hours,
    round(watched.watched_hours / offered.titles, 2) as hours_a_title

from offered
inner join {{ ref('dim_provider') }} as providers
    on offered.provider = providers.provider
inner join watched on offered.provider = watched.provider
order by watched_hours desc
