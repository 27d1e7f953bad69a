-- Consents, requests and exports as raw has them; the export that answers a
-- request is the one that the report of its delivery tells of.
with

users as (

    select
        user_id,
        min(created_at) as created_at,
        min(changed_at) filter (where kind = 'delete') as deleted_at,
        arg_max(lower(trim(email)), (changed_at, change_id)) as email,
        arg_max(
            trim(first_name) || ' ' || trim(last_name), (changed_at, change_id)
        ) as name

    from {{ ref('raw_user_changes') }}
    group by all

),

consents as (

    select
        consent_id::varchar as consent_id,
        user_id,
        consent_type,
        min(changed_at) filter (where status = 'granted') as granted_at,
        min(changed_at) filter (where status = 'withdrawn') as withdrawn_at,
        max(source) filter (where status = 'withdrawn') as method

    from {{ ref('raw_cio_consents') }}
    group by all

),

requests as (

    select
        request_id::varchar as request_id,
        user_id,
        request_type,
        source,
        verification_method,
        country_code,
        arg_max(status, changed_at) as status,
        max(response_bytes) as response_bytes,
        min(changed_at) filter (where status = 'received') as received_at,
        min(changed_at) filter (where status = 'verified') as verified_at,
        min(changed_at) filter (where status = 'processing') as processing_at,
        min(changed_at) filter (where status = 'completed') as completed_at,
        min(changed_at) filter (where status = 'rejected') as rejected_at

    from {{ ref('raw_cio_privacy_requests') }}
    group by all

),

-- an export is begun for those who ask for data, and is the answer
answers as (

    select
        *,
        if(request_type = 'access', 'csv', 'json') as export_format

    from requests
    where
        request_type in ('access', 'portability')
        and processing_at is not null

),

laws as (

    {{ laws_by_hand() | indent }}

)

select
    'consent_management' as table_name,
    coalesce(consents.consent_id, found.consent_id) as row_key

from consents
full join {{ ref('consent_management') }} as found
    on consents.consent_id = found.consent_id
left join users on consents.user_id = users.user_id
left join {{ ref('dim_user') }} as people
    on
        consents.user_id = people.user_id
        and consents.granted_at >= people.valid_from
        and consents.granted_at < people.valid_to
left join {{ ref('countries') }} as countries
    on people.country_code = countries.country_code
where
    (
        consents.user_id::varchar, consents.consent_type, consents.granted_at,
        consents.withdrawn_at, consents.method, users.deleted_at,
        countries.locale,
        if(coalesce(countries.marketing_opt_in, false), 'opt_in', 'opt_out')
    ) is distinct from (
        found.user_id, found.consent_type, found.granted_at,
        found.withdrawn_at, found.withdrawal_method, found.data_deleted_at,
        found.consent_language, found.capture_method
    )
union all
select
    'privacy_requests' as table_name,
    coalesce(requests.request_id, found.request_id) as row_key

from requests
full join {{ ref('privacy_requests') }} as found
    on requests.request_id = found.request_id
left join users on requests.user_id = users.user_id
left join laws on requests.country_code = laws.country_code
where
    (
        requests.user_id::varchar, requests.request_type, requests.status,
        requests.source, requests.verification_method, requests.verified_at,
        requests.received_at, requests.processing_at, requests.completed_at,
        requests.response_bytes, laws.jurisdiction, [laws.regulation],
        (requests.received_at + laws.answered_within)::date,
        if(users.deleted_at is null, users.email, null),
        if(users.deleted_at is null, users.name, null),
        coalesce(requests.completed_at, requests.rejected_at)
        <= requests.received_at + laws.answered_within,
        coalesce(
            requests.completed_at, requests.rejected_at, {{ last_loaded_day() }}
        ) > requests.received_at + laws.answered_within
    ) is distinct from (
        found.user_id, found.request_type, found.request_status,
        found.request_source, found.verification_method, found.verified_at,
        found.submitted_at, found.started_processing_at, found.completed_at,
        found.response_size_bytes, found.jurisdiction,
        found.applicable_regulations, found.estimated_completion_date,
        found.requester_email, found.requester_name,
        found.within_regulatory_timeframe, found.escalation_required
    )
    or not coalesce(starts_with(
        found.legal_basis, translate(lower(laws.regulation), ' ', '_')
    ), false)
union all
select
    'passages of the law' as table_name,
    min(request_id) as row_key

from {{ ref('privacy_requests') }}
group by jurisdiction, request_type
having count(distinct legal_basis) <> 1
union all
select
    'data_exports' as table_name,
    coalesce(answers.request_id, found.request_id) as row_key

from answers
full join {{ ref('data_exports') }} as found
    on answers.request_id = found.request_id
left join users on answers.user_id = users.user_id
left join {{ ref('privacy_requests') }} as asked
    on found.request_id = asked.request_id
left join {{ ref('gdpr_compliance_events') }} as reports
    on
        found.request_id = reports.request_id
        and reports.report_type = 'data_export'
where
    (
        answers.user_id::varchar, answers.processing_at, users.created_at::date,
        answers.completed_at, answers.response_bytes, answers.export_format,
        case answers.source
            when 'email' then 'email'
            when 'letter' then 'postal_mail'
            else 'secure_download'
        end,
        case
            when answers.completed_at is null then 'generating'
            when
                (answers.completed_at + interval '30' day)::date
                < {{ last_loaded_day() }}
                then 'expired'
            else 'delivered'
        end,
        30
    ) is distinct from (
        found.user_id, found.generation_started_at, found.date_range_start,
        found.delivered_at, found.file_size_bytes, found.export_format,
        found.delivery_method, found.export_status,
        found.retention_period_days
    )
    or found.delivered_at is distinct from reports.event_timestamp
    or found.delivered_at is not null
    and (
        found.report_id, found.export_format, found.export_format,
        found.file_size_bytes, found.delivery_expires_at,
        found.delivery_method = 'email', found.delivery_method = 'postal_mail'
    ) is distinct from (
        reports.report_id, reports.file_format, asked.response_format,
        reports.file_size_bytes,
        reports.delivery_properties.download_expires_at,
        asked.response_method = 'email', reports.delivery_method = 'postal_mail'
    )
