{{ config(materialized="incremental") }}

with

source as (

    select * from {{ in_window(ref('raw_content_changes')) }}

),

renamed as (

    select
        ---------- ids
        change_id,
        content_id,
        series_id,

        ---------- attributes
        {{ clean_text('kind') }} as change_kind,
        {{ clean_text('title') }} as title,
        {{ clean_text('"type"') }} as content_type,
        season,
        episode,
        {{ clean_text('provider') }} as provider,
        {{ clean_text('genre') }} as genre,
        release_year,
        {{ clean_text('"language"') }} as content_language,

        ---------- measures
        duration as duration_minutes,

        ---------- flags
        deleted_at is not null as is_deleted,

        ---------- timestamps
        changed_at,
        created_at,
        deleted_at,
        load_date

    from source

)

select * from renamed
