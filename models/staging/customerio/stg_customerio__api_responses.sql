with

source as (

    select * from {{ ref('raw_cio_api_responses') }}

),

renamed as (

    select
        ---------- ids
        response_id,

        ---------- attributes
        request_number,
        attempt,
        status_code,
        reason,

        ---------- measures
        latency_ms,
        retry_after_seconds,

        ---------- timestamps
        sync_at,
        requested_at,
        load_date

    from source

)

select * from renamed
