-- Every state that the snapshot saw was the version valid when it looked. A day
-- ends at 05:00 on each viewer's own clock, so what counted then was the user's
-- last change that had been loaded. Both come from the log of changes, so this
-- checks the versions, not the log.
with

looks as (

    select * from {{ ref('snap_subscriptions') }}

),

changes as (

    select * from {{ ref('stg_platform__subscription_changes') }}

),

versions as (

    select * from {{ ref('dim_user_subscription') }}

),

known as (

    select
        looks.version_id,
        max(changes.changed_at) as known_until

    from looks
    left join changes
        on
            looks.user_id = changes.user_id
            and looks.seen_on >= changes.load_date
    group by looks.version_id

)

select
    looks.user_id,
    looks.seen_at,
    known.known_until,
    versions.subscription_version_key

from looks
inner join known on looks.version_id = known.version_id
left join versions
    on
        looks.user_id = versions.user_id
        and known.known_until >= versions.valid_from
        and known.known_until < versions.valid_to
where
    looks.start_date is distinct from versions.start_date
    or looks.plan is distinct from versions.plan
    or looks.billing_cycle is distinct from versions.billing_cycle
    or looks.services is distinct from versions.services
    or looks.status is distinct from versions.status
