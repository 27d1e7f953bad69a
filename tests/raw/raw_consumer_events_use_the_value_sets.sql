-- Outside the arrivals that were broken or made untidy on purpose, values are
-- those of seeds/.
{%- set first_day = tested_from() %}
{#- contract: names, by make contract #}
{%- set names = [
    ('event_type', 'event_types', 'event_type'),
    ('device.type', 'device_types', 'device_type'),
    ('device.os', 'device_models', 'os'),
    ('location.country', 'countries', 'country_code'),
    ('content.type', 'content_types', 'content_type'),
    ('content.provider', 'providers', 'provider'),
    ('content.genre', 'genres', 'genre'),
    ('content.language', 'languages', 'language'),
    ('user_subscription.plan', 'plans', 'plan'),
    ('user_subscription.billing_cycle', 'billing_cycles', 'billing_cycle'),
    ('event_details.playback_quality', 'qualities', 'quality'),
    ('event_details.network_type', 'device_networks', 'network_type'),
] %}
{#- end of contract #}

with

broken as (

    select
        defects.load_date,
        defects.arrival_number

    from {{ ref('raw_defects') }} as defects
    where
        defects.record_source = 'consumer_events'
        and defects.defect in ('invalid', 'untidy')
        and defects.load_date >= {{ first_day }}

),

events as (

    select events.*
    from {{ ref('raw_consumer_events') }} as events
    anti join broken
        on
            events.load_date = broken.load_date
            and events.arrival_number = broken.arrival_number
    where events.load_date >= {{ first_day }}

)

select
    events.event_id,
    events.arrival_number

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
    or coalesce(events.ingested_at < events.timestamp, true)
    or events.event_details.play_duration < 0
    or events.event_details.play_percentage not between 0 and 100
    {%- for field, value_set, column in names %}
    or events.{{ field }} not in (
        select {{ value_set }}.{{ column }}
        from {{ ref(value_set) }} as {{ value_set }}
    )
    {%- endfor %}
