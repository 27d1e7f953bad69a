with

plays as (

    select * from {{ in_window(ref('stg_consumer_events__events')) }}
    where event_type = 'content_play'

),

actions as (

    select * from {{ in_window(ref('stg_consumer_events__user_actions')) }}

),

in_session as (

    select
        event_id,
        elapsed_seconds,
        paused_seconds

    from {{ in_window(ref('int_events__in_session'), 'load_date') }}

),

timed_actions as (

    select
        *,
        {{ seconds_between('event_at', 'action_at') }} as seconds_after_start,
        coalesce(
            sum(duration_seconds) filter (where action_type = 'pause') over (
                partition by event_id
                order by action_number
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as paused_seconds

    from actions

),

numbers_of_actions as (

    select
        event_id,
        max(action_number) as last_number

    from actions
    group by all

),

-- what a play says in each of its calls
described as (

    select
        plays.event_id,
        plays.user_id,
        plays.session_id,
        plays.content_id,
        plays.is_completed,
        plays.play_duration_seconds as last_position,
        in_session.elapsed_seconds,
        in_session.paused_seconds,
        in_session.elapsed_seconds - in_session.paused_seconds
            as playing_seconds,
        coalesce(numbers_of_actions.last_number, 0) as last_number,
        {{ json_fields(
            quoted={'session_id': 'plays.event_id'},
            plain={
                'total_length': '60 * plays.content_duration_minutes',
                'livestream': "'false'",
            },
        ) | indent(8) }} as of_both,
        {{ json_fields(texts={
            'quality': 'plays.playback_quality',
            'video_player': 'plays.player_version',
        }) | indent(8) }} as of_playback,
        {{ json_fields(
            quoted={
                'asset_id': 'plays.content_id',
                'season': 'plays.content_season',
            },
            texts={
                'title': 'plays.content_title',
                'genre': 'plays.content_genre',
                'publisher': 'plays.content_provider',
            },
        ) | indent(8) }} as of_content,
        {{ device_context() | indent(8) }} as context,
        plays.event_at,
        plays.ingested_at,
        plays.load_date

    from plays
    inner join in_session on plays.event_id = in_session.event_id
    left join numbers_of_actions
        on plays.event_id = numbers_of_actions.event_id

),

moments as (

    select
        event_id,
        1 as place,
        'Video Playback Started' as event_name,
        0 as seconds_after_start,
        0 as paused_seconds,
        null as of_action

    from described
    union all
    select
        event_id,
        2 as place,
        'Video Content Started' as event_name,
        0 as seconds_after_start,
        0 as paused_seconds,
        null as of_action

    from described
    union all
    select
        event_id,
        2 + action_number as place,
        case action_type
            when 'pause' then 'Video Playback Paused'
            when 'play' then 'Video Playback Resumed'
            when 'seek' then 'Video Playback Seek Completed'
            when 'quality_change' then 'Video Quality Updated'
            when 'speed_change' then 'Playback Speed Changed'
        end as event_name,
        seconds_after_start,
        paused_seconds,
        {{ json_fields(
            texts={'quality': 'new_quality'},
            plain={'old_speed': 'old_speed', 'new_speed': 'new_speed'},
        ) | indent(8) }} as of_action

    from timed_actions
    where
        action_type <> 'completion'
        -- a play at the start is the start
        and (action_type <> 'play' or action_number > 1)
    union all
    select
        event_id,
        3 + last_number as place,
        'Video Content Completed' as event_name,
        elapsed_seconds as seconds_after_start,
        paused_seconds,
        null as of_action

    from described
    where is_completed
    union all
    select
        event_id,
        4 + last_number as place,
        case
            when is_completed then 'Video Playback Completed'
            else 'Video Playback Exited'
        end as event_name,
        elapsed_seconds as seconds_after_start,
        paused_seconds,
        null as of_action

    from described
    {%- if heartbeat_seconds() > 0 %}
    union all
    {{ heartbeats('described', 'timed_actions') | indent }}
    {%- endif %}

),

placed as (

    select
        described.*,
        moments.place,
        moments.event_name,
        moments.of_action,
        coalesce(floor(
            described.last_position
            * (moments.seconds_after_start - moments.paused_seconds)
            / nullif(described.playing_seconds, 0)
        ), 0)::integer as position_seconds,
        {{ seconds_after('described.event_at', 'moments.seconds_after_start') }}
            as event_timestamp

    from moments
    inner join described on moments.event_id = described.event_id

),

told as (

    select
        {{ hash_key(['event_id', 'event_name', 'place']) }} as message_id,
        event_id as source_id,
        user_id,
        session_id,
        content_id,
        'track' as call_type,
        event_name,
        place,
        '{' || concat_ws(
            ',',
            of_both,
            '"position":' || position_seconds,
            case
                when event_name like 'Video Content %' then of_content
                when event_name = 'Video Playback Started'
                    then
                        '"content_asset_ids":["' || content_id || '"],'
                        || of_playback
                when of_action = ''
                    then
                        '"content_asset_id":"' || content_id || '",'
                        || of_playback
                else '"content_asset_id":"' || content_id || '",' || of_action
            end
        ) || '}' as about,
        context,
        position_seconds,
        event_at,
        event_timestamp,
        ingested_at as arrived_at,
        load_date

    from placed

),

calls as (

    {{ calls(
        'told', others=['session_id', 'content_id', 'position_seconds']
    ) | indent }}

)

select * from calls
