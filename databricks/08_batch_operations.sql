-- Batches of calls: jobs, chunks, operations, errors and speed.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

create schema if not exists main.customerio;

create table if not exists main.customerio.batch_jobs (
    batch_job_id string not null comment 'Key of the job, made of its source, load day and hour.',
    batch_id string comment 'The same; a job is one batch.',
    job_name string comment 'Name of the job, such as hourly_sync_of_play.',
    job_description string comment 'What the job sends, in words.',
    job_type string not null comment 'The call that all operations of the job are, or mixed.',
    operation_count int not null comment 'How many calls the job sends.',
    chunk_count int default 1 comment 'In how many requests it sends them.',
    max_chunk_size_kb int comment 'Size of the largest request, in kilobytes of 1,024 bytes.',
    total_size_bytes bigint comment 'Size of all requests, in bytes.',
    largest_operation_bytes int comment 'Size of the largest call, in bytes.',
    validation_errors int default 0 comment 'How many calls are larger than the product takes.',
    job_status string default 'pending' comment 'What became of the job: completed, partial (some requests failed) or failed.',
    processing_started_at timestamp comment 'When the job began, in UTC.',
    processing_completed_at timestamp comment 'When the last answer came, in UTC.',
    successful_operations int default 0 comment 'How many calls the product took.',
    failed_operations int default 0 comment 'How many calls failed with their request.',
    skipped_operations int default 0 comment 'How many calls the product drops as too large.',
    processing_duration_seconds double comment 'How long the job took, in seconds.',
    operations_per_second double comment 'Calls by that time.',
    api_calls_made int comment 'How many requests were made, further attempts included.',
    has_errors boolean default false comment 'Whether a request was refused or not answered.',
    error_message string comment 'What the last answer to a request that failed said; null if none failed.',
    retry_count int default 0 comment 'How many of the requests were further attempts.',
    max_retries int default 3 comment 'How often a request is tried again at most.',
    operation_types array<string> comment 'The calls that occur in the job, in alphabetical order.',
    unique_users_count int comment 'How many people the calls are about.',
    has_timestamps boolean default false comment 'Whether the calls say when things happened; they all do.',
    is_backfill boolean default false comment 'Whether most of the calls tell of things that happened more than a day before.',
    source_system string comment 'What told Customer.IO of it: this warehouse.',
    source_file string comment 'Null: the jobs read tables.',
    integration_id string comment 'Through which integration it came: the one that syncs the warehouse.',
    created_by_user string comment 'Null: the schedule starts the jobs, no person does.',
    created_at timestamp default current_timestamp() comment 'When the job was made, in UTC.',
    submitted_at timestamp comment 'When its first request was sent, in UTC.',
    updated_at timestamp default current_timestamp() comment 'When the last answer came, in UTC.',
    constraint batch_jobs_pk primary key (batch_job_id)
)
using delta
cluster by (created_at)
comment 'Grain: one job of the hourly sync: what a load day has to tell of one kind of source in one hour.'
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
    user_id string not null comment 'The person whom it is about.',
    identify_traits map<string, string> comment 'The traits of an identify or group call as a map; null for other calls.',
    identify_email string comment 'The email address among these traits.',
    identify_name string comment 'First and last name among these traits.',
    event_name string comment 'Name of the event of a track call, or of the page or screen; null for other calls.',
    event_properties map<string, string> comment 'The properties of a track, page or screen call as a map; null for other calls.',
    raw_operation_data string comment 'The call as the Pipelines API takes it, in JSON.',
    operation_size_bytes int comment 'Size of that JSON in bytes.',
    custom_timestamp timestamp comment 'When what the call tells of happened, in UTC.',
    is_historical boolean default false comment 'Whether that was more than a day before it was sent.',
    operation_status string default 'pending' comment 'What became of the call: processed, failed with its request, or skipped, as the product skips what is too large.',
    processed_at timestamp comment 'When the product had answered the request that took the call, in UTC; null of a call that failed.',
    error_message string comment 'What went wrong; null of a call that was processed.',
    error_code string comment 'Code of that error.',
    validation_errors array<string> comment 'What is wrong with the call itself; null if nothing is.',
    api_response_code int comment 'HTTP status of the last answer to the request that took the call.',
    api_response_body string comment 'What that answer said.',
    has_large_data boolean default false comment 'Whether the call is larger than the product takes.',
    data_truncated boolean default false comment 'Whether something was cut off the call; nothing ever is.',
    operation_properties struct<type: string, userId: string, email: string, name: string, plan: string, event: string, source: string, index: int, method: string, page: string, segment: string, backfill: boolean, large_data: string, more_data: string> comment 'What the call says of itself in fields that calls share; fields that no call has are null.',
    created_at timestamp default current_timestamp() comment 'When the sync took the call into the job, in UTC.',
    updated_at timestamp default current_timestamp() comment 'When the last answer about the call came, in UTC.',
    constraint batch_operations_pk primary key (operation_id)
)
using delta
cluster by (created_at, user_id)
comment 'Grain: one call in the job that sends it. A view of the calls, so that operations add up to what happened.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'operation_id,created_at,user_id',
    'quality.expectation.1' = 'operation_type in (\'identify\', \'track\', \'page\', \'screen\', \'group\', \'alias\')',
    'quality.expectation.2' = 'operation_status in (\'pending\', \'processed\', \'failed\', \'skipped\')'
);

