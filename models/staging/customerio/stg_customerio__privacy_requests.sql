with

source as (

    select * from {{ ref('raw_cio_privacy_requests') }}

),

renamed as (

    select
        ---------- ids
        change_id,
        request_id,
        user_id,

        ---------- attributes
        request_type,
        status,
        source,
        verification_method,
        country_code,
        response_bytes,

        ---------- timestamps
        changed_at,
        load_date

    from source

)

select * from renamed
