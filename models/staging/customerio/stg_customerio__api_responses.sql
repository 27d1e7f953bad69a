with

source as (

    select * from {{ ref('raw_cio_api_responses') }}

),

answered as (

    select
        *,
        -- no answer in time is what a gateway calls a timeout
        coalesce(status_code, 504) as any_status_code

    from source

),

renamed as (

    select
        ---------- ids
        response_id,

        ---------- attributes
        request_number,
        attempt,
        any_status_code as status_code,
        reason,

        ---------- measures
        latency_ms,
        retry_after_seconds,

        ---------- timestamps
        sync_at,
        requested_at,
        load_date

    from answered

)

select * from renamed
