{{ config(materialized="table") }}

with

calls as (

    select * from {{ ref('int_customerio__calls') }}

),

responses as (

    select * from {{ ref('stg_customerio__api_responses') }}

),

chunks as (

    select
        batch_job_id,
        chunk_index,
        call_source,
        sent_at,
        load_date,
        count(*)::integer as operation_count,
        count(*) filter (where body_bytes > {{ largest_call_bytes() }})::integer
            as skipped_operations,
        -- {"batch":[...]} and the commas between the calls
        (sum(body_bytes) + count(*) - 1 + 12)::bigint as chunk_bytes,
        max(body_bytes) as largest_operation_bytes

    from calls
    group by all

),

numbered as (

    select
        *,
        row_number() over (
            partition by load_date, sent_at order by call_source, chunk_index
        ) as chunk_number

    from chunks

),

syncs as (

    select
        load_date,
        sync_at,
        max(request_number) as last_number

    from responses
    group by all

),

-- the chunks of an hour are the requests of its sync; should there be more than
-- the log of answers knows, they begin with its first one again
requested as (

    select
        numbered.*,
        (numbered.chunk_number - 1) % syncs.last_number + 1 as request_number

    from numbered
    inner join syncs
        on
            numbered.load_date = syncs.load_date
            and numbered.sent_at = syncs.sync_at

),

answered as (

    select
        load_date,
        sync_at,
        request_number,
        count(*)::integer as attempts,
        count(*) filter (where status_code = 429)::integer as rate_limit_hits,
        sum(latency_ms)::integer as latency_ms,
        min_by(latency_ms, attempt) as first_latency_ms,
        max_by(response_id, attempt) as response_id,
        max_by(status_code, attempt) as status_code,
        max_by(reason, attempt) as reason,
        min(requested_at) as first_requested_at,
        max({{ milliseconds_after('requested_at', 'latency_ms') }})
            as responded_at

    from responses
    group by all

),

joined as (

    select
        ---------- ids
        {{ hash_key(['requested.batch_job_id', 'requested.chunk_index']) }}
            as chunk_id,
        requested.batch_job_id,
        answered.response_id,

        ---------- attributes
        requested.call_source,
        requested.chunk_index,
        requested.request_number::integer as request_number,
        answered.status_code,
        answered.reason,

        ---------- measures
        requested.operation_count,
        requested.skipped_operations,
        requested.chunk_bytes,
        requested.largest_operation_bytes,
        answered.attempts,
        answered.rate_limit_hits,
        answered.latency_ms,
        answered.first_latency_ms,

        ---------- flags
        answered.status_code = 200 as is_success,

        ---------- timestamps
        requested.sent_at,
        answered.first_requested_at,
        answered.responded_at,
        requested.load_date

    from requested
    inner join answered
        on
            requested.load_date = answered.load_date
            and requested.sent_at = answered.sync_at
            and requested.request_number = answered.request_number

)

select * from joined
