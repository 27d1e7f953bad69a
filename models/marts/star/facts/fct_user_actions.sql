with

user_actions as (

    select * from {{ in_window(ref('stg_consumer_events__user_actions')) }}

),

events as (

    select * from {{ in_window(ref('fct_events')) }}

),

joined as (

    select
        ---------- keys
        user_actions.action_id,
        events.event_id,
        events.user_id,
        events.user_version_key,
        events.session_id,
        events.content_id,
        events.content_version_key,
        events.device_key,
        events.device_version_key,
        events.location_version_key,
        events.subscription_key,
        events.subscription_version_key,
        events.time_of_day_key,

        ---------- attributes
        user_actions.action_type,
        user_actions.action_number,
        user_actions.old_quality,
        user_actions.new_quality,

        ---------- measures
        user_actions.duration_seconds,
        user_actions.old_speed,
        user_actions.new_speed,

        ---------- flags
        user_actions.is_completion,

        ---------- timestamps
        user_actions.action_at,
        events.event_at,
        events.event_date,
        events.viewing_date,
        events.load_date

    from user_actions
    inner join events
        on user_actions.event_id = events.event_id

)

select * from joined
