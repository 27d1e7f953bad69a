with

episodes as (

    select * from {{ ref('dim_content') }}
    where
        is_current
        and series_id is not null

),

-- what a series is, its first episode tells
first_episodes as (

    select
        series_id,
        title,
        content_type,
        provider,
        genre,
        content_language

    from episodes
    qualify row_number() over (
        partition by series_id
        order by season, episode, content_id
    ) = 1

),

totals as (

    select
        series_id,
        max(season) as seasons,
        count(*)::integer as episodes,
        count(*) filter (where not is_deleted)::integer as episodes_on_offer,
        sum(duration_minutes)::integer as duration_minutes,
        bool_and(is_deleted) as is_deleted,
        min(created_at) as created_at,
        max(created_at) as latest_episode_at,
        min(release_year) as first_release_year,
        max(release_year) as last_release_year

    from episodes
    group by all

),

joined as (

    select
        ---------- keys
        totals.series_id,

        ---------- attributes
        first_episodes.title,
        first_episodes.content_type,
        first_episodes.provider,
        first_episodes.genre,
        first_episodes.content_language,
        totals.first_release_year,
        totals.last_release_year,

        ---------- measures
        totals.seasons,
        totals.episodes,
        totals.episodes_on_offer,
        totals.duration_minutes,

        ---------- flags
        totals.is_deleted,

        ---------- timestamps
        totals.created_at,
        totals.latest_episode_at

    from totals
    inner join first_episodes
        on totals.series_id = first_episodes.series_id

)

select * from joined
