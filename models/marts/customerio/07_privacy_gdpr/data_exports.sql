with

requests as (

    select
        *,
        request_type = 'portability' as is_portability

    from {{ ref('int_customerio__privacy_requests') }}
    where
        request_type in ('access', 'portability')
        and processing_at is not null

),

users as (

    select
        user_id,
        min(created_at) as created_at

    from {{ ref('stg_platform__user_changes') }}
    group by all

),

named as (

    select
        ---------- keys
        {{ hash_key(["'data_export'", 'requests.request_id']) }}::varchar
            as export_id,
        requests.request_id::varchar as request_id,
        requests.user_id::varchar as user_id,

        ---------- attributes
        requests.report_id,
        case
            when requests.is_portability then 'behavioral_data'
            else 'full_profile'
        end as export_type,
        requests.file_format as export_format,
        'zip' as compression_format,
        case
            when requests.is_portability then ['profile', 'events']
            else ['profile', 'events', 'devices', 'objects']
        end as data_categories,
        users.created_at::date as date_range_start,
        requests.processing_at::date as date_range_end,
        false as include_deleted_data,
        requests.report_id || '.zip' as file_name,
        requests.response_bytes as file_size_bytes,
        null::varchar as file_hash,
        'AES256' as encryption_method,
        case requests.source
            when 'email' then 'email'
            when 'letter' then 'postal_mail'
            else 'secure_download'
        end as delivery_method,
        case
            when requests.completed_at is not null
                then '{{ website() }}/exports/' || requests.report_id
        end as delivery_url,
        requests.file_expires_at as delivery_expires_at,
        null::integer as access_count,
        case
            when requests.completed_at is null then 'generating'
            when requests.file_expires_at::date < {{ last_loaded_day() }}
                then 'expired'
            else 'delivered'
        end as export_status,

        ---------- timestamps
        requests.processing_at as generation_started_at,
        requests.completed_at as generation_completed_at,
        requests.completed_at as delivered_at,
        null::varchar as error_message,
        0 as retry_count,
        'automated_system' as generated_by,
        'privacy_team' as approved_by,
        requests.file_kept_days::integer as retention_period_days,
        requests.file_expires_at as auto_delete_at

    from requests
    left join users on requests.user_id = users.user_id

)

select * from named
