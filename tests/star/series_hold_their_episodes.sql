-- Every episode in raw, as the catalogue stands, is counted in its series.
with

episodes as (

    select
        series_id,
        count(*) as episodes,
        sum((deleted_at is null)::integer) as episodes_on_offer,
        count(distinct season) as seasons,
        sum(duration) as duration_minutes,
        count(distinct title) as titles,
        min(title) as title

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
