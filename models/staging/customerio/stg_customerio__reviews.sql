with

source as (

    select * from {{ ref('raw_cio_reviews') }}

),

renamed as (

    select
        ---------- ids
        review_id,
        event_id,
        user_id,
        content_id,

        ---------- attributes
        rating,
        title,
        body,
        status,

        ---------- timestamps
        submitted_at,
        moderated_at,
        load_date

    from source

)

select * from renamed
