{%- set follows_changes_of = ["subscription"] -%}

{{ config(
    materialized="incremental",
    unique_key="user_id",
    incremental_predicates=[
        reaches_into_window("valid_to", follows_changes_of)
    ],
    meta={"follows_changes_of": follows_changes_of},
) }}

{%- set attributes = [
    'subscription_key', 'start_date', 'plan', 'billing_cycle', 'services',
    'status',
] %}

with

changes as (

    select *
    from
        {{ in_window(
            ref('stg_platform__subscription_changes'), 'changed_at'
        ) }}

),

states as (

    select
        user_id,
        {{ hash_key(['user_id', 'start_date']) }} as subscription_key,
        start_date,
        plan,
        billing_cycle,
        services,
        {{ subscription_status('change_kind') }} as status,
        changed_at as state_at,
        change_id as tie_breaker

    from changes

),

versions as (

    {{ versions('states', key='user_id', attributes=attributes) }}

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

    from versions

)

select * from keyed
