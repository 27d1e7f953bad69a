{{ config(materialized="incremental", incremental_strategy="append") }}

with

source as (

    select
        *,
        {{ viewing_date('"timestamp"', 'location.timezone') }} as viewing_date

    from {{ ref('raw_consumer_events') }}
    where load_date >= {{ first_new_day() }}

),

judged as (

    select
        event_id,
        case
            when user_id is null then 'missing_user'
            when event_type not in ('content_play', 'search', 'browse')
                then 'unknown_event_type'
            when "timestamp" > ingested_at then 'future_timestamp'
            when viewing_date < load_date - {{ var('late_days') }}
                then 'too_late'
            when event_type = 'content_play' and content is null
                then 'missing_content'
            when event_details.play_duration < 0 then 'negative_duration'
            when event_details.play_percentage not between 0 and 100
                then 'impossible_percentage'
        end as reason,
        to_json(source) as raw_row,
        ingested_at,
        load_date

    from source

)

select * from judged
where reason is not null
