{%- set traits = profile_traits() %}

with

changes as (

    select * from {{ ref('stg_platform__user_changes') }}

),

suppressions as (

    {{ suppressions() | indent }}

),

states as (

    select
        user_id,
        {{ traits | join(',\n        ') }},
        case change_kind when 'delete' then 'delete' end as change_kind,
        changed_at,
        {{ next_sync('changed_at', 'load_date') }} as received_at,
        change_id as tie_breaker,
        {{ hash_key(['change_id']) }}::varchar as message_id

    from changes
    union all
    select
        user_id,
        {%- for trait in traits %}
        null as {{ trait }},
        {%- endfor %}
        'suppress' as change_kind,
        suppressed_at as changed_at,
        {{ next_sync('suppressed_at', 'load_date') }} as received_at,
        request_id as tie_breaker,
        null as message_id

    from suppressions

),

events as (

    {{ lifecycle(
        'states',
        key=['user_id'],
        attributes=traits,
        events={
            'create': ['identified', 'Person Identified'],
            'update': ['updated', 'Person Updated'],
            'delete': ['deleted', 'User Deleted'],
            'suppress': ['suppressed', 'User Suppressed'],
        },
        call='message_id',
    ) | indent }}

),

described as (

    select
        events.*,
        suppressions.user_id is not null as is_redacted,
        case
            when events.event_type in ('deleted', 'suppressed')
                then suppressions.request_id::varchar
        end as request_id,
        {{ privacy_law('suppressions.country_code', 'deletion') | indent(8) }}
            as compliance_type

    from events
    left join suppressions on events.user_id = suppressions.user_id

),

named as (

    select
        ---------- keys
        event_id,
        user_id::varchar as user_id,

        ---------- attributes
        event_type,
        event_name,
        {{ struct_of({
            'deletion_reason':
                "case event_type when 'deleted' then 'account_deleted' end",
            'suppression_reason': "
                case event_type
                    when 'suppressed' then 'request for erasure'
                end",
            'suppression_type':
                "case event_type when 'suppressed' then 'all_communications' end",
            'unsuppression_reason': 'null::varchar',
            'unsuppression_type': 'null::varchar',
            'deletion_method': "
                case
                    when event_type <> 'deleted' then null
                    when request_id is not null then 'privacy_request'
                    else 'self_service'
                end",
            'processed_at': 'received_at',
            'confirmation_id': 'event_id',
        }) }} as event_properties,
        case
            when event_type <> 'identified' and not is_redacted
                then {{ traits_map(traits, 'previous_') }}
        end as previous_traits,
        case
            when event_type <> 'deleted' and not is_redacted
                then {{ traits_map(traits, 'new_') }}
        end as new_traits,
        request_id as gdpr_request_id,
        case when request_id is not null then compliance_type end
            as compliance_type,

        ---------- timestamps
        event_timestamp,
        received_at as processed_timestamp,
        received_at,
        source_system,
        integration_id,
        api_call_id

    from described

)

select * from named
