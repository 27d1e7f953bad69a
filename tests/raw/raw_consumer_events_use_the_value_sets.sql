-- Outside the arrivals that were broken on purpose, values are those of seeds/.
{%- set first_day = tested_from() %}

with

broken as (

    select
        defects.event_id,
        defects.ingested_at

    from {{ ref('raw_defects') }} as defects
    where
        defects.defect = 'invalid'
        and defects.load_date >= {{ first_day }}

),

events as (

    select events.*
    from {{ ref('raw_consumer_events') }} as events
    anti join broken
        on
            events.event_id = broken.event_id
            and events.ingested_at = broken.ingested_at
    where events.load_date >= {{ first_day }}

)

select
    events.event_id,
    events.ingested_at

from events
where
    events.user_id is null
    or (events.content.id is not null) <> (
        events.event_type in (
            select event_types.event_type
            from {{ ref('event_types') }} as event_types
            where event_types.has_content
        )
    )
    or events.ingested_at < events.timestamp
    or events.event_details.play_duration < 0
    or events.event_details.play_percentage not between 0 and 100
    {%- for field, value_set, column in [
        ('event_type', 'event_types', 'event_type'),
        ('device.type', 'device_types', 'device_type'),
        ('location.country', 'countries', 'country_code'),
        ('user_subscription.plan', 'plans', 'plan'),
        ('content.type', 'content_types', 'content_type'),
        ('content.provider', 'providers', 'provider'),
        ('event_details.playback_quality', 'qualities', 'quality'),
    ] %}
    or events.{{ field }} not in (
        select {{ value_set }}.{{ column }}
        from {{ ref(value_set) }} as {{ value_set }}
    )
    {%- endfor %}
