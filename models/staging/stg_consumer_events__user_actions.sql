{{ config(materialized="incremental", incremental_strategy="append") }}

with

events as (

    select
        *,
        {{ viewing_date('"timestamp"', 'location.timezone') }} as viewing_date

    from {{ ref('stg_consumer_events__accepted') }}
    where load_date >= {{ first_new_day() }}

),

user_actions as (

    select
        ---------- ids
        {{ hash_key(['events.event_id', 'user_actions.position']) }} as action_id,
        events.event_id,
        events.user_id,
        events.session_id,
        events.content.id as content_id,

        ---------- attributes
        user_actions.item.action_type,
        user_actions.position::integer as action_number,
        user_actions.item.old_quality,
        user_actions.item.new_quality,

        ---------- measures
        user_actions.item.duration as duration_seconds,
        user_actions.item.old_speed,
        user_actions.item.new_speed,

        ---------- flags
        coalesce(user_actions.item.completed, false) as is_completion,

        ---------- timestamps
        user_actions.item.timestamp as action_at,
        events."timestamp" as event_at,
        events.viewing_date,
        events.load_date

    from events
    {{ unnest_list('events.user_action', as_='user_actions') }}

)

select * from user_actions