create table if not exists main.customerio.batch_chunks (
    chunk_id string not null comment 'Key of the chunk, made of its job and its place in it.',
    batch_job_id string not null comment 'The job that the chunk is a part of.',
    chunk_index int not null comment 'Place of the chunk in its job, from 0.',
    chunk_size_bytes bigint not null comment 'Size of the request, in bytes.',
    operation_count int not null comment 'How many calls are in it.',
    chunk_data string comment 'Null: the calls lie in batch_operations, and are not kept twice.',
    chunk_status string default 'pending' comment 'What became of the request: completed or failed.',
    sent_at timestamp comment 'When it was first sent, in UTC.',
    completed_at timestamp comment 'When the last answer to it came, in UTC.',
    api_request_id string comment 'Id of that answer in the log of the sync.',
    api_response_code int comment 'HTTP status of that answer; 504 if none came in time.',
    api_response_body string comment 'What that answer said.',
    send_duration_seconds double comment 'How long the attempts took in all, in seconds, without the waits between them.',
    processing_duration_seconds double comment 'How long it took from the first attempt to the last answer, in seconds.',
    error_message string comment 'What went wrong; null of a request that was taken.',
    retry_count int default 0 comment 'How often it was tried again.',
    was_split_from_large_batch boolean default false comment 'Whether the job has more than one chunk.',
    split_reason string comment 'Why: size_limit; null of a job with one chunk.',
    created_at timestamp default current_timestamp() comment 'When the chunk was made, in UTC.',
    updated_at timestamp default current_timestamp() comment 'When the last answer came, in UTC.',
    constraint batch_chunks_pk primary key (chunk_id)
)
using delta
cluster by (created_at)
comment 'Grain: one request of a job: calls of 475,000 bytes at most.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'chunk_id,created_at',
    'quality.expectation.1' = 'chunk_size_bytes > 0',
    'quality.expectation.2' = 'operation_count > 0'
);

