with

changes as (

    select * from {{ ref('stg_customerio__push_tokens') }}

),

deliveries as (

    select * from {{ ref('int_customerio__deliveries') }}
    where push_token_id is not null

),

lives as (

    select
        token_id,
        any_value(device_id) as device_id,
        any_value(user_id) as user_id,
        lower(any_value(platform)) as platform,
        min(changed_at) filter (where change = 'registered') as registered_at,
        min(changed_at) filter (where change <> 'registered') as ended_at,
        max(change) filter (where change <> 'registered') as end_reason

    from changes
    group by all

),

used as (

    select
        push_token_id as token_id,
        count(delivered_at)::integer as successful_deliveries,
        count(coalesce(bounced_at, failed_at))::integer as failed_deliveries,
        max(delivered_at) as last_delivery_at,
        max(coalesce(bounced_at, failed_at)) as last_failure_at,
        arg_max(failure_reason, coalesce(bounced_at, failed_at))
            as failure_reason,
        max(bounced_at) as last_bounced_at

    from deliveries
    group by all

),

named as (

    select
        ---------- keys
        lives.token_id::varchar as token_id,
        lives.device_id::varchar as device_id,
        lives.user_id::varchar as user_id,
        {{ push_token('lives.token_id') }} as push_token,

        ---------- attributes
        case lives.platform when 'ios' then 'apns' else 'fcm' end
            as token_type,
        lives.platform,

        ---------- flags
        lives.ended_at is null as is_active,
        lives.ended_at is null and used.last_bounced_at is null as is_valid,
        coalesce(used.last_delivery_at, lives.registered_at)
            as last_validated_at,

        ---------- measures
        coalesce(used.successful_deliveries, 0) as successful_deliveries,
        coalesce(used.failed_deliveries, 0) as failed_deliveries,

        ---------- timestamps
        used.last_delivery_at,
        used.last_failure_at,
        coalesce(used.failure_reason, lives.end_reason) as failure_reason,
        lives.registered_at,
        greatest(
            lives.registered_at, lives.ended_at, used.last_delivery_at,
            used.last_failure_at
        ) as updated_at,
        lives.ended_at as expired_at

    from lives
    left join used on lives.token_id = used.token_id

)

select * from named
