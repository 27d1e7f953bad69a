{{ config(
    materialized="incremental",
    incremental_strategy="delete+insert",
    unique_key="viewing_date",
    on_schema_change="fail",
) }}

{%- set repair_from = repair_from() %}

with

searches as (

    select * from {{ ref('stg_consumer_events__search_history') }}
    where viewing_date >= {{ repair_from }}

),

events as (

    select * from {{ ref('fct_events') }}
    where viewing_date >= {{ repair_from }}

),

plays as (

    select
        event_id,
        session_id,
        content_id,
        event_at

    from {{ ref('fct_events') }}
    where
        event_type = 'content_play'
        and viewing_date >= {{ repair_from }}

),

followed as (

    -- the first play of any title, later in the session
    select
        searches.search_id,
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
    left join followed
        on searches.search_id = followed.search_id

)

select * from joined
