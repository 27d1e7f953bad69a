with

chunks as (

    select * from {{ ref('int_customerio__batch_chunks') }}

),

numbered as (

    select
        *,
        count(*) over (partition by batch_job_id) > 1 as is_one_of_many

    from chunks

),

shaped as (

    select
        ---------- keys
        chunk_id::varchar as chunk_id,
        batch_job_id::varchar as batch_job_id,

        ---------- attributes
        chunk_index,
        chunk_bytes as chunk_size_bytes,
        operation_count,
        null::varchar as chunk_data,
        case when is_success then 'completed' else 'failed' end as chunk_status,
        first_requested_at as sent_at,
        responded_at as completed_at,
        response_id::varchar as api_request_id,
        status_code as api_response_code,
        reason as api_response_body,

        ---------- measures
        latency_ms / 1000.0::double as send_duration_seconds,
        {{ seconds_with_fraction('first_requested_at', 'responded_at') }}
            as processing_duration_seconds,

        ---------- attributes
        case when not is_success then reason end as error_message,
        attempts - 1 as retry_count,

        ---------- flags
        is_one_of_many as was_split_from_large_batch,
        case when is_one_of_many then 'size_limit' end as split_reason,

        ---------- timestamps
        sent_at as created_at,
        responded_at as updated_at

    from numbered

)

select * from shaped
