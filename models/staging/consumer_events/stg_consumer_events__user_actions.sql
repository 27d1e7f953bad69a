{{ config(materialized="incremental") }}

with

accepted as (

    select * from {{ in_window(ref('stg_consumer_events__accepted')) }}

),

user_actions as (

    select
        ---------- ids
        {{ hash_key(['accepted.event_id', 'user_actions.position']) }}
            as action_id,
        accepted.event_id,
        accepted.user_id,
        accepted.session_id,
        accepted.content.id as content_id,
        user_actions.position as action_number,

        -- contract: columns, by make contract
        ---------- attributes
        {{ clean_text('user_actions.item.action_type') }} as action_type,
        {{ clean_text('user_actions.item.old_quality') }} as old_quality,
        {{ clean_text('user_actions.item.new_quality') }} as new_quality,

        ---------- measures
        user_actions.item.duration as duration_seconds,
        user_actions.item.old_speed,
        user_actions.item.new_speed,

        ---------- flags
        coalesce(user_actions.item.completed, false) as is_completion,

        ---------- timestamps
        user_actions.item.timestamp as action_at,
        -- end of contract
        accepted.event_at,
        accepted.viewing_date,
        accepted.ingested_at,
        accepted.load_date

    from accepted
    {{ unnest_list('accepted.user_action', as_='user_actions') }}

)

select * from user_actions
