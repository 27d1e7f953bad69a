with

source as (

    select * from {{ ref('raw_posts') }}

),

renamed as (

    select
        ---------- ids
        post_id,
        user_id,

        ---------- attributes
        {{ clean_text('post_text') }} as post_text,

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
