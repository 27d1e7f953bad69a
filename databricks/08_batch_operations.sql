-- Batches of calls: jobs, chunks, operations, errors and speed.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.batch_jobs (
    batch_job_id string not null comment 'Key of the job; hash of the kind of source, the load day and the hour.',
    batch_id string comment 'Id of the batch; equal to batch_job_id, since a job is one batch.',
    job_name string comment 'Name of the job, such as hourly_sync_of_play.',
    job_description string comment 'What the job sends, in words.',
    job_type string not null comment 'The type of call, if all calls of the job have the same one, else mixed.',
    operation_count int not null comment 'Number of calls that the job sends.',
    chunk_count int default 1 comment 'Number of requests that the calls are sent in; retries do not count.',
    max_chunk_size_kb int comment 'Size of the largest request, in kilobytes of 1,024 bytes.',
    total_size_bytes bigint comment 'Size of all requests, in bytes.',
    largest_operation_bytes int comment 'Size of the largest call, in bytes.',
    validation_errors int default 0 comment 'Number of calls that are larger than the 32 KB that Customer.IO accepts.',
    job_status string default 'pending' comment 'Outcome of the job: completed, partial (some requests failed) or failed.',
    processing_started_at timestamp comment 'UTC time at which the first request was sent.',
    processing_completed_at timestamp comment 'UTC time at which the last answer came.',
    successful_operations int default 0 comment 'Number of calls that Customer.IO accepted.',
    failed_operations int default 0 comment 'Number of calls that failed because their request did.',
    skipped_operations int default 0 comment 'Number of calls that Customer.IO dropped as too large.',
    processing_duration_seconds double comment 'Seconds from the first request to the last answer.',
    operations_per_second double comment 'Calls divided by processing_duration_seconds.',
    api_calls_made int comment 'Number of requests that were sent, retries included.',
    has_errors boolean default false comment 'Whether a request was refused or not answered, even if a retry was accepted.',
    error_message string comment 'Text of the last answer to a request that failed; null if none failed.',
    retry_count int default 0 comment 'Number of retries in the job.',
    max_retries int default 3 comment 'Number of retries that a request may have. Always 4.',
    operation_types array<string> comment 'Types of the calls in the job, in alphabetical order.',
    unique_users_count int comment 'Number of distinct people that the calls are about. Not additive.',
    has_timestamps boolean default false comment 'Whether the calls have the times of their events. Always true.',
    is_backfill boolean default false comment 'Whether more than half of the calls are about events that happened more than a day before the call.',
    source_system string comment 'System that reported to Customer.IO. Always reelhouse: this warehouse.',
    source_file string comment 'Always null: jobs read tables, not files.',
    integration_id string comment 'Integration that sent the calls of the job to Customer.IO. Always warehouse_sync.',
    created_by_user string comment 'Always null: a schedule starts the jobs.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the job was created.',
    submitted_at timestamp comment 'UTC time at which the first request was sent; equal to processing_started_at.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came; equal to processing_completed_at.',
    constraint batch_jobs_pk primary key (batch_job_id)
)
using delta
cluster by (created_at)
comment 'Grain: one job of the hourly sync. A job sends, in one hour, the calls about one kind of source row from one load day.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'batch_job_id,created_at',
    'quality.expectation.1' = 'operation_count > 0',
    'quality.expectation.2' = 'job_status in (\'pending\', \'processing\', \'completed\', \'failed\', \'partial\')',
    'quality.expectation.3' = 'successful_operations + failed_operations + skipped_operations <= operation_count'
);

