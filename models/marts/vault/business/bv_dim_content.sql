{{ config(materialized="view") }}

with

changes as (

    select
        content_hk,
        series_id,
        title,
        content_type,
        season,
        episode,
        provider,
        genre,
        release_year,
        content_language,
        duration_minutes,
        is_deleted,
        created_at,
        deleted_at,
        updated_at as valid_from,
        coalesce(
            lead(updated_at) over (partition by content_hk order by updated_at),
            {{ open_end() }}
        ) as valid_to

    from {{ ref('sat_content') }}

),

seen as (

    select
        {{ all_replacing('changes', {
            'valid_from': from_open_start('changes.content_hk'),
        }) }},
        hub_content.content_id

    from changes
    inner join {{ ref('hub_content') }} as hub_content
        on changes.content_hk = hub_content.content_hk

),

history as (

    {{ alive_until_deleted('seen') | indent }}

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
        valid_to = {{ open_end() }} as is_current,

        ---------- timestamps
        created_at,
        deleted_at,
        valid_from,
        valid_to

    from history

)

select * from keyed
