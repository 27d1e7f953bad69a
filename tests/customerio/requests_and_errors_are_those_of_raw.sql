-- What the API answered to each job, counted from raw: a request of an hour by
-- its number, its attempts, those that failed and those that came too fast.
with

chunks as (

    select
        batch_job_id,
        chunk_id,
        load_date,
        sent_at,
        request_number

    from {{ ref('int_customerio__batch_chunks') }}

),

attempts as (

    select
        chunks.batch_job_id,
        count(*) as api_calls_made,
        count(*) filter (
            where coalesce(raw.status_code, 0) <> 200
        ) as errors,
        count(*) filter (where raw.status_code = 429) as rate_limit_hits,
        sum(raw.latency_ms) as latency_ms

    from {{ ref('raw_cio_api_responses') }} as raw
    inner join chunks
        on
            raw.load_date = chunks.load_date
            and raw.sync_at = chunks.sent_at
            and raw.request_number = chunks.request_number
    group by all

),

errors as (

    select
        batch_job_id,
        count(*) as errors

    from {{ ref('batch_errors') }}
    group by all

)

select
    jobs.batch_job_id,
    jobs.api_calls_made,
    attempts.api_calls_made as attempts,
    attempts.errors

from {{ ref('batch_jobs') }} as jobs
inner join {{ ref('batch_performance_metrics') }} as metrics
    on jobs.batch_job_id = metrics.batch_job_id
left join attempts on jobs.batch_job_id = attempts.batch_job_id
left join errors on jobs.batch_job_id = errors.batch_job_id
where
    jobs.api_calls_made is distinct from attempts.api_calls_made
    or coalesce(errors.errors, 0) is distinct from attempts.errors
    or metrics.rate_limit_hits is distinct from attempts.rate_limit_hits
    or round(metrics.average_api_response_time_ms * attempts.api_calls_made)
    is distinct from attempts.latency_ms
