{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_device_hk",
    incremental_predicates=[reaches_into_window()],
) }}

with

details as (

    select * from {{ in_window(ref('sat_event_details'), 'event_at') }}

),

walk as (

    select * from {{ ref('bridge_user_event_content') }}

),

hub_event as (

    select * from {{ ref('hub_event') }}

),

sat_device as (

    select * from {{ ref('sat_device') }}

),

link_user_device as (

    select * from {{ ref('link_user_device') }}

),

observations as (

    select
        walk.user_device_hk,
        details.device_hashdiff,
        details.event_at as state_at,
        hub_event.event_id as tie_breaker

    from details
    inner join walk
        on
            details.event_hk = walk.event_hk
            and details.load_datetime = walk.load_datetime
    inner join hub_event
        on
            details.event_hk = hub_event.event_hk
            and details.load_datetime = hub_event.load_datetime

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
    from sat_device
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
    inner join link_user_device
        on versions.user_device_hk = link_user_device.user_device_hk
    inner join states
        on
            link_user_device.device_hk = states.device_hk
            and versions.device_hashdiff = states.device_hashdiff

)

select * from described
