{{ config(materialized="view") }}

with

bv_device_history as (

    select * from {{ ref('bv_device_history') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

hub_device as (

    select * from {{ ref('hub_device') }}

),

history as (

    select
        history.*,
        hub_user.user_id,
        hub_device.device_id,
        {{ hash_key(['hub_user.user_id', 'hub_device.device_id']) }}
            as device_key

    from bv_device_history as history
    inner join hub_user
        on history.user_hk = hub_user.user_hk
    inner join hub_device
        on history.device_hk = hub_device.device_hk

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['device_key', 'valid_from']) }} as device_version_key,
        device_key,
        user_id,
        device_id,

        ---------- attributes
        device_type,
        device_os as os,
        device_os_version as os_version,
        device_app_version as app_version,
        device_model as model,

        ---------- flags
        is_current,

        ---------- timestamps
        valid_from,
        valid_to

    from history

)

select * from keyed
