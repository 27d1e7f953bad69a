with

chunks as (

    select * from {{ ref('int_customerio__batch_chunks') }}

),

responses as (

    select * from {{ ref('stg_customerio__api_responses') }}
    where not is_success

),

joined as (

    select
        chunks.chunk_id,
        chunks.batch_job_id,
        chunks.call_source,
        chunks.chunk_index,
        chunks.connection_number,
        chunks.is_success,
        chunks.responded_at as ended_at,
        responses.response_id,
        responses.attempt_number,
        responses.status_code,
        responses.status_text,
        responses.responded_at

    from chunks
    inner join responses
        on
            chunks.load_date = responses.load_date
            and chunks.sent_at = responses.sync_at
            and chunks.connection_number = responses.connection_number

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
            when 401 then 'authentication'
            when 429 then 'rate_limit'
            when 503 then 'api'
            when 504 then 'timeout'
        end as error_type,
        status_code::varchar as error_code,
        status_text as error_message,
        'Attempt ' || attempt_number || ' of chunk ' || chunk_index
        || ' on connection ' || connection_number as error_details,
        null::varchar as operation_type,
        null::varchar as user_id,
        null::varchar as operation_data,

        ---------- flags
        status_code <> 401 as is_retryable,
        status_code in (401, 429) as is_user_error,
        status_code in (503, 504) as is_system_error,

        ---------- attributes
        if(is_success, 'resolved', 'open') as error_status,
        if(is_success, ended_at, null) as resolved_at,
        if(is_success, 'A later attempt was taken', null) as resolution_notes,
        status_code as http_status_code,
        status_text as api_response_body,

        ---------- timestamps
        responded_at as occurred_at,
        responded_at as first_seen_at,
        responded_at as last_seen_at

    from joined

)

select * from shaped
