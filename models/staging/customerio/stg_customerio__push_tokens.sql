with

source as (

    select * from {{ ref('raw_cio_push_tokens') }}

),

renamed as (

    select
        ---------- ids
        change_id,
        token_id,
        user_id,
        device_id,

        ---------- attributes
        platform,
        change,

        ---------- timestamps
        changed_at,
        load_date

    from source

)

select * from renamed
