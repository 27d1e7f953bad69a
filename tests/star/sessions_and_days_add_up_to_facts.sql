-- fct_sessions and both daily aggregates hold what the facts of the day add up
-- to.
{%- set first_day = tested_from() %}

with

measured as (

    select
        'facts' as source,
        viewing_date,
        count(distinct session_id) as sessions,
        count(*) as events,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed_plays,
        coalesce(sum(play_duration_seconds), 0) as watched_seconds

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all
    select
        'fct_sessions' as source,
        viewing_date,
        count(*) as sessions,
        sum(events) as events,
        sum(plays) as plays,
        sum(completed_plays) as completed_plays,
        sum(watched_seconds) as watched_seconds

    from {{ ref('fct_sessions') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all
    select
        'agg_user_daily' as source,
        viewing_date,
        sum(sessions) as sessions,
        sum(events) as events,
        sum(plays) as plays,
        sum(completed_plays) as completed_plays,
        sum(watched_seconds) as watched_seconds

    from {{ ref('agg_user_daily') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all
    select
        'agg_content_daily' as source,
        viewing_date,
        null as sessions,
        null as events,
        sum(plays) as plays,
        sum(completed_plays) as completed_plays,
        sum(watched_seconds) as watched_seconds

    from {{ ref('agg_content_daily') }}
    where viewing_date >= {{ first_day }}
    group by all

),

recommended as (

    select
        'facts' as source,
        viewing_date,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks

    from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all
    select
        'agg_user_daily' as source,
        viewing_date,
        sum(recommendations) as recommendations,
        sum(clicks) as clicks

    from {{ ref('agg_user_daily') }}
    where viewing_date >= {{ first_day }}
    group by all
    union all
    select
        'agg_content_daily' as source,
        viewing_date,
        sum(recommendations) as recommendations,
        sum(clicks) as clicks

    from {{ ref('agg_content_daily') }}
    where viewing_date >= {{ first_day }}
    group by all

),

differing as (

    select
        viewing_date,
        'sessions, events or plays' as measure

    from measured
    group by viewing_date
    having
        count(distinct sessions) > 1
        or count(distinct events) > 1
        or count(distinct plays) > 1
        or count(distinct completed_plays) > 1
        or count(distinct watched_seconds) > 1
        or count(*) filter (where source <> 'agg_content_daily') < 3
    union all
    select
        viewing_date,
        'recommendations or clicks' as measure

    from recommended
    group by viewing_date
    having
        count(distinct recommendations) > 1
        or count(distinct clicks) > 1

)

select * from differing
