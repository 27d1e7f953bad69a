-- The users of a device, recounted from the events in the order of their
-- arrival. That takes all events of a device, so it is done for one device in
-- sixteen, by its last digit; each day has other ones.
{%- set load_datetime = arrival_one_by_one(
    'ingested_at', key='device_id', order_by='ingested_at, event_id'
) %}

with

arrivals as (

    select
        device_id,
        user_id,
        {{ load_datetime }} as load_datetime

    from {{ ref('stg_consumer_events__events') }}
    where {{ is_looked_at_today('device_id') }}

),

neighbours as (

    select
        device_id,
        user_id,
        load_datetime,
        lag(user_id) over (
            partition by device_id order by load_datetime
        ) as user_before

    from arrivals

),

expected as (

    select
        device_id,
        user_id,
        load_datetime,
        true as is_open

    from neighbours
    where user_id is distinct from user_before

    union all

    select
        device_id,
        user_before as user_id,
        load_datetime,
        false as is_open

    from neighbours
    where user_id <> user_before

),

found as (

    select
        hub_device.device_id,
        hub_user.user_id,
        relations.load_datetime,
        relations.ended_at = {{ open_end() }} as is_open

    from {{ ref('effsat_user_device') }} as relations
    inner join {{ ref('hub_user') }} as hub_user
        on relations.user_hk = hub_user.user_hk
    inner join {{ ref('hub_device') }} as hub_device
        on relations.device_hk = hub_device.device_hk
    where {{ is_looked_at_today('hub_device.device_id') }}

),

{{ only_in_one_of('expected', 'found') }}
