-- The last event of a user in raw is the last one in star and vault; of several
-- at one instant it is the one with the highest id, which the app made last.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

in_raw as (

    select
        user_id,
        event_id

    from arrivals
    qualify row_number() over (
        partition by user_id order by timestamp desc, event_id desc
    ) = 1

),

vault_links as (

    select
        hub_user.user_id,
        hub_event.event_id

    from {{ ref('bv_user_latest_event') }} as latest
    inner join {{ ref('hub_user') }} as hub_user
        on latest.user_hk = hub_user.user_hk
    inner join {{ ref('hub_event') }} as hub_event
        on latest.event_hk = hub_event.event_hk

)

select
    in_raw.user_id,
    in_raw.event_id,
    star.event_id as event_id_in_star,
    vault_links.event_id as event_id_in_vault

from in_raw
left join {{ ref('int_users__latest_event') }} as star
    on in_raw.user_id = star.user_id
left join vault_links
    on in_raw.user_id = vault_links.user_id
where
    in_raw.event_id is distinct from star.event_id
    or in_raw.event_id is distinct from vault_links.event_id
