-- On how many phones and tablets are push messages allowed, and what becomes of them?
-- Six in ten on Android, half on iOS; one delivered push in thirteen is opened.
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
    round(100 * permitted.with_permission / permitted.devices, 1)
        as permission_pct,
    messages.delivered,
    round(100 * messages.opened / nullif(messages.delivered, 0), 1)
        as opened_pct,
    messages.invalid_tokens

from permitted
left join messages on permitted.device_type = messages.platform
order by permission_pct desc
