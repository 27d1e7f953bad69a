{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

{%- set new_from = first_new_day(seen_by='stg_consumer_events__events') %}

with

source as (

    select * from {{ ref('stg_consumer_events__arrivals') }}
    where load_date >= {{ new_from }}

),

judged as (

    select
        source.event_id,
        case
            when source.user_id is null then 'missing_user'
            when
                source.event_type is null
                or source.event_type not in ('content_play', 'search', 'browse')
                then 'unknown_event_type'
            when source.timestamp is null or source.location.timezone is null
                then 'missing_time'
            when source.timestamp > source.ingested_at then 'future_timestamp'
            when
                {{ viewing_date(
                    'source.timestamp', 'source.location.timezone'
                ) }}
                < source.load_date - {{ parameter('late_days') }}
                then 'too_late'
            when
                source.event_type = 'content_play'
                and source.content.id is null
                then 'missing_content'
            when source.event_details.play_duration < 0
                then 'negative_duration'
            when source.event_details.play_percentage not between 0 and 100
                then 'impossible_percentage'
        end as reason,
        {{ row_as_json('source') }} as raw_row,
        source.ingested_at,
        source.load_date

    from source

)

select * from judged
where reason is not null
