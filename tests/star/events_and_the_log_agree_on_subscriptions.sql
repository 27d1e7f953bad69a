-- Every event tells its viewer's subscription: the version valid at its time.
with

events as (

    select * from {{ ref('stg_consumer_events__events') }}
    where viewing_date >= {{ tested_from() }}

),

versions as (

    select * from {{ ref('dim_user_subscription') }}

)

select
    events.event_id,
    events.user_id,
    events.event_at,
    versions.subscription_version_key

from events
left join versions
    on
        events.user_id = versions.user_id
        and events.event_at >= versions.valid_from
        and events.event_at < versions.valid_to
where
    versions.status is distinct from 'active'
    or events.subscription_plan is distinct from versions.plan
    or events.subscription_start_date is distinct from versions.start_date
    or events.subscription_billing_cycle is distinct from versions.billing_cycle
    or events.subscription_services is distinct from versions.services
