-- Every phone, tablet and computer of the facts is a device with one owner, the
-- user of its last event; no television is. Others have a token, and no event
-- yet. The events of devices are the versions of dim_device.
with

events as (

    select
        devices.device_id::varchar as device_id,
        facts.user_id::varchar as user_id,
        facts.event_at

    from {{ ref('fct_events') }} as facts
    inner join {{ ref('dim_device') }} as devices
        on facts.device_version_key = devices.device_version_key
    where devices.os not in ('Android TV', 'Tizen', 'webOS')
    qualify row_number() over (
        partition by devices.device_id
        order by facts.event_at desc, facts.event_id desc
    ) = 1

),

versions as (

    select
        device_id::varchar as device_id,
        user_id::varchar as user_id,
        valid_from as changed_at,
        os_version,
        app_version

    from {{ ref('dim_device') }}
    where os not in ('Android TV', 'Tizen', 'webOS')

),

told as (

    select
        device_id,
        user_id,
        event_timestamp as changed_at,
        os_version,
        app_version

    from {{ ref('device_events') }}
    where event_type in ('registered', 'updated')

),

devices as (

    select * from {{ ref('devices') }}
    where
        last_seen_at is not null
        or device_id not in (
            select tokens.device_id from {{ ref('push_tokens') }} as tokens
        )

),

{{ only_in_one_of('versions', 'told') }}
union all
select
    'devices' as only_in,
    coalesce(events.device_id, devices.device_id) as device_id,
    coalesce(events.user_id, devices.user_id) as user_id,
    coalesce(events.event_at, devices.last_seen_at) as changed_at,
    null as os_version,
    null as app_version

from events
full join devices on events.device_id = devices.device_id
where
    events.user_id is distinct from devices.user_id
    or events.event_at is distinct from devices.last_seen_at