create table if not exists main.customerio.batch_operations (
    operation_id string not null comment 'Key of the operation: the messageId of the call.',
    batch_job_id string not null comment 'The job that sends the call; key of batch_jobs.',
    chunk_index int default 0 comment 'The chunk of the job that holds the call, from 0.',
    operation_index int not null comment 'Place of the call in its job, from 1.',
    operation_type string not null comment 'Type of the call: identify, track, page, screen, group or alias.',
    user_id string not null comment 'The person; key of the table people.',
    identify_traits map<string, string> comment 'Traits of an identify or group call, as a map; null for other calls.',
    identify_email string comment 'E-mail address in the traits; null without one.',
    identify_name string comment 'First and last name in the traits; null without them.',
    event_name string comment 'For a track call, the name of the event; for a page or screen call, the name of the page or screen. Null for other calls.',
    event_properties map<string, string> comment 'Properties of a track, page or screen call, as a map; null for other calls.',
    raw_operation_data string comment 'The call as the Pipelines API takes it, in JSON.',
    operation_size_bytes int comment 'Size of raw_operation_data in bytes.',
    custom_timestamp timestamp comment 'UTC time of the event that the call reports.',
    is_historical boolean default false comment 'Whether the event happened more than a day before the call was sent.',
    operation_status string default 'pending' comment 'Outcome of the call: processed, failed (with its request) or skipped (dropped by Customer.IO as too large).',
    processed_at timestamp comment 'UTC time at which Customer.IO answered the request with the call; null for a call that was not processed.',
    error_message string comment 'Text of the answer, for a failed call; null for other calls.',
    error_code string comment 'HTTP status of the answer as text, for a failed call; null for other calls.',
    validation_errors array<string> comment 'What is wrong with the call itself; null for a valid call.',
    api_response_code int comment 'HTTP status of the last answer to the request with the call; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer to the request with the call.',
    has_large_data boolean default false comment 'Whether the call is larger than the 32 KB that Customer.IO accepts.',
    data_truncated boolean default false comment 'Whether the call was cut short. Always false.',
    operation_properties struct<type: string, userId: string, email: string, name: string, plan: string, event: string, source: string, index: int, method: string, page: string, segment: string, backfill: boolean, large_data: string, more_data: string> comment 'Fields that calls of any type can have, as one nested value. segment, large_data and more_data are always null.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the sync put the call into the job.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer about the call came.',
    constraint batch_operations_pk primary key (operation_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one call in the job that sends it. This is a view of int_customerio__calls with the outcome of each call.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'operation_id,created_at,user_id',
    'quality.expectation.1' = 'operation_type in (\'identify\', \'track\', \'page\', \'screen\', \'group\', \'alias\')',
    'quality.expectation.2' = 'operation_status in (\'pending\', \'processed\', \'failed\', \'skipped\')'
);

create table if not exists main.customerio.batch_chunks (
    chunk_id string not null comment 'Key of the chunk; hash of its job and its place in the job.',
    batch_job_id string not null comment 'The job that the chunk is a part of; key of batch_jobs.',
    chunk_index int not null comment 'Place of the chunk in its job, from 0.',
    chunk_size_bytes bigint not null comment 'Size of the request, in bytes.',
    operation_count int not null comment 'Number of calls in the chunk.',
    chunk_data string comment 'Always null: the calls are in batch_operations.',
    chunk_status string default 'pending' comment 'Outcome of the request: completed or failed.',
    sent_at timestamp comment 'UTC time at which the request was first sent.',
    completed_at timestamp comment 'UTC time of the last answer to the request.',
    api_request_id string comment 'Id of the last answer; response_id of stg_customerio__api_responses.',
    api_response_code int comment 'HTTP status of the last answer; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer.',
    send_duration_seconds double comment 'Seconds until the answers to all attempts came, without the waits between attempts.',
    processing_duration_seconds double comment 'Seconds from the first attempt to the last answer.',
    error_message string comment 'Text of the last answer, for a request that failed; null for an accepted one.',
    retry_count int default 0 comment 'Number of attempts after the first one.',
    was_split_from_large_batch boolean default false comment 'Whether the job has more than one chunk.',
    split_reason string comment 'Why the job was split. Always size_limit; null for a job with one chunk.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the chunk was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to completed_at.',
    constraint batch_chunks_pk primary key (chunk_id)
)
using delta
cluster by (created_at)
comment 'Grain: one chunk of a job: one request to Customer.IO, with at most 475,000 bytes of calls.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'chunk_id,created_at',
    'quality.expectation.1' = 'chunk_size_bytes > 0',
    'quality.expectation.2' = 'operation_count > 0'
);

create table if not exists main.customerio.batch_errors (
    error_id string not null comment 'Key of the error; hash of the chunk and the answer.',
    batch_job_id string not null comment 'The job in which the attempt failed; key of batch_jobs.',
    operation_id string comment 'Always null: requests fail as a whole.',
    chunk_id string comment 'The chunk that the request was to send; key of batch_chunks.',
    error_type string not null comment 'Kind of error: rate_limit, timeout or api.',
    error_code string comment 'HTTP status of the answer, as text; 504 if none came in time.',
    error_message string not null comment 'Text of the answer to the attempt.',
    error_details string comment 'Number of the attempt and of the chunk, as a text.',
    operation_type string comment 'Always null: requests fail as a whole.',
    user_id string comment 'Always null: requests fail as a whole.',
    operation_data string comment 'Always null: requests fail as a whole.',
    is_retryable boolean default false comment 'Whether a retry can succeed. Always true.',
    is_user_error boolean default false comment 'Whether the sender caused the error, by sending too many requests.',
    is_system_error boolean default false comment 'Whether Customer.IO caused the error.',
    error_status string default 'open' comment 'resolved if the request was accepted in the end, else open.',
    resolved_at timestamp comment 'UTC time at which the request was accepted; null if it never was.',
    resolution_notes string comment 'How the error was resolved, in words; null if it was not.',
    http_status_code int comment 'HTTP status of the answer; 504 if none came in time.',
    api_response_body string comment 'Text of the answer; equal to error_message.',
    occurred_at timestamp default current_timestamp() comment 'UTC time at which the answer came or the client stopped waiting.',
    first_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to occurred_at, since each failed attempt is an error of its own.',
    last_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to occurred_at.',
    constraint batch_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at, user_id)
