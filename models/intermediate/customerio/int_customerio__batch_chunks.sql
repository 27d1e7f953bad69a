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

-- the chunks of an hour go through the connections of its sync in turn
connected as (

    select
        *,
        ((chunk_number - 1) % {{ connections_of_sync() }})::integer
            as connection_number

    from numbered

),

answered as (

    select
        load_date,
        sync_at,
        connection_number,
        count(*)::integer as attempts,
        count(*) filter (where status_code = 429)::integer as rate_limit_hits,
        sum(latency_ms)::integer as latency_ms,
        min_by(latency_ms, attempt_number) as first_latency_ms,
        max_by(status_code, attempt_number) as status_code,
        if(bool_or(is_success), null, max_by(status_text, attempt_number))
            as status_text,
        max_by(response_id, attempt_number) as response_id,
        max_by(requested_at, attempt_number) as last_requested_at,
        bool_or(is_success) as is_success,
        max(responded_at) as responded_at

    from responses
    group by all

),

joined as (

    select
        ---------- ids
        {{ hash_key(['connected.batch_job_id', 'connected.chunk_index']) }}
            as chunk_id,
        connected.batch_job_id,
        answered.response_id,

        ---------- attributes
        connected.call_source,
        connected.chunk_index,
        connected.connection_number,
        answered.status_code,
        answered.status_text,

        ---------- measures
        connected.operation_count,
        connected.skipped_operations,
        connected.chunk_bytes,
        connected.largest_operation_bytes,
        answered.attempts,
        answered.rate_limit_hits,
        answered.latency_ms,
        answered.first_latency_ms,

        ---------- flags
        answered.is_success,

        ---------- timestamps
        connected.sent_at,
        answered.last_requested_at,
        answered.responded_at,
        connected.load_date

    from connected
    inner join answered
        on
            connected.load_date = answered.load_date
            and connected.sent_at = answered.sync_at
            and connected.connection_number = answered.connection_number

)

select * from joined
