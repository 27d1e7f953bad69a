with

catalogue as (

    select * from {{ ref('snap_contents') }}

),

seen as (

    select
        content_id,
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
        {{ from_open_start('content_id') }} as valid_from,
        valid_to

    from catalogue

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
