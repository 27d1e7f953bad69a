{{ config(
    materialized="incremental",
    meta={"seen_by": "stg_consumer_events__events"},
) }}

with

source as (

    select * from {{ in_window(ref('stg_consumer_events__arrivals')) }}

),

event_types as (

    select * from {{ ref('event_types') }}

),

zones as (

    select * from {{ time_zones() }} as zones

),

judged as (

    select
        source.event_id,
        -- contract: reasons, by make contract
        case
            when source.user_id is null then 'missing_user'
            when event_types.event_type is null then 'unknown_event_type'
            when source.timestamp is null or zones.timezone is null
                then 'missing_time'
            when source.timestamp > source.ingested_at then 'future_timestamp'
            when
                {{ viewing_date('source.timestamp', 'zones.timezone') }}
                < source.load_date - {{ parameter('late_days') }}
                then 'too_late'
            when event_types.has_content and source.content.id is null
                then 'missing_content'
            when source.event_details.play_duration < 0 then 'negative_duration'
            when source.event_details.play_percentage not between 0 and 100
                then 'impossible_percentage'
        end as reason,
        -- end of contract
        source.arrival_number,
        {{ row_as_json('source') }} as raw_row,
        source.ingested_at,
        source.load_date

    from source
    left join event_types
        on {{ name_of('source.event_type') }} = event_types.event_type
    left join zones
        on {{ name_of('source.location.timezone') }} = lower(zones.timezone)

),

broken as (

    -- once each, should its row have been written again
    select *
    from judged
    where reason is not null
    qualify row_number() over (
        partition by event_id, load_date, arrival_number
        order by ingested_at
    ) = 1

)

select * from broken
