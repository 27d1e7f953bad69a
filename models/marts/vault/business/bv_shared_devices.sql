{{ config(materialized="view") }}

{%- set new_from = batch_closes_at(stage_from() ~ ' - 1') %}

with

link_user_device as (

    select * from {{ ref('link_user_device') }}

),

hub_device as (

    select * from {{ ref('hub_device') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

users_of_devices as (

    select
        link_user_device.device_hk,
        link_user_device.user_hk,
        hub_device.device_id,
        hub_user.user_id,
        link_user_device.load_datetime

    from link_user_device
    inner join hub_device
        on link_user_device.device_hk = hub_device.device_hk
    inner join hub_user
        on link_user_device.user_hk = hub_user.user_hk

),

pairs as (

    select
        one.device_hk,
        one.user_hk,
        other.user_hk as other_user_hk,
        one.device_id,
        one.user_id,
        other.user_id as other_user_id,
        greatest(one.load_datetime, other.load_datetime) as load_datetime

    from users_of_devices as one
    inner join users_of_devices as other
        on
            one.device_hk = other.device_hk
            and one.user_id < other.user_id

)

select * from pairs
where load_datetime >= {{ new_from }}
