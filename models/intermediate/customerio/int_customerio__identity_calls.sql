with

identities as (

    select * from {{ in_window(ref('stg_customerio__identities')) }}

),

tokens as (

    select * from {{ in_window(ref('stg_customerio__push_tokens')) }}

),

told as (

    select
        {{ hash_key(["'alias'", 'identity_id']) }} as message_id,
        identity_id as source_id,
        user_id,
        coalesce(anonymous_id::varchar, other_user_id::varchar) as previous_id,
        'alias' as call_type,
        null as event_name,
        null as about,
        null as context,
        resolved_at as event_timestamp,
        load_date

    from identities
    union all
    select
        {{ hash_key(["'device'", 'change_id']) }} as message_id,
        change_id as source_id,
        user_id,
        null as previous_id,
        'track' as call_type,
        case
            when change = 'registered' then 'Device Created or Updated'
            else 'Device Deleted'
        end as event_name,
        '{}' as about,
        {{ json_object(plain={
            'device': json_object(quoted={
                'id': 'device_id',
                'token': push_token('token_id'),
                'type': 'lower(platform)',
            }),
        }) | indent(8) }} as context,
        changed_at as event_timestamp,
        load_date

    from tokens

),

enveloped as (

    select
        *,
        1 as place,
        event_timestamp as arrived_at

    from told

),

calls as (

    {{ calls('enveloped', others=['previous_id']) | indent }}

)

select * from calls
