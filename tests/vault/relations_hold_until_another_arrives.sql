-- The plans of a user and the users of a device, recounted from what arrived,
-- in that order: another one ends the one before. A user's come from the
-- states of the subscription, where 'none' is a plan as well. A device's take
-- all of its events, so it is done for one device in sixteen, by its last
-- digit; each day has other ones.
{%- set load_datetime = unique_load_datetime(
    'ingested_at', key='device_id', order_by='ingested_at, event_id'
) %}

with

arrivals as (

    select
        'plan of a user' as relation,
        hub_user.user_id as driving_key,
        case details.status when 'cancelled' then 'none' else details.plan end
            as other_key,
        details.load_datetime

    from {{ ref('sat_user_subscription') }} as details
    inner join {{ ref('hub_user') }} as hub_user
        on details.user_hk = hub_user.user_hk

    union all

    select
        'user of a device' as relation,
        device_id as driving_key,
        user_id::varchar as other_key,
        {{ load_datetime }} as load_datetime

    from {{ ref('stg_consumer_events__events') }}
    where {{ in_todays_sample('device_id') }}

),

neighbors as (

    select
        *,
        lag(other_key) over (
            partition by relation, driving_key order by load_datetime
        ) as key_before

    from arrivals

),

expected as (

    select
        relation,
        driving_key,
        other_key,
        load_datetime,
        true as is_open

    from neighbors
    where other_key is distinct from key_before

    union all

    select
        relation,
        driving_key,
        key_before as other_key,
        load_datetime,
        false as is_open

    from neighbors
    where other_key <> key_before

),

found as (

    select
        'plan of a user' as relation,
        hub_user.user_id as driving_key,
        hub_plan.plan_name as other_key,
        plans.load_datetime,
        plans.ended_at = {{ latest_timestamp() }} as is_open

    from {{ ref('effsat_user_plan') }} as plans
    inner join {{ ref('hub_user') }} as hub_user
        on plans.user_hk = hub_user.user_hk
    inner join {{ ref('hub_plan') }} as hub_plan
        on plans.plan_hk = hub_plan.plan_hk

    union all

    select
        'user of a device' as relation,
        hub_device.device_id as driving_key,
        hub_user.user_id::varchar as other_key,
        devices.load_datetime,
        devices.ended_at = {{ latest_timestamp() }} as is_open

    from {{ ref('effsat_user_device') }} as devices
    inner join {{ ref('hub_device') }} as hub_device
        on devices.device_hk = hub_device.device_hk
    inner join {{ ref('hub_user') }} as hub_user
        on devices.user_hk = hub_user.user_hk
    where {{ in_todays_sample('hub_device.device_id') }}

),

{{ only_in_one_of('expected', 'found') }}