comment 'Grain: one failed attempt to send a request, which Customer.IO refused or did not answer.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at,user_id',
    'quality.expectation.1' = 'error_type in (\'validation\', \'api\', \'network\', \'timeout\', \'authentication\', \'rate_limit\')'
);

create table if not exists main.customerio.batch_performance_metrics (
    metric_id string not null comment 'Key of the row; hash of the job.',
    batch_job_id string not null comment 'The job that was measured; key of batch_jobs.',
    total_processing_time_seconds double not null comment 'Seconds from the first request to the last answer.',
    average_operation_time_ms double comment 'Milliseconds until the answers to all requests came, divided by the calls of the job.',
    operations_per_second double comment 'Calls divided by total_processing_time_seconds.',
    total_bytes_processed bigint comment 'Size of all requests in bytes; each request counts once.',
    bytes_per_second double comment 'total_bytes_processed divided by total_processing_time_seconds.',
    api_calls_per_minute double comment 'Requests, retries included, divided by the minutes from the first request to the last answer.',
    min_operation_time_ms double comment 'Milliseconds per call in the fastest chunk.',
    max_operation_time_ms double comment 'Milliseconds per call in the slowest chunk.',
    p50_operation_time_ms double comment 'Median of the milliseconds per call, over the chunks of the job.',
    p95_operation_time_ms double comment '95th percentile of the milliseconds per call, over the chunks of the job.',
    p99_operation_time_ms double comment '99th percentile of the milliseconds per call, over the chunks of the job.',
    average_api_response_time_ms double comment 'Average milliseconds until the API answered, over all attempts.',
    api_success_rate double comment 'Share of the attempts that were accepted, from 0 to 1.',
    rate_limit_hits int default 0 comment 'Number of answers with status 429, too many requests.',
    peak_memory_usage_mb double comment 'Always null: not collected.',
    cpu_time_seconds double comment 'Always null: not collected.',
    network_bytes_sent bigint comment 'Size of the requests in bytes; each attempt counts.',
    network_bytes_received bigint comment 'Always null: not collected.',
    chunk_split_efficiency double comment 'How full the chunks are on average: their bytes as a share of 442,220, the size at which a new chunk begins.',
    retry_overhead_percent double comment 'Retries as a percentage of the chunks.',
    expected_completion_time_seconds double comment 'Seconds that the first attempts took, one after the other: the time that the job would have taken without failures and pauses.',
    actual_vs_expected_ratio double comment 'total_processing_time_seconds divided by expected_completion_time_seconds. Pauses between requests raise it.',
    data_quality_score double comment 'Share of the calls that are not too large for Customer.IO, from 0 to 1.',
    validation_pass_rate double comment 'Share of valid calls; equal to data_quality_score.',
    measurement_start_time timestamp comment 'UTC time at which the first request was sent.',
    measurement_end_time timestamp comment 'UTC time at which the last answer came.',
    recorded_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to measurement_end_time.',
    constraint batch_performance_metrics_pk primary key (metric_id)
)
using delta
comment 'Grain: one job of batch_jobs, with how fast it was sent.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'quality.expectation.1' = 'total_processing_time_seconds > 0'
);

alter table main.customerio.batch_operations drop constraint if exists batch_operations_batch_job_id_fk;

alter table main.customerio.batch_operations add constraint batch_operations_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_operations drop constraint if exists batch_operations_user_id_fk;

alter table main.customerio.batch_operations add constraint batch_operations_user_id_fk foreign key (user_id)
    references main.customerio.people (user_id);

alter table main.customerio.batch_chunks drop constraint if exists batch_chunks_batch_job_id_fk;

alter table main.customerio.batch_chunks add constraint batch_chunks_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_batch_job_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_operation_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_operation_id_fk foreign key (operation_id)
    references main.customerio.batch_operations (operation_id);

alter table main.customerio.batch_errors drop constraint if exists batch_errors_chunk_id_fk;

alter table main.customerio.batch_errors add constraint batch_errors_chunk_id_fk foreign key (chunk_id)
    references main.customerio.batch_chunks (chunk_id);

alter table main.customerio.batch_performance_metrics drop constraint if exists batch_performance_metrics_batch_job_id_fk;

alter table main.customerio.batch_performance_metrics add constraint batch_performance_metrics_batch_job_id_fk foreign key (batch_job_id)
    references main.customerio.batch_jobs (batch_job_id);
