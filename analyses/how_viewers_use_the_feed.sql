-- How long are viewers in the creator feed, what do they see, do they return?
with

viewers as (

    select
        *,
        case
            when active_days_28d >= 8 then '8 days and more'
            when active_days_28d >= 4 then '4 to 7 days'
            when active_days_28d >= 1 then '1 to 3 days'
            else 'none'
        end as active_within_28_days

    from {{ ref('agg_viewer') }}

)

select
    active_within_28_days,
    count(*) as viewers,
    sum(sessions) as sessions,
    round(sum(session_seconds) / sum(sessions)) as seconds_per_session,
    round(avg(posts_per_session), 2) as mean_posts_per_session,
    round(avg(longest_streak_days), 1) as mean_longest_streak_days,
    sum(likes) as likes

from viewers
group by all
order by viewers desc
