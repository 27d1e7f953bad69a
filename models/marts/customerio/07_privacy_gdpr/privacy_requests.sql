with

requests as (

    select * from {{ ref('int_customerio__privacy_requests') }}

),

people as (

    select * from {{ ref('dim_user') }}
    where is_current

),

named as (

    select
        ---------- keys
        requests.request_id::varchar as request_id,
        requests.user_id::varchar as user_id,

        ---------- attributes
        requests.request_type,
        requests.status as request_status,
        requests.source as request_source,
        case requests.request_type
            when 'access' then 'A copy of everything that is held.'
            when 'portability' then 'The data in a form for another service.'
            when 'rectification' then 'A correction of the profile.'
            when 'deletion' then 'The account, and all that belongs to it.'
        end as request_description,
        case
            when requests.request_type = 'rectification' then ['profile_data']
            else
                ['profile_data', 'behavioral_data', 'device_data', 'email_data']
        end as specific_data_types,
        -- an erased person leaves no name in the books
        case when not people.is_deleted then people.email end
            as requester_email,
        case
            when not people.is_deleted
                then people.first_name || ' ' || people.last_name
        end as requester_name,
        'self' as relationship_to_data_subject,
        requests.verification_method,
        case
            when requests.verified_at is not null then 'verified'
            when requests.rejected_at is not null then 'failed'
            else 'pending'
        end as verification_status,
        case
            when requests.verification_method = 'identity_document'
                then ['identity_document']
        end as verification_documents,
        requests.verified_at,
        case
            when requests.verified_at is null then null
            when requests.verification_method = 'identity_document'
                then 'privacy_team'
            else 'automated_system'
        end as verified_by,
        lower(replace(replace(requests.passage, ' ', '_'), '.', '_'))
            as legal_basis,
        requests.jurisdiction,
        [requests.regulation] as applicable_regulations,
        'privacy_team' as assigned_to,
        requests.due_at::date as estimated_completion_date,
        requests.completed_at::date as actual_completion_date,
        case
            when requests.rejected_at is not null
                then 'The person could not be identified.'
        end as processing_notes,
        case
            when requests.completed_at is null then null
            when requests.source = 'letter' then 'postal_mail'
            when requests.source = 'email' then 'email'
            else 'secure_portal'
        end as response_method,
        case
            when requests.response_bytes is not null then requests.file_format
        end as response_format,

        ---------- measures
        requests.response_bytes as response_size_bytes,
        case
            when requests.response_bytes is not null then requests.completed_at
        end as response_delivered_at,
        ({{ seconds_between(
            'requests.received_at', 'requests.completed_at',
        ) }} // 3600)::integer as response_time_hours,

        ---------- flags
        coalesce(requests.completed_at, requests.rejected_at)
        <= requests.due_at as within_regulatory_timeframe,
        coalesce(
            requests.completed_at, requests.rejected_at,
            {{ last_loaded_day() }}::timestamp
        ) > requests.due_at as escalation_required,

        ---------- timestamps
        requests.received_at as submitted_at,
        requests.received_at as acknowledged_at,
        requests.processing_at as started_processing_at,
        requests.completed_at

    from requests
    left join people on requests.user_id = people.user_id

)

select * from named
