-- Outside the arrivals that were broken on purpose, values are those of seeds/.
with

broken as (

    select
        defects.event_id,
        defects.ingested_at

    from {{ ref('raw_defects') }} as defects
    where defects.defect = 'invalid'

),

events as (

    select events.*
    from {{ ref('raw_consumer_events') }} as events
    anti join broken
        on
            events.event_id = broken.event_id
            and events.ingested_at = broken.ingested_at

)

select
    events.event_id,
    events.ingested_at

from events
where
    events.user_id is null
    or events.event_type not in ('content_play', 'search', 'browse')
    or (events.event_type = 'content_play') <> (events.content.id is not null)
    or events.ingested_at < events.timestamp
    or events.event_details.play_duration < 0
    or events.event_details.play_percentage not between 0 and 100
    or events.device.type not in (
        select device_types.device_type
        from {{ ref('device_types') }} as device_types
    )
    or events.location.country not in (
        select countries.country_code
        from {{ ref('countries') }} as countries
    )
    or events.user_subscription.plan not in (
        select plans.plan
        from {{ ref('plans') }} as plans
    )
    or events.content.type not in (
        select content_types.content_type
        from {{ ref('content_types') }} as content_types
    )
    or events.content.provider not in (
        select providers.provider
        from {{ ref('providers') }} as providers
    )
    or events.event_details.playback_quality not in (
        select qualities.quality
        from {{ ref('qualities') }} as qualities
    )
