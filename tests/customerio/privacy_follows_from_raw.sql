-- Consents, requests and exports as raw has them, and what is told of each: an
-- event for each change of a consent, a suppression for each one of marketing
-- that was withdrawn, for each request its receipt, its report and what it
-- brought about.
with

users as (

    select
        user_id,
        min(created_at) as created_at,
        arg_max(upper(trim(country_code)), (changed_at, change_id))
            as country_code,
        min(changed_at) filter (where kind = 'delete') as deleted_at,
        min(load_date) filter (where kind = 'delete') as deletion_load_date,
        max(change_id) filter (where kind = 'delete') as deletion_id,
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
        min(changed_at) filter (where status = 'rejected') as rejected_at,
        min(load_date) filter (where status = 'received') as received_on,
        min(load_date) filter (where status = 'completed') as completed_on

    from {{ ref('raw_cio_privacy_requests') }}
    group by all

),

-- when a law wants an answer, and what it is called
laws as (

    select
        laws.*,
        countries.country_code

    from {{ ref('countries') }} as countries
    inner join (
        values
        ('EU', 'GDPR', interval '1' month),
        ('UK', 'UK GDPR', interval '1' month),
        ('CCPA', 'CCPA', interval '45' day),
        ('LGPD', 'LGPD', interval '15' day),
        ('Other', 'own policy', interval '30' day)
    ) as laws (jurisdiction, regulation, answered_within)
        on
            laws.jurisdiction = case
                when countries.country_code = 'GB' then 'UK'
                when countries.country_code = 'US' then 'CCPA'
                when countries.country_code = 'BR' then 'LGPD'
                when
                    countries.country_code in (
                        'DE', 'ES', 'FR', 'IT', 'NL', 'SE'
                    )
                    then 'EU'
                else 'Other'
            end

),

told as (

    select
        'consent' as event_type,
        user_id,
        null as request_id,
        source,
        consent_type,
        status,
        changed_at as happened_at,
        greatest(date_trunc('hour', changed_at) + interval '1' hour, load_date)
            as told_at

    from {{ ref('raw_cio_consents') }}
    union all
    select
        'suppression' as event_type,
        user_id,
        null as request_id,
        source,
        consent_type,
        null as status,
        changed_at as happened_at,
        greatest(date_trunc('hour', changed_at) + interval '1' hour, load_date)
            as told_at

    from {{ ref('raw_cio_consents') }}
    where
        consent_type = 'marketing'
        and status = 'withdrawn'
    union all
    select
        kinds.event_type,
        requests.user_id,
        requests.request_id,
        requests.source,
        null as consent_type,
        null as status,
        case kinds.event_type
            when 'data_request' then requests.received_at
            else requests.completed_at
        end as happened_at,
        greatest(
            date_trunc('hour', case kinds.event_type
                when 'data_request' then requests.received_at
                else requests.completed_at
            end) + interval '1' hour,
            case kinds.event_type
                when 'data_request' then requests.received_on
                else requests.completed_on
            end
        ) as told_at

    from requests
    inner join (
        values ('data_request'), ('suppression'), ('delivery')
    ) as kinds (event_type)
        on
            kinds.event_type = 'data_request'
            or requests.completed_at is not null
            and (
                requests.request_type = 'deletion'
                or kinds.event_type = 'delivery'
                and requests.request_type in ('access', 'portability')
            )
    union all
    select
        'deletion' as event_type,
        users.user_id,
        requests.request_id,
        requests.source,
        null as consent_type,
        null as status,
        users.deleted_at as happened_at,
        greatest(
            date_trunc('hour', users.deleted_at) + interval '1' hour,
            users.deletion_load_date
        ) as told_at

    from users
    left join requests
        on
            users.user_id = requests.user_id
            and requests.request_type = 'deletion'
            and requests.completed_at is not null
    where users.deletion_id is not null

),

