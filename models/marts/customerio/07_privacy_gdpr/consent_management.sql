with

changes as (

    select * from {{ ref('stg_customerio__consents') }}

),

consents as (

    select
        consent_id,
        user_id,
        consent_type,
        max_by(status, changed_at) as status,
        min(changed_at) filter (where status = 'granted') as granted_at,
        min(changed_at) filter (where status = 'withdrawn') as withdrawn_at,
        max(source) filter (where status = 'withdrawn') as withdrawal_method,
        max(changed_at) as updated_at

    from changes
    group by all

),

people as (

    select * from {{ ref('dim_user') }}

),

deletions as (

    select
        user_id,
        deleted_at

    from people
    where
        is_current
        and is_deleted

),

countries as (

    select * from {{ ref('countries') }}

),

joined as (

    select
        consents.*,
        deletions.deleted_at,
        countries.locale,
        coalesce(countries.marketing_opt_in, false) as has_marketing_opt_in

    from consents
    left join deletions on consents.user_id = deletions.user_id
    -- whoever moved since was asked in the country before
    {{ join_version('people', on=['user_id'], at='consents.granted_at')
        | indent }}
    left join countries on people.country_code = countries.country_code

),

named as (

    select
        ---------- keys
        consent_id::varchar as consent_id,
        user_id::varchar as user_id,

        ---------- attributes
        consent_type,
        status as consent_status,
        'registration' as consent_source,
        year(granted_at)::varchar || '.0' as consent_version,
        locale as consent_language,
        'consent' as legal_basis,
        case
            when has_marketing_opt_in then 'opt_in' else 'opt_out'
        end as capture_method,
        null::varchar as capture_ip_address,
        null::varchar as capture_user_agent,
        '{{ website() }}/signup' as capture_page_url,
        case consent_type
            when 'marketing' then ['email_marketing']
            when 'analytics' then ['product_analytics']
            else ['recommendations']
        end as specific_purposes,
        case consent_type
            when 'marketing' then ['personal_data']
            else ['behavioral_data']
        end as data_categories,
        granted_at,
        withdrawn_at,
        null::timestamp as expires_at,
        granted_at as last_confirmed_at,
        case when withdrawn_at is not null then 'granted' end
            as previous_status,
        case withdrawal_method
            when 'unsubscribe_link' then 'unsubscribed'
            when 'spam_report' then 'reported_as_spam'
            when 'preferences' then 'preferences_changed'
        end as change_reason,
        'user_action' as change_triggered_by,
        withdrawal_method,
        case
            when withdrawal_method = 'spam_report' then 'unwanted_messages'
        end as withdrawal_reason,

        ---------- timestamps
        coalesce(withdrawn_at, deleted_at) as processing_stopped_at,
        deleted_at as data_deleted_at,
        granted_at as created_at,
        updated_at

    from joined

)

select * from named
