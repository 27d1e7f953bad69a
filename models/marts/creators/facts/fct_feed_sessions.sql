{{ config(
    unique_key="viewer_id",
    incremental_predicates=[
        reaches_into_window("ended_at + " ~ session_gap(), ["user", "post"])
    ],
) }}

{%- set first_day = rewritten_from('event_at') %}

with

fct_post_events as (

    select * from {{ in_window(ref('fct_post_events'), 'event_at') }}

),

users as (

    select
        user_id,
        user_version_key,
        valid_from,
        valid_to

    from {{ ref('dim_user') }}

),
{%- if is_incremental() %}

-- sessions that events of the window may prolong, and what came before in them
open_sessions as (

    select * from {{ this }}
    where ended_at + {{ session_gap() }} >= {{ first_day }}

),

earlier_events as (

    select * from {{ ref('fct_post_events') }}
    where event_at < {{ first_day }}

),
{%- endif %}

events as (

    select * from fct_post_events
    {%- if is_incremental() %}

    union all

    select earlier_events.*
    from earlier_events
    inner join open_sessions
        on
            earlier_events.viewer_id = open_sessions.viewer_id
            and earlier_events.event_at >= open_sessions.started_at
            and earlier_events.event_at <= open_sessions.ended_at
    {%- endif %}

),

starts as (

    select
        *,
        coalesce(
            event_at > {{ session_gap() }} + lag(event_at) over (
                partition by viewer_id order by event_at, post_event_id
            ),
            true
        )::integer as starts_session

    from events

),

numbered as (

    select
        *,
        sum(starts_session) over (
            partition by viewer_id
            order by event_at, post_event_id
            rows unbounded preceding
        ) as session_number

    from starts

),

sessions as (

    select
        viewer_id,
        session_number,
        count(*) as events,
        sum(views)::bigint as views,
        count(distinct post_id) filter (where views > 0) as posts_viewed,
        sum(likes)::bigint as likes,
        min(event_at) as started_at,
        max(event_at) as ended_at

    from numbered
    group by all

),

joined as (

    select
        ---------- keys
        {{ hash_key(['sessions.viewer_id', 'sessions.started_at']) }}
            as viewer_session_key,
        sessions.viewer_id,
        users.user_version_key as viewer_version_key,

        ---------- measures
        {{ seconds_between('sessions.started_at', 'sessions.ended_at') }}
            as session_seconds,
        sessions.events,
        sessions.views,
        sessions.posts_viewed,
        sessions.likes,

        ---------- timestamps
        sessions.started_at,
        sessions.ended_at,
        sessions.started_at::date as event_date

    from sessions
    {{ join_version(
        'users', on={'user_id': 'viewer_id'}, at='sessions.started_at'
    ) }}

)

select * from joined
