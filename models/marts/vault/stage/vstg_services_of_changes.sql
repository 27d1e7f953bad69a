with

changes as (

    select * from {{ ref('vstg_subscription_changes') }}

),

connected as (

    select
        changes.change_id,
        changes.user_id,
        changes.user_hk,
        connected.item as service,
        {{ list_length('changes.services') }} as service_count,
        changes.changed_at,
        changes.record_source,
        changes.load_datetime

    from changes
    {{ unnest_list('changes.services', as_='connected') }}

),

not_connected as (

    select
        change_id,
        user_id,
        user_hk,
        'none' as service,
        0 as service_count,
        changed_at,
        record_source,
        load_datetime

    from changes
    where {{ list_length('services') }} = 0

)

select * from connected
union all
select * from not_connected
