with

calls as (

    select * from {{ ref('int_customerio__calls') }}

),

chunks as (

    select * from {{ ref('int_customerio__batch_chunks') }}

),

told as (

    select
        batch_job_id,
        {{ sorted_list('list(distinct call_type)') | indent(8) }}
            as operation_types,
        count(distinct user_id)::integer as unique_users_count,
        count(*) filter (where is_historical) * 2 > count(*) as is_backfill

    from calls
    group by all

),

sent as (

    select
        batch_job_id,
        call_source,
        sent_at,
        sum(operation_count)::integer as operation_count,
        sum(skipped_operations)::integer as skipped_operations,
        coalesce(
            sum(operation_count - skipped_operations) filter (where is_success),
            0
        )::integer as successful_operations,
        count(*)::integer as chunk_count,
        count(*) filter (where is_success) as successful_chunks,
        max(chunk_bytes) as largest_chunk_bytes,
        sum(chunk_bytes)::bigint as total_size_bytes,
        max(largest_operation_bytes) as largest_operation_bytes,
        sum(attempts)::integer as attempts,
        min(first_requested_at) as first_requested_at,
        max(responded_at) as responded_at,
        max_by(reason, chunk_index) filter (where not is_success)
            as error_message

    from chunks
    group by all

),

joined as (

    select
        sent.*,
        told.operation_types,
        told.unique_users_count,
        told.is_backfill,
        {{ seconds_with_fraction(
            'sent.first_requested_at', 'sent.responded_at'
        ) }} as processing_seconds

    from sent
    inner join told on sent.batch_job_id = told.batch_job_id

),

shaped as (

    select
        ---------- keys
        batch_job_id::varchar as batch_job_id,
        batch_job_id::varchar as batch_id,

        ---------- attributes
        'hourly_sync_of_' || call_source as job_name,
        'Calls about ' || call_source || ' that the hour before brought'
            as job_description,
        case
            when {{ list_length('operation_types') }} = 1
                then operation_types[1]
            else 'mixed'
        end as job_type,

        ---------- measures
        operation_count,
        chunk_count,
        ceil(largest_chunk_bytes / 1024)::integer as max_chunk_size_kb,
        total_size_bytes,
        largest_operation_bytes,
        skipped_operations as validation_errors,

        ---------- attributes
        case
            when successful_chunks = chunk_count then 'completed'
            when successful_chunks = 0 then 'failed'
            else 'partial'
        end as job_status,

        ---------- timestamps
        first_requested_at as processing_started_at,
        responded_at as processing_completed_at,

        ---------- measures
        successful_operations,
        operation_count - skipped_operations - successful_operations
            as failed_operations,
        skipped_operations,
        processing_seconds as processing_duration_seconds,
        operation_count / processing_seconds as operations_per_second,
        attempts as api_calls_made,

        ---------- flags
        attempts > successful_chunks as has_errors,

        ---------- attributes
        error_message,
        attempts - chunk_count as retry_count,
        4 as max_retries,
        operation_types,
        unique_users_count,

        ---------- flags
        true as has_timestamps,
        is_backfill,

        ---------- where from
        {{ source_system() }} as source_system,
        null::varchar as source_file,
        {{ integration_id() }} as integration_id,
        null::varchar as created_by_user,

        ---------- timestamps
        sent_at as created_at,
        first_requested_at as submitted_at,
        responded_at as updated_at

    from joined

)

select * from shaped
