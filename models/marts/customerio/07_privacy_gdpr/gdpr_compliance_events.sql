with

requests as (

    select * from {{ ref('int_customerio__privacy_requests') }}

),

consents as (

    select * from {{ ref('stg_customerio__consents') }}

),

deletions as (

    select
        changes.change_id,
        changes.user_id,
        coalesce(requests.country_code, changes.country_code) as country_code,
        changes.changed_at,
        {{ next_sync('changes.changed_at', 'changes.load_date') }}
            as received_at,
        requests.request_id,
        requests.source,
        requests.verification_method,
        requests.passage,
        requests.received_at as requested_at

    from {{ ref('stg_platform__user_changes') }} as changes
    left join requests
        on
            changes.user_id = requests.user_id
            and requests.request_type = 'deletion'
            and requests.completed_at is not null
    where changes.change_kind = 'delete'

),

-- every event with what its kind has; the first kind lists all columns
happened as (

    select
        'consent' as event_type,
        case status
            when 'granted' then 'Consent Granted' else 'Consent Withdrawn'
        end as event_name,
        change_id::varchar as source_id,
        user_id,
        null::uuid as request_id,
        null::varchar as request_type,
        source,
        null::varchar as verification_method,
        null::varchar as passage,
        null::varchar as country_code,
        consent_type,
        null::varchar as suppression_type,
        null::varchar as report_id,
        null::varchar as file_format,
        null::bigint as file_size_bytes,
        null::timestamp as file_expires_at,
        null::timestamp as requested_at,
        changed_at as happened_at,
        {{ next_sync('changed_at', 'load_date') }} as received_at

    from consents
    union all by name
    select
        'suppression' as event_type,
        'User Suppressed' as event_name,
        change_id::varchar as source_id,
        user_id,
        source,
        consent_type,
        'marketing_communications' as suppression_type,
        changed_at as happened_at,
        {{ next_sync('changed_at', 'load_date') }} as received_at

    from consents
    where consent_type = 'marketing' and status = 'withdrawn'
    union all by name
    select
        'suppression' as event_type,
        'User Suppressed' as event_name,
        request_id::varchar as source_id,
        user_id,
        request_id,
        request_type,
        source,
        verification_method,
        passage,
        country_code,
        'all_communications' as suppression_type,
        received_at as requested_at,
        completed_at as happened_at,
        {{ next_sync('completed_at', 'completed_load_date') }} as received_at

    from requests
    where
        completed_at is not null
        and request_type = 'deletion'
    union all by name
    select
        'data_request' as event_type,
        'Privacy Request Received' as event_name,
        request_id::varchar as source_id,
        user_id,
        request_id,
        request_type,
        source,
        verification_method,
        passage,
        country_code,
        received_at as requested_at,
        received_at as happened_at,
        {{ next_sync('received_at', 'received_load_date') }} as received_at

    from requests
    union all by name
    select
        'deletion' as event_type,
        'User Deleted' as event_name,
        change_id::varchar as source_id,
        user_id,
        request_id,
        case when request_id is not null then 'deletion' end as request_type,
        source,
        verification_method,
        passage,
        country_code,
        requested_at,
        changed_at as happened_at,
        received_at

    from deletions
    union all by name
    select
        'delivery' as event_type,
        'Report Delivered' as event_name,
        request_id::varchar as source_id,
        user_id,
        request_id,
        request_type,
        source,
        verification_method,
        passage,
        country_code,
        report_id,
        coalesce(file_format, 'pdf') as file_format,
        response_bytes as file_size_bytes,
        file_expires_at,
        received_at as requested_at,
        completed_at as happened_at,
        {{ next_sync('completed_at', 'completed_load_date') }} as received_at

    from requests
    where
        completed_at is not null
        and request_type in ('deletion', 'access', 'portability')

),

people as (

    select * from {{ ref('dim_user') }}

),

judged as (

    select
        happened.* exclude (country_code),
        coalesce(happened.country_code, people.country_code) as country_code,
        happened.event_type = 'deletion' as is_deletion,
        happened.event_type = 'suppression' as is_suppression,
        happened.event_type = 'delivery' as is_delivery,
        {{ hash_key([
            'happened.event_type', 'happened.event_name', 'happened.source_id',
        ]) }}::varchar as event_id,
        'GDPR_CONF_' || upper(left({{ hash_key([
            "'confirmation'",
            'coalesce(happened.request_id::varchar, happened.source_id)',
        ]) }}::varchar, 8)) as confirmation

    from happened
    {{ join_version('people', on=['user_id'], at='happened.happened_at')
        | indent }}

),

