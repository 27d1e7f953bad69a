{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_device_hk",
    incremental_predicates=[reaches_into_window()],
) }}

with

observations as (

    select
        walk.user_device_hk,
        details.device_hashdiff,
        details.event_at as state_at,
        hub_event.event_id as tie_breaker

    from {{ ref('sat_event_details') }} as details
    inner join {{ ref('bridge_user_event_content') }} as walk
        on
            details.event_hk = walk.event_hk
            and details.load_datetime = walk.load_datetime
    inner join {{ ref('hub_event') }} as hub_event
        on
            details.event_hk = hub_event.event_hk
            and details.load_datetime = hub_event.load_datetime
    where details.event_at >= {{ rewritten_from('event_at') }}

),

versions as (

    {{ versions(
        'observations',
        key='user_device_hk',
        attributes=['device_hashdiff'],
    ) }}

),

states as (

    select *
    from {{ ref('sat_device') }}
    qualify row_number() over (
        partition by device_hk, device_hashdiff
        order by load_datetime
    ) = 1

),

described as (

    select
        ---------- keys
        versions.user_device_hk,
        link_user_device.user_hk,
        link_user_device.device_hk,
        versions.device_hashdiff,

        ---------- attributes
        states.device_type,
        states.device_os,
        states.device_os_version,
        states.device_app_version,
        states.device_model,

        ---------- flags
        versions.is_current,

        ---------- timestamps
        versions.valid_from,
        versions.valid_to

    from versions
    inner join {{ ref('link_user_device') }} as link_user_device
        on versions.user_device_hk = link_user_device.user_device_hk
    inner join states
        on
            link_user_device.device_hk = states.device_hk
            and versions.device_hashdiff = states.device_hashdiff

)

select * from described
