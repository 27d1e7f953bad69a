with

searches as (

    select * from {{ in_window(ref('stg_consumer_events__search_history')) }}

),

events as (

    select * from {{ in_window(ref('fct_events')) }}

),

last_searches as (

    select
        event_id,
        max(search_number) as search_number

    from searches
    group by all

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

first_plays as (

    -- of any title, later in the session
    select
        searches.search_id,
        searches.search_number,
        searches.search_at,
        plays.event_id,
        plays.content_id,
        plays.event_at

    from searches
    inner join plays
        on
            searches.session_id = plays.session_id
            and searches.search_at < plays.event_at
    qualify row_number() over (
        partition by searches.search_id
        order by plays.event_at, plays.event_id
    ) = 1

),

followed as (

    -- the last search before a play is the one that led to it
    select
        search_id,
        event_id,
        content_id,
        event_at

    from first_plays
    qualify row_number() over (
        partition by event_id
        order by search_at desc, search_number desc, search_id desc
    ) = 1

),

joined as (

    select
        ---------- keys
        searches.search_id,
        events.event_id,
        events.user_id,
        events.user_version_key,
        events.session_id,
        events.device_key,
        events.device_version_key,
        events.location_version_key,
        events.subscription_key,
        events.subscription_version_key,
        followed.event_id as followed_by_event_id,
        followed.content_id as followed_by_content_id,
        events.time_of_day_key,

        ---------- attributes
        searches.query,
        searches.search_number,

        ---------- measures
        searches.results_count,
        {{ seconds_between('searches.search_at', 'followed.event_at') }}
            as seconds_to_play,

        ---------- flags
        searches.search_number = last_searches.search_number
            as is_last_of_visit,
        followed.event_id is not null as is_followed_by_play,

        ---------- timestamps
        searches.search_at,
        events.event_at,
        events.event_date,
        events.viewing_date,
        events.load_date

    from searches
    inner join events
        on searches.event_id = events.event_id
    inner join last_searches
        on searches.event_id = last_searches.event_id
    left join followed
        on searches.search_id = followed.search_id

)

select * from joined
