-- Two users share a device when both have been seen on it, from the later of
-- their first events on. It takes all events of a device, so it is done for a
-- sixteenth of the devices; each day has others.
with

first_seen as (

    select
        device_id,
        user_id,
        min(greatest(
            ingested_at, {{ batch_closes_at('load_date - 1') }}
        )) as load_datetime

    from {{ ref('stg_consumer_events__events') }}
    where {{ in_todays_sample('md5(device_id::varchar)') }}
    group by all

),

pairs as (

    select
        one.device_id,
        one.user_id,
        other.user_id as other_user_id,
        unhex(md5(one.device_id::varchar)) as device_hk,
        unhex(md5(one.user_id::varchar)) as user_hk,
        unhex(md5(other.user_id::varchar)) as other_user_hk,
        date_trunc('second', greatest(one.load_datetime, other.load_datetime))
            as load_second

    from first_seen as one
    inner join first_seen as other
        on one.device_id = other.device_id and one.user_id < other.user_id

)

select
    'bv_shared_devices' as table_name,
    hex(found.device_hk) as device_key

from {{ ref('bv_shared_devices') }} as found
left join pairs
    on
        found.device_id = pairs.device_id
        and found.user_id = pairs.user_id
        and found.other_user_id = pairs.other_user_id
        and found.device_hk = pairs.device_hk
        and found.user_hk = pairs.user_hk
        and found.other_user_hk = pairs.other_user_hk
        and date_trunc('second', found.load_datetime) = pairs.load_second
where
    pairs.device_id is null
    and {{ in_todays_sample('md5(found.device_id::varchar)') }}
union all
select
    'bv_link_shared_device' as table_name,
    hex(found.device_hk) as device_key

from (
    select * from {{ ref('bv_link_shared_device') }}
    where {{ in_todays_sample('hex(device_hk)') }}
) as found
full join pairs
    on
        found.device_hk = pairs.device_hk
        and found.user_hk = pairs.user_hk
        and found.other_user_hk = pairs.other_user_hk
        and date_trunc('second', found.load_datetime) = pairs.load_second
where pairs.device_id is null or found.device_hk is null
