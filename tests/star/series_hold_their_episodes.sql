-- Every episode in raw, as the catalog stands, is counted in its series.
with

episodes as (

    select
        series_id,
        count(*) as episodes,
        sum((deleted_at is null)::integer) as episodes_on_offer,
        count(distinct season) as seasons,
        sum(duration) as duration_minutes,
        count(distinct title) as titles,
        min(title) as title,
        list(
            {
                'content_type': {{ clean_text('"type"') }},
                'provider': {{ clean_text('provider') }},
                'genre': {{ clean_text('genre') }},
                'content_language': {{ clean_text('"language"') }}
            }
            order by season, episode, content_id
        )[1] as first_episode,
        min(release_year) as first_release_year,
        max(release_year) as last_release_year,
        max((deleted_at is null)::integer) = 0 as is_deleted,
        min(created_at) as created_at,
        max(created_at) as latest_episode_at

    from {{ ref('raw_content') }}
    where series_id is not null
    group by all

)

select
    episodes.*,
    series.title as title_of_series

from episodes
full join {{ ref('dim_series') }} as series
    on episodes.series_id = series.series_id
where
    episodes.titles is distinct from 1
    or series.title is distinct from {{ clean_text('episodes.title') }}
    or series.episodes is distinct from episodes.episodes
    or series.episodes_on_offer is distinct from episodes.episodes_on_offer
    or series.seasons is distinct from episodes.seasons
    or series.duration_minutes is distinct from episodes.duration_minutes
    {%- for column in [
        'content_type', 'provider', 'genre', 'content_language'
    ] %}
    or series.{{ column }} is distinct from episodes.first_episode.{{ column }}
    {%- endfor %}
    {%- for column in [
        'first_release_year', 'last_release_year', 'is_deleted', 'created_at',
        'latest_episode_at'
    ] %}
    or series.{{ column }} is distinct from episodes.{{ column }}
    {%- endfor %}
