{{ config(
    unique_key=["user_id", "content_id"],
    meta={"follows_changes_of": []},
) }}

with

plays as (

    select * from {{ ref('fct_events') }}
    where event_type = 'content_play'

),

{%- if is_incremental() %}

plays_in_window as (

    select * from {{ in_window(ref('fct_events'), 'viewing_date') }}
    where event_type = 'content_play'

),

-- all that was ever of what was played in the window
wanted as (

    select plays.*
    from plays
    semi join plays_in_window as touched
        on
            plays.user_id = touched.user_id
            and plays.content_id = touched.content_id

),
{%- else %}

wanted as (

    select * from plays

),
{%- endif %}

summed as (

    select
        ---------- keys
        user_id,
        content_id,

        ---------- measures
        count(*) as plays,
        count(distinct session_id) as sittings,
        sum(play_duration_seconds)::bigint as watched_seconds,
        max(play_duration_seconds) as furthest_seconds,
        max(play_pct) as furthest_pct,

        ---------- flags
        bool_or(is_completed) as is_finished,

        ---------- timestamps
        min(event_at) as first_played_at,
        max(event_at) as last_played_at,
        min(ended_at) filter (where is_completed) as first_finished_at,
        min(viewing_date) as first_viewing_date,
        max(viewing_date) as last_viewing_date

    from wanted
    group by all

)

select * from summed
