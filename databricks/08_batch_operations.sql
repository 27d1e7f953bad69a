-- Batches of calls: jobs, chunks, operations, errors and speed.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.batch_jobs (
    batch_job_id string not null comment 'Key of the job; hash of its source, load day and hour.',
    batch_id string comment 'Equal to batch_job_id, since a job is one batch.',
    job_name string comment 'Name of the job, such as hourly_sync_of_play.',
    job_description string comment 'What the job sends, in words.',
    job_type string not null comment 'The kind of call, if all calls of the job are of one kind, else mixed.',
    operation_count int not null comment 'Number of calls that the job sends.',
    chunk_count int default 1 comment 'Number of requests in which it sends them.',
    max_chunk_size_kb int comment 'Size of the largest request, in kilobytes of 1,024 bytes.',
    total_size_bytes bigint comment 'Size of all requests, in bytes.',
    largest_operation_bytes int comment 'Size of the largest call, in bytes.',
    validation_errors int default 0 comment 'Number of calls that exceed the size that Customer.IO accepts, 32 KB.',
    job_status string default 'pending' comment 'Outcome of the job: completed, partial (some requests failed) or failed.',
    processing_started_at timestamp comment 'UTC time at which the job began.',
    processing_completed_at timestamp comment 'UTC time at which the last answer came.',
    successful_operations int default 0 comment 'Number of calls that Customer.IO accepted.',
    failed_operations int default 0 comment 'Number of calls that failed with their request.',
    skipped_operations int default 0 comment 'Number of calls that Customer.IO drops as too large.',
    processing_duration_seconds double comment 'Seconds that the job took.',
    operations_per_second double comment 'Number of calls divided by the seconds that the job took.',
    api_calls_made int comment 'Number of requests made, including further attempts.',
    has_errors boolean default false comment 'Whether a request was refused or not answered.',
    error_message string comment 'Text of the last answer to a request that failed; null if none failed.',
    retry_count int default 0 comment 'Number of requests that were further attempts.',
    max_retries int default 3 comment 'Number of further attempts that a request may have.',
    operation_types array<string> comment 'The calls that occur in the job, in alphabetical order.',
    unique_users_count int comment 'Number of people that the calls are about.',
    has_timestamps boolean default false comment 'Whether the calls have the times of their events; all do.',
    is_backfill boolean default false comment 'Whether most of the calls are about events of more than a day before.',
    source_system string comment 'System that reported to Customer.IO: this warehouse.',
    source_file string comment 'Always null: the jobs read tables.',
    integration_id string comment 'Integration through which the warehouse reported the calls of the job to Customer.IO.',
    created_by_user string comment 'Always null: a schedule starts the jobs.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the job was created.',
    submitted_at timestamp comment 'UTC time at which its first request was sent.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came.',
    constraint batch_jobs_pk primary key (batch_job_id)
)
using delta
cluster by (created_at)
comment 'Grain: one job of the hourly sync. A job sends the calls about one kind of source of one load day in one hour.'
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
    batch_job_id string not null comment 'The job that sends the call.',
    chunk_index int default 0 comment 'The chunk of the job that the call is in, from 0.',
    operation_index int not null comment 'Place of the call in its job, from 1.',
    operation_type string not null comment 'The call: identify, track, page, screen, group or alias.',
    user_id string not null comment 'The person; key of people.',
    identify_traits map<string, string> comment 'The traits of an identify or group call as a map; null for other calls.',
    identify_email string comment 'The e-mail address among these traits.',
    identify_name string comment 'First and last name among these traits.',
    event_name string comment 'Name of the event for a track call, of the page or screen for a page or screen call; null for other calls.',
    event_properties map<string, string> comment 'The properties of a track, page or screen call as a map; null for other calls.',
    raw_operation_data string comment 'The call as the Pipelines API takes it, in JSON.',
    operation_size_bytes int comment 'Size of that JSON in bytes.',
    custom_timestamp timestamp comment 'UTC time of the event that the call reports.',
    is_historical boolean default false comment 'Whether that time is more than a day before the call was sent.',
    operation_status string default 'pending' comment 'Outcome of the call: processed, failed with its request, or skipped by Customer.IO as too large.',
    processed_at timestamp comment 'UTC time at which Customer.IO had answered the request with the call; null for a call that failed.',
    error_message string comment 'What went wrong; null for a call that was processed.',
    error_code string comment 'Code of that error.',
    validation_errors array<string> comment 'What is wrong with the call itself; null if it is valid.',
    api_response_code int comment 'HTTP status of the last answer to the request with the call.',
    api_response_body string comment 'Text of that answer.',
    has_large_data boolean default false comment 'Whether the call exceeds the size that Customer.IO accepts, 32 KB.',
    data_truncated boolean default false comment 'Whether something was cut off the call; nothing ever is.',
    operation_properties struct<type: string, userId: string, email: string, name: string, plan: string, event: string, source: string, index: int, method: string, page: string, segment: string, backfill: boolean, large_data: string, more_data: string> comment 'Fields of the call that all calls share; those that no call has are null.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the sync put the call into the job.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer about the call came.',
    constraint batch_operations_pk primary key (operation_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one call in the job that sends it. This is a view of the calls, so every call is an operation.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'operation_id,created_at,user_id',
    'quality.expectation.1' = 'operation_type in (\'identify\', \'track\', \'page\', \'screen\', \'group\', \'alias\')',
    'quality.expectation.2' = 'operation_status in (\'pending\', \'processed\', \'failed\', \'skipped\')'
);

