{{ config(materialized="view") }}

with

bv_user_subscription_history as (

    select * from {{ ref('bv_user_subscription_history') }}

),

hub_user as (

    select * from {{ ref('hub_user') }}

),

history as (

    select
        history.*,
        hub_user.user_id,
        {{ hash_key(['hub_user.user_id', 'history.start_date']) }}
            as subscription_key

    from bv_user_subscription_history as history
    inner join hub_user
        on history.user_hk = hub_user.user_hk

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['subscription_key', 'valid_from']) }}
            as subscription_version_key,
        subscription_key,
        user_id,
        {{ hash_key(['services']) }} as service_set_key,

        ---------- attributes
        plan,
        billing_cycle,
        services,
        status,

        ---------- flags
        is_current,

        ---------- timestamps
        start_date,
        valid_from,
        valid_to

    from history

)

select * from keyed
