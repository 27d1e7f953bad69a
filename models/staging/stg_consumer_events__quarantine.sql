{{ config(
    materialized="incremental",
    incremental_strategy="append",
    on_schema_change="fail",
) }}

with

arrivals as (

    select * from {{ ref('raw_consumer_events') }}
    where load_date >= {{ first_new_day() }}

),

judged as (

    select
        event_id,
        case
            when user_id is null then 'missing_user'
            when
                event_type is null
                or event_type not in ('content_play', 'search', 'browse')
                then 'unknown_event_type'
            when "timestamp" is null or location.timezone is null
                then 'missing_time'
            when "timestamp" > ingested_at then 'future_timestamp'
            when
                {{ viewing_date('"timestamp"', 'location.timezone') }}
                < load_date - {{ var('late_days') }}
                then 'too_late'
            when event_type = 'content_play' and content.id is null
                then 'missing_content'
            when event_details.play_duration < 0 then 'negative_duration'
            when event_details.play_percentage not between 0 and 100
                then 'impossible_percentage'
        end as reason,
        {{ row_as_json('arrivals') }} as raw_row,
        ingested_at,
        load_date

    from arrivals

)

select * from judged
where reason is not null