create table if not exists main.customerio.batch_chunks (
    chunk_id string not null comment 'Key of the chunk; hash of its job and its place in it.',
    batch_job_id string not null comment 'The job that the chunk is a part of.',
    chunk_index int not null comment 'Place of the chunk in its job, from 0.',
    chunk_size_bytes bigint not null comment 'Size of the request, in bytes.',
    operation_count int not null comment 'Number of calls in the chunk.',
    chunk_data string comment 'Always null: batch_operations has the calls.',
    chunk_status string default 'pending' comment 'Outcome of the request: completed or failed.',
    sent_at timestamp comment 'UTC time at which the request was first sent.',
    completed_at timestamp comment 'UTC time of the last answer to it.',
    api_request_id string comment 'Id of the last answer in the log of the sync.',
    api_response_code int comment 'HTTP status of the last answer; 504 if none came in time.',
    api_response_body string comment 'Text of the last answer.',
    send_duration_seconds double comment 'Seconds that the attempts took in all, without the waits between them.',
    processing_duration_seconds double comment 'Seconds from the first attempt to the last answer.',
    error_message string comment 'What went wrong; null for a request that was accepted.',
    retry_count int default 0 comment 'Number of further attempts.',
    was_split_from_large_batch boolean default false comment 'Whether the job has more than one chunk.',
    split_reason string comment 'Why the job was split: size_limit; null for a job with one chunk.',
    created_at timestamp default current_timestamp() comment 'UTC time at which the chunk was created.',
    updated_at timestamp default current_timestamp() comment 'UTC time at which the last answer came.',
    constraint batch_chunks_pk primary key (chunk_id)
)
using delta
cluster by (created_at)
comment 'Grain: one request of a job, with at most 475,000 bytes of calls.'
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
    batch_job_id string not null comment 'The job in which it happened.',
    operation_id string comment 'Always null: requests fail as a whole.',
    chunk_id string comment 'The chunk that was to be sent.',
    error_type string not null comment 'Kind of error: rate_limit, timeout or api.',
    error_code string comment 'HTTP status, as text; 504 if no answer came in time.',
    error_message string not null comment 'Text of the answer.',
    error_details string comment 'Which attempt of which chunk failed.',
    operation_type string comment 'Always null: requests fail as a whole.',
    user_id string comment 'Always null: requests fail as a whole.',
    operation_data string comment 'Always null: requests fail as a whole.',
    is_retryable boolean default false comment 'Whether a retry can succeed. Always true.',
    is_user_error boolean default false comment 'Whether the sender caused it, by too many requests.',
    is_system_error boolean default false comment 'Whether Customer.IO caused it.',
    error_status string default 'open' comment 'resolved if a later attempt was accepted, else open.',
    resolved_at timestamp comment 'UTC time at which a later attempt was accepted; null if none was.',
    resolution_notes string comment 'How it was resolved, in words.',
    http_status_code int comment 'HTTP status of the answer; 504 if none came in time.',
    api_response_body string comment 'Text of the answer.',
    occurred_at timestamp default current_timestamp() comment 'UTC time at which the answer came.',
    first_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; every failed attempt is an error of its own.',
    last_seen_at timestamp default current_timestamp() comment 'UTC time of the answer; equal to first_seen_at.',
    constraint batch_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at, user_id)
