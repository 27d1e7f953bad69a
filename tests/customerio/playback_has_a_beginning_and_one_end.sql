-- Each play of the star has one Video Playback Started, which comes first, and
-- one end, which comes last; content starts and is completed inside of it, and
-- every position is one of the title.
with

events as (

    select
        source_id,
        event_name,
        event_timestamp,
        position_seconds,
        row_number() over in_order as place,
        count(*) over (partition by source_id) as events

    from {{ ref('int_customerio__calls') }}
    where {{ is_video_call() }}
    window in_order as (partition by source_id order by event_timestamp, place)

),

told as (

    select
        source_id,
        count(*) filter (
            where event_name = 'Video Playback Started'
        ) as starts,
        count(*) filter (
            where event_name = 'Video Content Started'
        ) as contents,
        count(*) filter (
            where event_name in (
                'Video Playback Completed', 'Video Playback Exited'
            )
        ) as ends,
        count(*) filter (
            where event_name = 'Video Content Completed'
        ) as completions,
        min_by(event_name, place) as first_name,
        max_by(event_name, place) as last_name,
        max_by(position_seconds, place) as last_position,
        min(position_seconds) as lowest_position,
        max(position_seconds) as highest_position

    from events
    group by all

)

select
    told.*,
    fct_events.event_id

from {{ ref('fct_events') }} as fct_events
full join told on fct_events.event_id = told.source_id
where
    coalesce(fct_events.event_type, 'content_play') = 'content_play'
    and (
        fct_events.event_id is null
        or told.source_id is null
        or told.starts <> 1
        or told.contents <> 1
        or told.ends <> 1
        or told.completions <> fct_events.is_completed::integer
        or told.first_name <> 'Video Playback Started'
        or told.last_name <> if(
            fct_events.is_completed,
            'Video Playback Completed',
            'Video Playback Exited'
        )
        or told.last_position <> fct_events.play_duration_seconds
        or told.lowest_position < 0
        or told.highest_position > fct_events.play_duration_seconds
    )
