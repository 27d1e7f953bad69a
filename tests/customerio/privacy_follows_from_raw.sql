-- What is told of privacy, as raw has it: an event for each change of a
-- consent, a suppression for each one of marketing that was withdrawn, for each
-- request its receipt, its report and what it brought about; and the law that
-- each event invokes.
with

deletions as (

    select
        user_id,
        changed_at as deleted_at,
        load_date

    from {{ ref('raw_user_changes') }}
    where kind = 'delete'
    qualify changed_at = min(changed_at) over (partition by user_id)

),

requests as (

    select
        request_id::varchar as request_id,
        user_id,
        request_type,
        source,
        verification_method,
        country_code,
        min(changed_at) filter (where status = 'received') as received_at,
        min(changed_at) filter (where status = 'completed') as completed_at,
        min(load_date) filter (where status = 'received') as received_on,
        min(load_date) filter (where status = 'completed') as completed_on

    from {{ ref('raw_cio_privacy_requests') }}
    group by all

),

laws as (

    {{ laws_by_hand() | indent }}

),

told as (

    select
        kinds.event_type,
        changes.user_id,
        null as request_id,
        changes.source,
        changes.consent_type,
        if(kinds.event_type = 'consent', changes.status, null) as status,
        changes.changed_at as happened_at,
        changes.load_date as known_on

    from {{ ref('raw_cio_consents') }} as changes
    inner join (values ('consent'), ('suppression')) as kinds (event_type)
        on
            kinds.event_type = 'consent'
            or changes.consent_type = 'marketing'
            and changes.status = 'withdrawn'
    union all
    select
        'data_request' as event_type,
        user_id,
        request_id,
        source,
        null as consent_type,
        null as status,
        received_at as happened_at,
        received_on as known_on

    from requests
    union all
    select
        kinds.event_type,
        requests.user_id,
        requests.request_id,
        requests.source,
        null as consent_type,
        null as status,
        requests.completed_at as happened_at,
        requests.completed_on as known_on

    from requests
    inner join (
        values
        ('deletion', 'suppression'),
        ('deletion', 'delivery'),
        ('access', 'delivery'),
        ('portability', 'delivery')
    ) as kinds (request_type, event_type)
        on requests.request_type = kinds.request_type
    where requests.completed_at is not null
    union all
    select
        'deletion' as event_type,
        deletions.user_id,
        requests.request_id,
        requests.source,
        null as consent_type,
        null as status,
        deletions.deleted_at as happened_at,
        deletions.load_date as known_on

    from deletions
    left join requests
        on
            deletions.user_id = requests.user_id
            and requests.request_type = 'deletion'
            and requests.completed_at is not null

),

expected as (

    select
        told.event_type,
        told.user_id::varchar as user_id,
        told.request_id,
        told.consent_type,
        told.status,
        told.happened_at,
        greatest(
            date_trunc('hour', told.happened_at) + interval '1' hour,
            told.known_on
        ) as told_at,
        told.source,
        if(told.request_id is null, null, told.source) as request_source,
        requests.request_type,
        requests.verification_method,
        requests.received_at,
        coalesce(requests.country_code, people.country_code) as country_code,
        coalesce(laws.jurisdiction, 'Other') as jurisdiction,
        told.happened_at < told_at - interval '1' day as is_historical

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
