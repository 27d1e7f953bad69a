{%- set traits = [
    'email', 'first_name', 'last_name', 'country_code', 'favorite_color',
] %}

with

changes as (

    select * from {{ ref('stg_platform__user_changes') }}

),

states as (

    select
        user_id,
        {{ traits | join(',\n        ') }},
        case change_kind when 'delete' then 'delete' end as change_kind,
        changed_at,
        {{ synced_at('changed_at', 'load_date') }} as received_at,
        change_id as tie_breaker,
        {{ hash_key(['change_id']) }}::varchar as message_id

    from changes

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
        },
        call='message_id',
    ) | indent }}

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
            'suppression_reason': 'null::varchar',
            'suppression_type': 'null::varchar',
            'unsuppression_reason': 'null::varchar',
            'unsuppression_type': 'null::varchar',
            'deletion_method':
                "case event_type when 'deleted' then 'self_service' end",
            'processed_at': 'received_at',
            'confirmation_id': 'api_call_id',
        }) }} as event_properties,
        case
            when event_type <> 'identified'
                then {{ traits_map(traits, 'previous_') }}
        end as previous_traits,
        case
            when event_type <> 'deleted' then {{ traits_map(traits, 'new_') }}
        end as new_traits,
        null::varchar as gdpr_request_id,
        null::varchar as compliance_type,

        ---------- timestamps
        event_timestamp,
        received_at as processed_timestamp,
        received_at,
        source_system,
        integration_id,
        api_call_id

    from events

)

select * from named
