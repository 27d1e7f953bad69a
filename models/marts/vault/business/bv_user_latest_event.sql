{{ config(
    incremental_strategy="delete+insert",
    unique_key="user_hk",
) }}

with

latest as (

    select
        walk.user_hk,
        walk.event_hk,
        walk.device_hk,
        walk.event_at,
        min(walk.viewing_date) over (partition by walk.user_hk)
            as first_viewing_date

    from {{ ref('bridge_user_event_content') }} as walk
    inner join {{ ref('hub_event') }} as hub_event
        on
            walk.event_hk = hub_event.event_hk
            and walk.load_datetime = hub_event.load_datetime
    where walk.event_at >= {{ rewritten_from('event_at') }}
    qualify row_number() over (
        partition by walk.user_hk
        order by walk.event_at desc, hub_event.event_id desc
    ) = 1

),

days as (

    select
        user_hk,
        first_viewing_date

    from latest
    {%- if is_incremental() %}
    union all
    select
        user_hk,
        first_viewing_date

    from {{ this }}
    {%- endif %}

),

first_days as (

    select
        user_hk,
        min(first_viewing_date) as first_viewing_date

    from days
    group by all

),

described as (

    select
        latest.user_hk,
        latest.event_hk,
        latest.device_hk,
        latest.event_at,
        first_days.first_viewing_date

    from latest
    inner join first_days on latest.user_hk = first_days.user_hk

)

select * from described
