with

chunks as (

    select * from {{ ref('int_customerio__batch_chunks') }}

),

failures as (

    select * from {{ ref('stg_customerio__api_responses') }}
    where status_code <> 200

),

joined as (

    select
        chunks.chunk_id,
        chunks.batch_job_id,
        chunks.chunk_index,
        chunks.is_success,
        chunks.responded_at as ended_at,
        failures.response_id,
        failures.attempt,
        failures.status_code,
        failures.reason,
        {{ milliseconds_after('failures.requested_at', 'failures.latency_ms') }}
            as responded_at

    from chunks
    inner join failures
        on
            chunks.load_date = failures.load_date
            and chunks.sent_at = failures.sync_at
            and chunks.request_number = failures.request_number

),

shaped as (

    select
        ---------- keys
        {{ hash_key(['chunk_id', 'response_id']) }}::varchar as error_id,
        batch_job_id::varchar as batch_job_id,
        null::varchar as operation_id,
        chunk_id::varchar as chunk_id,

        ---------- attributes
        case status_code
            when 429 then 'rate_limit'
            when 504 then 'timeout'
            else 'api'
        end as error_type,
        status_code::varchar as error_code,
        reason as error_message,
        'Attempt ' || attempt || ' of chunk ' || chunk_index as error_details,
        null::varchar as operation_type,
        null::varchar as user_id,
        null::varchar as operation_data,

        ---------- flags
        true as is_retryable,
        status_code = 429 as is_user_error,
        status_code <> 429 as is_system_error,

        ---------- attributes
        case when is_success then 'resolved' else 'open' end as error_status,
        case when is_success then ended_at end as resolved_at,
        case
            when is_success then 'A later attempt was taken'
        end as resolution_notes,
        status_code as http_status_code,
        reason as api_response_body,

        ---------- timestamps
        responded_at as occurred_at,
        responded_at as first_seen_at,
        responded_at as last_seen_at

    from joined

)

select * from shaped
