-- What the API answered to each chunk and job, counted from raw: a request of
-- an hour by its number, its attempts, those that failed and those that came
-- too fast. No answer counts as a timeout.
with

chunks as (

    select
        batch_job_id::varchar as batch_job_id,
        chunk_id::varchar as chunk_id,
        chunk_index,
        call_source,
        load_date,
        sent_at,
        request_number,
        operation_count,
        skipped_operations,
        chunk_bytes

    from {{ ref('int_customerio__batch_chunks') }}

),

attempts as (

    select
        chunks.*,
        raw.response_id::varchar as response_id,
        raw.attempt,
        raw.reason,
        raw.latency_ms,
        raw.requested_at,
        raw.requested_at + to_milliseconds(raw.latency_ms) as answered_at,
        coalesce(raw.status_code, 504) as status_code

    from {{ ref('raw_cio_api_responses') }} as raw
    inner join chunks
        on
            raw.load_date = chunks.load_date
            and raw.sync_at = chunks.sent_at
            and raw.request_number = chunks.request_number

),

answers as (

    select
        chunk_id,
        batch_job_id,
        call_source,
        sent_at,
        operation_count,
        skipped_operations,
        chunk_bytes,
        count(*) as attempts,
        count(*) filter (where status_code = 429) as rate_limit_hits,
        sum(latency_ms) as latency_ms,
        min_by(latency_ms, attempt) as first_latency_ms,
        max_by(response_id, attempt) as response_id,
        max_by(status_code, attempt) as status_code,
        max_by(reason, attempt) as reason,
        min(requested_at) as first_requested_at,
        max(answered_at) as answered_at

    from attempts
    group by all

),

timed as (

    select
        *,
        latency_ms / operation_count as operation_ms

    from answers

),

jobs as (

    select
        batch_job_id,
        call_source,
        sent_at,
        sum(operation_count) as operations,
        sum(skipped_operations) as skipped,
        count(*) as chunks,
        count(*) filter (where status_code = 200) as successes,
        sum(attempts) as attempts,
        sum(rate_limit_hits) as rate_limit_hits,
        sum(latency_ms) as latency_ms,
        sum(first_latency_ms) as first_latency_ms,
        sum(chunk_bytes) as bytes,
        sum(chunk_bytes * attempts) as bytes_sent,
        max(chunk_bytes) as largest_chunk_bytes,
        min(operation_ms) as shortest_ms,
        max(operation_ms) as longest_ms,
        quantile_disc(operation_ms, 0.5) as p50_ms,
        quantile_disc(operation_ms, 0.95) as p95_ms,
        quantile_disc(operation_ms, 0.99) as p99_ms,
        min(first_requested_at) as first_requested_at,
        max(answered_at) as answered_at,
        date_diff(
            'microsecond', min(first_requested_at), max(answered_at)
        ) / 1000000 as seconds

    from timed
    group by all

),

errors as (

    select
        attempts.*,
        answers.answered_at as chunk_ended_at,
        answers.status_code = 200 as is_resolved

    from attempts
    inner join answers on attempts.chunk_id = answers.chunk_id
    where attempts.status_code <> 200

)

select
    'batch_chunks' as table_name,
    coalesce(answers.chunk_id, found.chunk_id) as row_key

from answers
full join {{ ref('batch_chunks') }} as found
    on answers.chunk_id = found.chunk_id
left join jobs on answers.batch_job_id = jobs.batch_job_id
where
    (
        answers.batch_job_id, answers.attempts - 1, answers.response_id,
        answers.status_code, answers.reason,
        round(answers.latency_ms / 1000, 6), answers.first_requested_at,
        answers.answered_at, answers.sent_at, jobs.chunks > 1
    ) is distinct from (
        found.batch_job_id, found.retry_count, found.api_request_id,
        found.api_response_code, found.api_response_body,
        round(found.send_duration_seconds, 6), found.sent_at,
        found.completed_at, found.created_at, found.was_split_from_large_batch
    )
union all
select
    'batch_errors' as table_name,
    coalesce(errors.response_id, found.error_id) as row_key

from errors
full join {{ ref('batch_errors') }} as found
    on
        errors.chunk_id = found.chunk_id
        and found.error_details
        = 'Attempt ' || errors.attempt || ' of chunk ' || errors.chunk_index
where
    (
        errors.batch_job_id, errors.status_code::varchar, errors.reason,
        errors.answered_at, errors.is_resolved,
        if(errors.is_resolved, errors.chunk_ended_at, null)
    ) is distinct from (
        found.batch_job_id, found.error_code, found.error_message,
        found.occurred_at, found.error_status = 'resolved', found.resolved_at
    )
union all
select
    'batch_jobs' as table_name,
    coalesce(jobs.batch_job_id, found.batch_job_id) as row_key

from jobs
full join {{ ref('batch_jobs') }} as found
    on jobs.batch_job_id = found.batch_job_id
where
    (
        'hourly_sync_of_' || jobs.call_source, jobs.attempts, jobs.bytes,
        ceil(jobs.largest_chunk_bytes / 1024), jobs.skipped, jobs.sent_at,
        jobs.first_requested_at, jobs.answered_at,
        case jobs.successes
            when jobs.chunks then 'completed'
            when 0 then 'failed'
            else 'partial'
        end
    ) is distinct from (
        found.job_name, found.api_calls_made, found.total_size_bytes,
        found.max_chunk_size_kb, found.skipped_operations, found.created_at,
        found.processing_started_at, found.processing_completed_at,
        found.job_status
    )
union all
select
    'batch_performance_metrics' as table_name,
    coalesce(jobs.batch_job_id, found.batch_job_id) as row_key

from jobs
full join {{ ref('batch_performance_metrics') }} as found
    on jobs.batch_job_id = found.batch_job_id
where
    (
        jobs.rate_limit_hits, jobs.bytes, jobs.bytes_sent, jobs.shortest_ms,
        jobs.longest_ms, jobs.p50_ms, jobs.p95_ms, jobs.p99_ms,
        jobs.first_requested_at, jobs.answered_at,
        round(jobs.latency_ms / jobs.operations, 4),
        round(jobs.latency_ms / jobs.attempts, 4),
        round(jobs.operations / jobs.seconds, 4),
        round(jobs.attempts * 60 / jobs.seconds, 4),
        round(jobs.successes / jobs.attempts, 4),
        round(jobs.bytes / (jobs.chunks * {{ chunk_bytes() }}), 4),
        round(100 * (jobs.attempts - jobs.chunks) / jobs.chunks, 4),
        round(jobs.first_latency_ms / 1000, 4),
        round(1 - jobs.skipped / jobs.operations, 4)
    ) is distinct from (
        found.rate_limit_hits, found.total_bytes_processed,
        found.network_bytes_sent, found.min_operation_time_ms,
        found.max_operation_time_ms, found.p50_operation_time_ms,
        found.p95_operation_time_ms, found.p99_operation_time_ms,
        found.measurement_start_time, found.measurement_end_time,
        round(found.average_operation_time_ms, 4),
        round(found.average_api_response_time_ms, 4),
        round(found.operations_per_second, 4),
        round(found.api_calls_per_minute, 4),
        round(found.api_success_rate, 4),
        round(found.chunk_split_efficiency, 4),
        round(found.retry_overhead_percent, 4),
        round(found.expected_completion_time_seconds, 4),
        round(found.data_quality_score, 4)
    )