expected as (

    select
        told.event_type,
        told.user_id::varchar as user_id,
        told.request_id,
        told.consent_type,
        told.status,
        told.happened_at,
        told.told_at,
        told.source,
        if(told.request_id is null, null, told.source) as request_source,
        requests.request_type,
        requests.verification_method,
        requests.received_at,
        coalesce(requests.country_code, people.country_code) as country_code,
        coalesce(laws.jurisdiction, 'Other') as jurisdiction,
        told.happened_at < told.told_at - interval '1' day as is_historical

    from told
    left join requests on told.request_id = requests.request_id
    left join {{ ref('dim_user') }} as people
        on
            told.user_id = people.user_id
            and told.happened_at >= people.valid_from
            and told.happened_at < people.valid_to
    left join laws
        on
            laws.country_code
            = coalesce(requests.country_code, people.country_code)

),

found as (

    select
        events.event_type,
        events.user_id,
        events.request_id,
        case
            when events.event_type = 'consent'
                then
                    coalesce(
                        events.consent_granted, events.consent_withdrawn
                    )[1]
            when events.suppression_type = 'marketing_communications'
                then 'marketing'
        end as consent_type,
        case
            when events.consent_granted is not null then 'granted'
            when events.consent_withdrawn is not null then 'withdrawn'
        end as status,
        events.event_timestamp as happened_at,
        events.received_at as told_at,
        events.raw_properties['source'] as source,
        events.request_source,
        events.request_type,
        events.request_verification_method as verification_method,
        events.requested_at as received_at,
        events.raw_properties['country'] as country_code,
        events.jurisdiction,
        events.compliance_properties.is_historical

    from {{ ref('gdpr_compliance_events') }} as events

),

untold as (

    select * from expected
    except all
    select * from found

),

invented as (

    select * from found
    except all
    select * from expected

)

select
    'gdpr_compliance_events' as table_name,
    'not told: ' || event_type || ' of ' || user_id as row_key

from untold
union all
select
    'gdpr_compliance_events' as table_name,
    'only told: ' || event_type || ' of ' || user_id as row_key

from invented
union all
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
    'passages of the law' as table_name,
    found.event_id as row_key

from {{ ref('gdpr_compliance_events') }} as found
left join {{ ref('privacy_requests') }} as invoked
    on found.request_id = invoked.request_id
left join laws on found.raw_properties['country'] = laws.country_code
where
    case
        when invoked.request_id is not null
            then
                translate(lower(found.regulation_reference), ' .', '__')
                is distinct from invoked.legal_basis
        when found.event_type = 'deletion'
            then
                not coalesce(
                    starts_with(found.regulation_reference, laws.regulation),
                    false
                )
        else
            found.regulation_reference
            is distinct from coalesce(laws.regulation, 'own policy')
    end
union all
select
    'people_events' as table_name,
    found.event_id as row_key

from {{ ref('people_events') }} as found
inner join {{ ref('privacy_requests') }} as invoked
    on found.gdpr_request_id = invoked.request_id
where
    translate(lower(found.compliance_type), ' .', '__')
    is distinct from invoked.legal_basis
union all
select
    'data_exports' as table_name,
    found.export_id as row_key

from {{ ref('data_exports') }} as found
left join requests on found.request_id = requests.request_id
left join users on requests.user_id = users.user_id
where
    (
        requests.processing_at, users.created_at::date, requests.completed_at,
        case requests.request_type
            when 'access' then 'csv'
            when 'portability' then 'json'
        end,
        case requests.source
            when 'email' then 'email'
            when 'letter' then 'postal_mail'
            else 'secure_download'
        end,
        case
            when requests.completed_at is null then 'generating'
            when
                (requests.completed_at + interval '30' day)::date
                < {{ last_loaded_day() }}
                then 'expired'
            else 'delivered'
        end,
        30
    ) is distinct from (
        found.generation_started_at, found.date_range_start,
        found.delivered_at, found.export_format, found.delivery_method,
        found.export_status, found.retention_period_days
    )
