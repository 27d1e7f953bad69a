{%- set follows_changes_of = ["subscription"] -%}

{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_hk",
    incremental_predicates=[
        reaches_into_window("valid_to", follows_changes_of)
    ],
    meta={"follows_changes_of": follows_changes_of},
) }}

with

observations as (

    select
        user_hk,
        hashdiff as subscription_hashdiff,
        event_at as state_at,
        load_datetime as tie_breaker

    from {{ in_window(ref('xts_user_subscription'), 'event_at') }}

),

sat_user_subscription as (

    select * from {{ ref('sat_user_subscription') }}

),

versions as (

    {{ versions(
        'observations',
        key='user_hk',
        attributes=['subscription_hashdiff'],
    ) }}

),

states as (

    select *
    from sat_user_subscription
    qualify row_number() over (
        partition by user_hk, subscription_hashdiff
        order by load_datetime
    ) = 1

),

described as (

    select
        ---------- keys
        versions.user_hk,
        versions.subscription_hashdiff,

        ---------- attributes
        states.plan,
        states.billing_cycle,
        states.services,
        states.status,

        ---------- flags
        versions.is_current,

        ---------- timestamps
        states.start_date,
        versions.valid_from,
        versions.valid_to

    from versions
    inner join states
        on
            versions.user_hk = states.user_hk
            and versions.subscription_hashdiff = states.subscription_hashdiff

)

select * from described
