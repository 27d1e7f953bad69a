with

user_changes as (

    select * from {{ in_window(ref('stg_platform__user_changes')) }}

),

subscription_changes as (

    select * from {{ in_window(ref('stg_platform__subscription_changes')) }}

),

told as (

    select
        change_id as source_id,
        user_id,
        case
            when change_kind = 'delete' then 'track'
            else 'identify'
        end as call_type,
        case when change_kind = 'delete' then 'User Deleted' end as event_name,
        case
            when change_kind <> 'delete'
                then {{ json_object(
                    texts={
                        'email': 'email',
                        'first_name': 'first_name',
                        'last_name': 'last_name',
                        'favorite_color': 'favorite_color',
                    },
                    quoted={
                        'country_code': 'country_code',
                        'created_at': iso_instant('created_at'),
                    },
                ) | indent(16) }}
        end as about,
        changed_at,
        load_date

    from user_changes
    union all
    select
        change_id as source_id,
        user_id,
        'identify' as call_type,
        null as event_name,
        {{ json_object(
            quoted={
                'plan': 'plan',
                'billing_cycle': 'billing_cycle',
                'subscription_status': subscription_status('change_kind'),
                'subscription_started_on': 'start_date',
            },
        ) | indent(8) }} as about,
        changed_at,
        load_date

    from subscription_changes

),

enveloped as (

    select
        *,
        {{ hash_key(['source_id']) }} as message_id,
        1 as place,
        null as context,
        changed_at as event_timestamp,
        changed_at as arrived_at

    from told

),

calls as (

    {{ calls('enveloped') | indent }}

)

select * from calls
