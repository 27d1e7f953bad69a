-- The play that follows a click or a search is the one that a walk through the
-- session's raw events meets first; a search ends where the next one begins.
{%- set first_day = tested_from() %}

with

plays as (

    select
        arrivals.event_id,
        arrivals.session_id,
        arrivals.content.id as content_id,
        arrivals.timestamp as played_at

    from {{ ref('raw_consumer_events') }} as arrivals
    anti join {{ ref('raw_defects') }} as invalid
        on
            arrivals.load_date = invalid.load_date
            and arrivals.arrival_number = invalid.arrival_number
            and invalid.record_source = 'consumer_events'
            and invalid.defect = 'invalid'
    where
        arrivals.content.id is not null
        and arrivals.load_date >= {{ first_day }}

),

clicks as (

    select
        recommendations.recommendation_id as link_id,
        false as is_search,
        recommendations.followed_by_event_id,
        recommendations.content_id as followed_by_content_id,
        recommendations.is_followed_by_play,
        recommendations.seconds_to_play,
        events.ended_at as left_at,
        min(plays.played_at) as played_at

    from {{ ref('fct_recommendations') }} as recommendations
    inner join {{ ref('fct_events') }} as events
        on recommendations.event_id = events.event_id
    left join plays
        on
            recommendations.session_id = plays.session_id
            and recommendations.content_id = plays.content_id
            and (recommendations.event_at, recommendations.event_id)
            < (plays.played_at, plays.event_id)
            and recommendations.is_clicked
            and events.ended_at <= plays.played_at
    where recommendations.viewing_date >= {{ first_day }}
    group by all

),

all_searches as (

    select
        *,
        lead(search_at) over (
            partition by session_id
            order by search_at, search_number, search_id
        ) as next_search_at

    from {{ ref('fct_search_history') }}
    where viewing_date >= {{ first_day }}

),

searches as (

    select
        searches.search_id as link_id,
        true as is_search,
        searches.followed_by_event_id,
        searches.followed_by_content_id,
        searches.is_followed_by_play,
        searches.seconds_to_play,
        searches.search_at as left_at,
        min(plays.played_at) as played_at

    from all_searches as searches
    left join plays
        on
            searches.session_id = plays.session_id
            and searches.search_at < plays.played_at
            and coalesce(searches.next_search_at >= plays.played_at, true)
    group by all

),

links as (

    select * from clicks
    union all
    select * from searches

)

select
    links.link_id,
    links.followed_by_event_id,
    links.played_at as expected_at,
    followed.event_at

from links
left join {{ ref('fct_events') }} as followed
    on links.followed_by_event_id = followed.event_id
where
    links.played_at is distinct from followed.event_at
    or links.is_followed_by_play <> (links.played_at is not null)
    or links.seconds_to_play is distinct from floor(
        epoch(links.played_at - links.left_at)
    )
    or (
        links.is_followed_by_play
        and links.followed_by_content_id is distinct from followed.content_id
    )
    or (
        not links.is_followed_by_play
        and links.followed_by_content_id is not null
        and links.is_search
    )
