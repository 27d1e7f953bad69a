{{ config(materialized="view") }}

{%- set attributes = [
    'series_id', 'title', 'content_type', 'season', 'episode', 'provider',
    'genre', 'release_year', 'content_language', 'duration_minutes',
    'is_deleted', 'created_at', 'deleted_at',
] %}

with

hub_content as (

    select * from {{ ref('hub_content') }}

),

sat_content as (

    select * from {{ ref('sat_content') }}

),

states as (

    select
        sat_content.*,
        hub_content.content_id,
        sat_content.changed_at as state_at,
        sat_content.load_datetime as tie_breaker

    from sat_content
    inner join hub_content
        on sat_content.content_hk = hub_content.content_hk

),

versions as (

    {{ versions(
        'states', key='content_id', attributes=attributes, backdated=true
    ) }}

),

inferred as (

    select hub_content.content_id
    from hub_content
    anti join sat_content on hub_content.content_hk = sat_content.content_hk

),

history as (

    {{ with_inferred(
        'versions', 'inferred', key='content_id', attributes=attributes
    ) }}
    union all
    {{ member_without_content(attributes) }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['content_id', 'valid_from']) }} as content_version_key,
        content_id,
        series_id,

        ---------- attributes
        title,
        content_type,
        season,
        episode,
        provider,
        genre,
        release_year,
        content_language,

        ---------- measures
        duration_minutes,

        ---------- flags
        is_deleted,
        is_inferred,
        valid_to = {{ latest_timestamp() }} as is_current,

        ---------- timestamps
        created_at,
        deleted_at,
        valid_from,
        valid_to

    from history

)

select * from keyed
