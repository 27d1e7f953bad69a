with

subscription_changes as (

    select * from {{ ref('stg_platform__subscription_changes') }}

),

service_sets as (

    select distinct services
    from subscription_changes

),

members as (

    select
        ---------- keys
        {{ hash_key(['service_sets.services']) }} as service_set_key,
        members.item as service,

        ---------- measures
        1.0::double / {{ list_length('service_sets.services') }}
            as allocation_share

    from service_sets
    {{ unnest_list('service_sets.services', as_='members') }}

)

select * from members
