-- On how many phones and tablets is push allowed, and what comes of it?
with

devices as (

    select * from {{ ref('devices') }}
    where
        device_type in ('ios', 'android')
        and last_seen_at is not null
        and unregistered_at is null

),

messages as (

    select
        platform,
        count(*) filter (where delivered_timestamp is not null) as delivered,
        count(opened_timestamp) as opened,
        count(*) filter (where error_code = 'invalid_token') as invalid_tokens

    from {{ ref('app_push_notifications') }}
    group by all

),

permitted as (

    select
        device_type,
        count(*) as devices,
        count(*) filter (where push_enabled) as with_permission

    from devices
    group by all

)

select
    permitted.device_type as platform,
    permitted.devices,
    permitted.with_permission,
    messages.delivered,
    messages.opened,
    messages.invalid_tokens,
    round(100 * permitted.with_permission / permitted.devices, 1)
        as permission_pct,
    round(100 * messages.opened / nullif(messages.delivered, 0), 1)
        as opened_pct

from permitted
left join messages on permitted.device_type = messages.platform
order by permission_pct desc
