-- A token is told of twice, as it comes and as it goes, under the name by which
-- the push service knows it; a token that another one replaces is gone, too.
with

tokens as (

    select * from {{ ref('push_tokens') }}

),

lives as (

    select
        device_id,
        push_token,
        'Device Created or Updated' as event_name,
        registered_at as happened_at

    from tokens
    union all
    select
        device_id,
        push_token,
        'Device Deleted' as event_name,
        expired_at as happened_at

    from tokens
    where expired_at is not null

),

calls as (

    select
        {{ json_text('body', '$.context.device.id') }} as device_id,
        {{ json_text('body', '$.context.device.token') }} as push_token,
        event_name,
        event_timestamp as happened_at

    from {{ ref('int_customerio__calls') }}
    where
        call_source = 'identity'
        and call_type = 'track'

),

{{ only_in_one_of('lives', 'calls') }}
