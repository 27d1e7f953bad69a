-- Merges that count other devices of the person than those that device_events
-- tells of: the product knows no televisions.
with

devices as (

    select
        user_id,
        count(distinct device_id) as devices

    from {{ ref('device_events') }}
    group by all

)

select
    aliases.alias_id,
    devices.devices,
    (aliases.user_context).devices_count as devices_of_merge

from {{ ref('user_aliases') }} as aliases
left join devices on aliases.primary_user_id = devices.user_id
where
    (aliases.user_context).devices_count
    is distinct from coalesce(devices.devices, 0)
