{%- set attributes = [
    'series_id', 'title', 'content_type', 'season', 'episode', 'provider',
    'genre', 'release_year', 'content_language', 'duration_minutes',
    'is_deleted', 'created_at', 'deleted_at',
] %}

with

changes as (

    select
        *,
        changed_at as state_at,
        change_id as tie_breaker

    from {{ ref('stg_platform__content_changes') }}

),

named as (

    select * from {{ ref('int_contents__named') }}

),

versions as (

    {{ versions(
        'changes', key='content_id', attributes=attributes, backdated=true
    ) }}

),

inferred as (

    select named.content_id
    from named
    anti join changes on named.content_id = changes.content_id

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