create table if not exists main.customerio.batch_errors (
    error_id string not null comment 'Key of the error, made of the chunk and the answer.',
    batch_job_id string not null comment 'The job in which it happened.',
    operation_id string comment 'Null: requests fail as a whole.',
    chunk_id string comment 'The chunk that was to be sent.',
    error_type string not null comment 'Kind of error: rate_limit, timeout or api.',
    error_code string comment 'HTTP status, as text; 504 if no answer came in time.',
    error_message string not null comment 'What the answer said.',
    error_details string comment 'Which attempt of which chunk it was.',
    operation_type string comment 'Null: requests fail as a whole.',
    user_id string comment 'Null: requests fail as a whole.',
    operation_data string comment 'Null: requests fail as a whole.',
    is_retryable boolean default false comment 'Whether another attempt may help; it may always here.',
    is_user_error boolean default false comment 'Whether it lies with who sends: too many requests.',
    is_system_error boolean default false comment 'Whether it lies with the product.',
    error_status string default 'open' comment 'Whether a later attempt was taken (resolved), or none (open).',
    resolved_at timestamp comment 'When it was taken, in UTC; null if none was.',
    resolution_notes string comment 'How it was resolved, in words.',
    http_status_code int comment 'HTTP status of the answer; 504 if none came in time.',
    api_response_body string comment 'What the answer said.',
    occurred_at timestamp default current_timestamp() comment 'When the answer came, in UTC.',
    first_seen_at timestamp default current_timestamp() comment 'The same; every attempt that fails is an error of its own.',
    last_seen_at timestamp default current_timestamp() comment 'The same.',
    constraint batch_errors_pk primary key (error_id)
)
using delta
cluster by (occurred_at, user_id)
comment 'Grain: one attempt of a request that was refused or not answered.'
tblproperties (
    'delta.feature.allowColumnDefaults' = 'supported',
    'delta.autoOptimize.optimizeWrite' = 'true',
    'delta.autoOptimize.autoCompact' = 'true',
    'delta.dataSkippingStatsColumns' = 'error_id,occurred_at,user_id',
    'quality.expectation.1' = 'error_type in (\'validation\', \'api\', \'network\', \'timeout\', \'authentication\', \'rate_limit\')'
);

create table if not exists main.customerio.batch_performance_metrics (
    metric_id string not null comment 'Key of the row, made of its job.',
    batch_job_id string not null comment 'The job that was measured.',
    total_processing_time_seconds double not null comment 'How long the job took, in seconds.',
    average_operation_time_ms double comment 'Time that answers took, by the calls of the job, in milliseconds.',
    operations_per_second double comment 'Calls by the time of the job.',
    total_bytes_processed bigint comment 'Size of all requests, in bytes.',
    bytes_per_second double comment 'That by the time of the job.',
    api_calls_per_minute double comment 'Requests, further attempts included, by the time of the job.',
    min_operation_time_ms double comment 'The shortest time of a chunk by its calls, in milliseconds.',
    max_operation_time_ms double comment 'The longest time of a chunk by its calls, in milliseconds.',
    p50_operation_time_ms double comment 'Median, over the chunks, of their time by their calls, in milliseconds.',
    p95_operation_time_ms double comment 'The 95th percentile of the same.',
    p99_operation_time_ms double comment 'The 99th percentile of the same.',
    average_api_response_time_ms double comment 'How long an answer took on average, in milliseconds.',
    api_success_rate double comment 'Share of the requests that were taken, from 0 to 1.',
    rate_limit_hits int default 0 comment 'How often the answer was that there were too many requests.',
    peak_memory_usage_mb double comment 'Not collected here.',
    cpu_time_seconds double comment 'Not collected here.',
    network_bytes_sent bigint comment 'Size of the requests with all their attempts, in bytes.',
    network_bytes_received bigint comment 'Not collected here.',
    chunk_split_efficiency double comment 'How full the chunks are: their bytes by those that a chunk is filled with.',
    retry_overhead_percent double comment 'Further attempts in percent of the chunks.',
    expected_completion_time_seconds double comment 'How long the first attempts took, in seconds: the time that the job would have needed without failures, one chunk after the other.',
    actual_vs_expected_ratio double comment 'Time of the job by that time; pauses between requests make it longer.',
    data_quality_score double comment 'Share of the calls that the product does not drop as too large, from 0 to 1.',
    validation_pass_rate double comment 'The same.',
    measurement_start_time timestamp comment 'When the job began, in UTC.',
    measurement_end_time timestamp comment 'When the last answer came, in UTC.',
    recorded_at timestamp default current_timestamp() comment 'The same.',
    constraint batch_performance_metrics_pk primary key (metric_id)
)
using delta
comment 'Grain: one job, with how fast it was sent.'
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
