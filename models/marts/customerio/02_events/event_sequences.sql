{{ config(
    materialized="incremental",
    unique_key="sequence_id",
) }}

with

sessions as (

    select * from {{ in_window(ref('fct_sessions'), 'viewing_date') }}

),

calls as (

    select * from {{ ref('int_customerio__calls') }}
    where
        session_id is not null
        and load_date >= {{ rewritten_from('viewing_date') }}

),

visits as (

    select * from {{ in_window(ref('fct_events'), 'viewing_date') }}

),

in_order as (

    select
        *,
        row_number() over in_session as order_in_sequence,
        {{ seconds_between(
            'lag(event_timestamp) over in_session', 'event_timestamp'
        ) }} as time_since_previous

    from calls
    window in_session as (
        partition by session_id
        -- the player is opened before it plays
        order by
            event_timestamp, source_id, place, call_source = 'play', message_id
    )

),

listed as (

    select
        session_id,
        {{ sorted_structs(
            {
                'event_id': 'message_id::varchar',
                'event_name': 'event_name',
                'event_timestamp': 'event_timestamp',
                'order_in_sequence': 'order_in_sequence::integer',
                'time_since_previous': 'time_since_previous',
            },
            by='order_in_sequence',
        ) | indent(8) }} as events,
        max_by(event_name, order_in_sequence) as last_event_name,
        max(received_at) as received_at

    from in_order
    group by all

),

patterns as (

    select
        session_id,
        string_agg(event_type, ' > ' order by event_at, event_id)
            as event_pattern,
        min_by(play_source, (event_at, event_id)) filter (
            where event_type = 'content_play'
        ) as first_play_source

    from visits
    group by all

),

joined as (

    select
        ---------- keys
        {{ hash_key(['sessions.session_id']) }}::varchar as sequence_id,
        sessions.user_id::varchar as user_id,
        sessions.session_id::varchar as session_id,

        ---------- timestamps
        sessions.started_at as sequence_start_time,
        sessions.ended_at as sequence_end_time,

        ---------- measures
        {{ list_length('listed.events') }} as total_events,
        sessions.session_seconds as sequence_duration_seconds,

        ---------- attributes
        listed.events,
        patterns.event_pattern,
        case
            when sessions.plays = 0 then 'visit_without_play'
            else patterns.first_play_source || '_to_play'
        end as sequence_type,
        'completed_play' as conversion_goal,

        ---------- flags
        sessions.plays > 0 as completed_successfully,
        sessions.completed_plays > 0 as conversion_achieved,

        ---------- attributes
        case when sessions.completed_plays = 0 then listed.last_event_name end
            as drop_off_point,

        ---------- timestamps
        listed.received_at as created_at

    from sessions
    inner join listed on sessions.session_id = listed.session_id
    inner join patterns on sessions.session_id = patterns.session_id

)

select * from joined
