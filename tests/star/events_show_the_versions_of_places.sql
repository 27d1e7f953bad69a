-- What an event shows of its place is the version valid at its time, and each
-- version begins at an event. Of events at one instant, the highest counts.
with

events as (

    select *
    from {{ ref('stg_consumer_events__events') }}
    where event_at >= {{ window_opens_at(tested_from()) }}
    qualify event_id = max(event_id) over (
        partition by user_id, event_at
    )

),

versions as (

    select * from {{ ref('dim_location') }}
    where valid_to > {{ window_opens_at(tested_from()) }}

),

events_without_version as (

    select
        events.user_id,
        events.event_at,
        versions.valid_from

    from events
    left join versions
        on
            events.user_id = versions.user_id
            and events.event_at >= versions.valid_from
            and events.event_at < versions.valid_to
    where
        versions.valid_from is null
        or events.location_country is distinct from versions.country_code
        or events.location_city is distinct from versions.city
        or events.location_region is distinct from versions.region
        or events.location_timezone is distinct from versions.timezone

),

versions_without_event as (

    select
        versions.user_id,
        null::timestamp as event_at,
        versions.valid_from

    from versions
    anti join events
        on
            versions.user_id = events.user_id
            and versions.valid_from = events.event_at
    where versions.valid_from >= {{ window_opens_at(tested_from()) }}

)

select * from events_without_version
union all
select * from versions_without_event