comment 'Grain: one failed attempt to send a request: it was refused or left unanswered.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at,user_id',
    'quality.expectation.1' = 'error_type in (\'validation\', \'api\', \'network\', \'timeout\', \'authentication\', \'rate_limit\')'
);

create table if not exists main.customerio.batch_performance_metrics (
    metric_id string not null comment 'Key of the row; hash of its job.',
    batch_job_id string not null comment 'The job that was measured.',
    total_processing_time_seconds double not null comment 'Seconds that the job took.',
    average_operation_time_ms double comment 'Milliseconds that the answers took in all, divided by the calls of the job.',
    operations_per_second double comment 'Calls divided by the seconds that the job took.',
    total_bytes_processed bigint comment 'Size of all requests, in bytes.',
    bytes_per_second double comment 'Bytes of all requests divided by the seconds that the job took.',
    api_calls_per_minute double comment 'Requests, including further attempts, divided by the minutes that the job took.',
    min_operation_time_ms double comment 'Milliseconds per call in the fastest chunk.',
    max_operation_time_ms double comment 'Milliseconds per call in the slowest chunk.',
    p50_operation_time_ms double comment 'Median over the chunks of their milliseconds per call.',
    p95_operation_time_ms double comment '95th percentile over the chunks of their milliseconds per call.',
    p99_operation_time_ms double comment '99th percentile over the chunks of their milliseconds per call.',
    average_api_response_time_ms double comment 'Milliseconds that the API took to answer, averaged over attempts.',
    api_success_rate double comment 'Share of the requests that were accepted, from 0 to 1.',
    rate_limit_hits int default 0 comment 'Number of answers that there were too many requests.',
    peak_memory_usage_mb double comment 'Always null: not collected here.',
    cpu_time_seconds double comment 'Always null: not collected here.',
    network_bytes_sent bigint comment 'Size of the requests with all their attempts, in bytes.',
    network_bytes_received bigint comment 'Always null: not collected here.',
    chunk_split_efficiency double comment 'How full the chunks are: their bytes as a share of the bytes that they can hold.',
    retry_overhead_percent double comment 'Further attempts as a percentage of the chunks.',
    expected_completion_time_seconds double comment 'Seconds that the first attempts took, one chunk after the other: the time that the job would have taken without failures.',
    actual_vs_expected_ratio double comment 'Seconds that the job took, divided by the expected seconds. Pauses between requests make it larger.',
    data_quality_score double comment 'Share of the calls that Customer.IO does not drop as too large, from 0 to 1.',
    validation_pass_rate double comment 'Equal to data_quality_score.',
    measurement_start_time timestamp comment 'UTC time at which the job began.',
    measurement_end_time timestamp comment 'UTC time at which the last answer came.',
    recorded_at timestamp default current_timestamp() comment 'UTC time of the last answer; equal to measurement_end_time.',
    constraint batch_performance_metrics_pk primary key (metric_id)
)
using delta
comment 'Grain: one job, with the speed at which it was sent.'
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
