with

chunks as (

    select
        *,
        latency_ms / operation_count as operation_ms

    from {{ ref('int_customerio__batch_chunks') }}

),

measured as (

    select
        batch_job_id,
        sum(operation_count) as operations,
        sum(skipped_operations) as skipped_operations,
        sum(chunk_bytes) as bytes,
        sum(chunk_bytes * attempts) as bytes_sent,
        count(*) as chunks,
        sum(attempts) as attempts,
        count(*) filter (where is_success) as successes,
        sum(rate_limit_hits) as rate_limit_hits,
        sum(latency_ms) as latency_ms,
        sum(first_latency_ms) as first_latency_ms,
        min(operation_ms) as shortest_ms,
        max(operation_ms) as longest_ms,
        quantile_disc(operation_ms, [0.5, 0.95, 0.99]) as quantiles_ms,
        min(first_requested_at) as first_requested_at,
        max(responded_at) as responded_at

    from chunks
    group by all

),

timed as (

    select
        *,
        {{ seconds_with_fraction('first_requested_at', 'responded_at') }}
            as seconds

    from measured

),

shaped as (

    select
        ---------- keys
        {{ hash_key(['batch_job_id', "'metrics'"]) }}::varchar as metric_id,
        batch_job_id::varchar as batch_job_id,

        ---------- measures
        seconds as total_processing_time_seconds,
        latency_ms / operations::double as average_operation_time_ms,
        operations / seconds as operations_per_second,
        bytes::bigint as total_bytes_processed,
        bytes / seconds as bytes_per_second,
        attempts * 60 / seconds as api_calls_per_minute,
        shortest_ms as min_operation_time_ms,
        longest_ms as max_operation_time_ms,
        quantiles_ms[1] as p50_operation_time_ms,
        quantiles_ms[2] as p95_operation_time_ms,
        quantiles_ms[3] as p99_operation_time_ms,
        latency_ms / attempts::double as average_api_response_time_ms,
        successes / attempts::double as api_success_rate,
        rate_limit_hits::integer as rate_limit_hits,
        null::double as peak_memory_usage_mb,
        null::double as cpu_time_seconds,
        bytes_sent::bigint as network_bytes_sent,
        null::bigint as network_bytes_received,
        bytes / (chunks * {{ chunk_bytes() }})::double
            as chunk_split_efficiency,
        100 * (attempts - chunks) / chunks::double as retry_overhead_percent,
        first_latency_ms / 1000.0::double as expected_completion_time_seconds,
        seconds * 1000 / first_latency_ms as actual_vs_expected_ratio,
        1 - skipped_operations / operations::double as data_quality_score,
        1 - skipped_operations / operations::double as validation_pass_rate,

        ---------- timestamps
        first_requested_at as measurement_start_time,
        responded_at as measurement_end_time,
        responded_at as recorded_at

    from timed

)

select * from shaped