named as (

    select
        event_id,
        event_type,
        event_name,
        source,
        country_code,
        request_type,
        passage,
        file_size_bytes,
        file_expires_at,
        is_delivery,
        requested_at,
        happened_at,
        received_at,
        user_id::varchar as user_id,
        case
            when is_deletion and request_id is not null
                then 'right_to_be_forgotten'
            when is_deletion then 'user_request'
        end as deletion_reason,
        case when is_deletion then 'automated_compliance_system' end
            as deletion_method,
        case
            when request_id is not null then 'privacy_team'
            else 'automated_system'
        end as processed_by,
        received_at as processed_at,
        case when is_deletion or is_delivery then confirmation end
            as confirmation_id,
        case
            when not is_suppression then null
            when source = 'preferences' then 'marketing_preferences'
            else 'user_request'
        end as suppression_reason,
        suppression_type,
        null::varchar as unsuppression_reason,
        null::varchar as unsuppression_type,
        happened_at as effective_date,
        null::varchar as object_id,
        case when is_deletion then 'personal_data' end as object_type,
        null::varchar as device_id,
        null::varchar as device_type,
        null::varchar as relationship_id,
        report_id,
        case
            when not is_delivery then null
            when request_type = 'deletion' then 'deletion_confirmation'
            else 'data_export'
        end as report_type,
        case when is_delivery then 'delivered' end as report_status,
        case
            when not is_delivery then null
            when source = 'user_portal' then 'portal'
            when source = 'letter' then 'postal_mail'
            else 'email'
        end as delivery_method,
        file_format,
        null::varchar as batch_id,
        null::integer as user_index,
        null::integer as total_batch_size,
        case
            when consent_type is not null then 'consent'
            else 'legal_obligation'
        end as legal_basis,
        null::integer as retention_period_days,
        case when is_deletion then 'remove' end as anonymization_method,
        request_id::varchar as request_id,
        case when request_id is not null then source end as request_source,
        verification_method as request_verification_method,
        case request_type
            when 'deletion' then ['right_to_be_forgotten']
            when 'access' then ['right_of_access']
            when 'portability' then ['right_to_data_portability']
            when 'rectification' then ['right_to_rectification']
        end as rights_exercised,
        case when event_name = 'Consent Withdrawn' then [consent_type] end
            as consent_withdrawn,
        case when event_name = 'Consent Granted' then [consent_type] end
            as consent_granted

    from judged

),

copied as (

    select
        * exclude (
            country_code, source, passage, happened_at, received_at,
            is_delivery, file_expires_at
        ),
        {{ struct_of({
            'deletion_reason': 'deletion_reason',
            'deletion_method': 'deletion_method',
            'processed_by': 'processed_by',
            'confirmation_id': 'confirmation_id',
            'suppression_reason': 'suppression_reason',
            'suppression_type': 'suppression_type',
            'effective_date': iso_instant('effective_date'),
            'is_historical': "happened_at < received_at - interval '1' day",
            'automated_processing': "processed_by = 'automated_system'",
        }) }} as compliance_properties,
        case
            when is_delivery then {{ struct_of({
                'report_type': 'report_type',
                'delivery_method': 'delivery_method',
                'file_format': 'file_format',
                'file_size_bytes': 'file_size_bytes',
                'download_expires_at': 'file_expires_at',
                'access_key': 'null::varchar',
                'encryption_method': "case when report_type = 'data_export' then 'AES256' end",
            }) }}
        end as delivery_properties,
        {{ map_of_lists(
            "['event', 'country', 'source']",
            '[event_name, country_code, source]',
        ) }} as raw_properties,
        {{ privacy_law('country_code', 'jurisdiction') | indent(8) }}
            as jurisdiction,
        case
            when passage is not null then passage
            when deletion_reason is not null
                then {{ privacy_law('country_code', 'deletion') | indent(16) }}
            else {{ privacy_law('country_code', 'regulation') | indent(12) }}
        end as regulation_reference,
        case when request_id is not null then 'privacy_team' end
            as compliance_officer,

        ---------- timestamps
        happened_at as event_timestamp,
        received_at,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        request_id as compliance_workflow_id

    from named

)

select * from copied
