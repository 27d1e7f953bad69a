with

source as (

    select * from {{ ref('raw_content') }}

),

renamed as (

    select
        ---------- ids
        content_id,
        series_id,

        ---------- attributes
        nullif(trim(title), '') as title,
        "type" as content_type,
        season,
        episode,
        provider,
        genre,
        release_year,
        "language" as content_language,

        ---------- measures
        duration as duration_minutes,

        ---------- flags
        deleted_at is not null as is_deleted,

        ---------- timestamps
        created_at,
        updated_at,
        deleted_at,
        load_date

    from source

)

select * from renamed
