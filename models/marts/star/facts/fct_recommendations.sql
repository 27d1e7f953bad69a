with

recommendations as (

    select * from {{ in_window(ref('stg_consumer_events__recommendations')) }}

),

events as (

    select * from {{ in_window(ref('fct_events')) }}

),

dim_content as (

    select * from {{ in_window(ref('dim_content'), 'valid_to') }}

),

lists as (

    select
        event_id,
        count(*)::integer as list_length

    from recommendations
    group by all

),

clicks as (

    select
        recommendations.recommendation_id,
        recommendations.content_id,
        events.event_id,
        events.session_id,
        events.event_at,
        events.ended_at as shown_at

    from recommendations
    inner join events
        on recommendations.event_id = events.event_id
    where recommendations.is_clicked

),

plays as (

    select
        event_id,
        session_id,
        content_id,
        event_at

    from events
    where event_type = 'content_play'

),

followed as (

    -- the first play of the title that was clicked, later in the session
    select
        clicks.recommendation_id,
        plays.event_id,
        plays.event_at

    from clicks
    inner join plays
        on
            clicks.session_id = plays.session_id
            and clicks.content_id = plays.content_id
            and clicks.shown_at <= plays.event_at
            and (clicks.event_at, clicks.event_id)
            < (plays.event_at, plays.event_id)
    qualify row_number() over (
        partition by clicks.recommendation_id
        order by plays.event_at, plays.event_id
    ) = 1

),

joined as (

    select
        ---------- keys
        recommendations.recommendation_id,
        events.event_id,
        events.user_id,
        events.user_version_key,
        events.session_id,
        recommendations.content_id,
        dim_content.content_version_key,
        events.device_key,
        events.device_version_key,
        events.location_version_key,
        events.subscription_key,
        events.subscription_version_key,
        followed.event_id as followed_by_event_id,
        events.time_of_day_key,

        ---------- attributes
        case events.event_type
            when 'content_play' then 'after_play'
            when 'browse' then 'browse_page'
            when 'search' then 'search_page'
        end as surface,
        recommendations.algorithm,
        recommendations.recommendation_number,

        ---------- measures
        lists.list_length,
        {{ seconds_between('events.ended_at', 'followed.event_at') }}
            as seconds_to_play,

        ---------- flags
        recommendations.is_clicked,
        followed.event_id is not null as is_followed_by_play,

        ---------- timestamps
        events.event_at,
        events.event_date,
        events.viewing_date,
        events.load_date

    from recommendations
    inner join events
        on recommendations.event_id = events.event_id
    inner join lists
        on recommendations.event_id = lists.event_id
    {{ join_version(
        'dim_content',
        on={'content_id': 'recommendations.content_id'},
        at='events.event_at'
    ) }}
    left join followed
        on recommendations.recommendation_id = followed.recommendation_id

)

select * from joined
