with

source as (

    select * from {{ ref('raw_cio_lists') }}

),

renamed as (

    select
        ---------- ids
        change_id,
        user_id,
        content_id,

        ---------- attributes
        action,

        ---------- timestamps
        changed_at,
        load_date

    from source

)

select * from renamed
