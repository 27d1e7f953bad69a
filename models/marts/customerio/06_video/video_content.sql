with

titles as (

    select * from {{ ref('dim_content') }}
    where
        is_current
        and content_id <> {{ no_content() }}

),

series as (

    select * from {{ ref('dim_series') }}

),

days as (

    select * from {{ ref('agg_content_daily') }}

),

qualities as (

    select list(quality order by quality_rank) as qualities
    from {{ ref('qualities') }}

),

totals as (

    select
        content_id,
        sum(plays)::integer as total_views,
        sum(watched_seconds)::bigint as total_watch_time_seconds

    from days
    group by all

),

joined as (

    select
        ---------- keys
        titles.content_id::varchar as video_id,
        coalesce(titles.series_id, titles.content_id)::varchar as content_id,

        ---------- attributes
        coalesce(titles.title, 'Unknown title') as title,
        null::varchar as description,
        case
            when titles.series_id is not null then 'episode'
            when titles.content_type = 'Short Film' then 'clip'
            when titles.content_type is not null then 'movie'
        end as content_type,
        titles.genre,
        titles.content_type as category,
        series.title as series,
        titles.season,
        titles.episode,
        case when titles.series_id is not null then titles.title end
            as episode_title,
        60 * titles.duration_minutes as duration,
        make_date(titles.release_year, 1, 1) as release_date,
        null::varchar as content_rating,
        qualities.qualities as available_qualities,
        null::varchar as default_quality,
        null::varchar[] as supported_formats,
        '{{ website() }}/watch/' || titles.content_id as video_url,
        null::varchar as thumbnail_url,
        null::varchar as poster_url,
        case when titles.is_deleted then 'archived' else 'active' end as status,

        ---------- flags
        false as is_premium,
        null::boolean as is_featured,

        ---------- attributes
        {{ sorted_list(
            '[titles.genre, titles.provider, titles.content_language]'
        ) }} as tags,
        null::varchar[] as "cast",
        null::varchar[] as crew,

        ---------- measures
        coalesce(totals.total_views, 0) as total_views,
        case
            when totals.total_views > 0
                then
                    least(
                        totals.total_watch_time_seconds,
                        totals.total_views * 60 * titles.duration_minutes
                    )
                    / (totals.total_views * 60 * titles.duration_minutes)
        end as average_completion_rate,
        coalesce(totals.total_watch_time_seconds, 0)
            as total_watch_time_seconds,

        ---------- timestamps
        titles.created_at,
        greatest(
            titles.created_at,
            case
                when titles.valid_from > {{ earliest_timestamp() }}
                    then titles.valid_from
            end
        ) as updated_at,
        titles.created_at as published_at

    from titles
    cross join qualities
    left join series on titles.series_id = series.series_id
    left join totals on titles.content_id = totals.content_id

)

select * from joined
