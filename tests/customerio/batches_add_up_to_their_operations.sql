-- Jobs and chunks, counted anew from what they send: operations by job and
-- chunk, bytes of the bodies, people, statuses. What is no call is in no job.
with

operations as (

    select
        batch_job_id,
        chunk_index,
        user_id,
        operation_type,
        operation_status,
        is_historical,
        strlen(raw_operation_data) as bytes

    from {{ ref('batch_operations') }}

),

by_chunk as (

    select
        batch_job_id,
        chunk_index,
        count(*) as operation_count,
        strlen('{"batch":[]}') + sum(bytes) + count(*) - 1 as chunk_size_bytes

    from operations
    group by all

),

by_job as (

    select
        batch_job_id,
        count(*) as operation_count,
        count(distinct chunk_index) as chunk_count,
        max(bytes) as largest_operation_bytes,
        count(*) filter (where operation_status = 'processed') as processed,
        count(*) filter (where operation_status = 'failed') as failed,
        count(distinct user_id) as unique_users_count,
        count(distinct operation_type) as types,
        count(*) filter (where is_historical) * 2 > count(*) as is_backfill

    from operations
    group by all

),

all_calls as (

    select
        (select count(*) from {{ ref('int_customerio__calls') }}) as calls,
        (select count(*) from operations) as operations,
        (select count(distinct operation_id) from {{ ref('batch_operations') }})
            as operation_ids

)

select
    'chunk' as what,
    chunks.chunk_id as id

from {{ ref('batch_chunks') }} as chunks
full join by_chunk
    on
        chunks.batch_job_id = by_chunk.batch_job_id
        and chunks.chunk_index = by_chunk.chunk_index
where
    chunks.operation_count is distinct from by_chunk.operation_count
    or chunks.chunk_size_bytes is distinct from by_chunk.chunk_size_bytes
union all
select
    'job' as what,
    jobs.batch_job_id as id

from {{ ref('batch_jobs') }} as jobs
full join by_job on jobs.batch_job_id = by_job.batch_job_id
where
    jobs.operation_count is distinct from by_job.operation_count
    or jobs.chunk_count is distinct from by_job.chunk_count
    or jobs.largest_operation_bytes
    is distinct from by_job.largest_operation_bytes
    or jobs.successful_operations is distinct from by_job.processed
    or jobs.failed_operations is distinct from by_job.failed
    or jobs.unique_users_count is distinct from by_job.unique_users_count
    or len(jobs.operation_types) is distinct from by_job.types
    or jobs.is_backfill is distinct from by_job.is_backfill
union all
select
    'calls' as what,
    'calls ' || calls || ', operations ' || operations as id

from all_calls
where
    calls <> operations
    or operations <> operation_ids
