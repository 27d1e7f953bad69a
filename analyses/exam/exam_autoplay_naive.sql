-- Do the viewers in the arm autoplay have more sessions than the other users of
-- the platform?
-- Far more: whom events name in an arm has watched, and many of the others have
-- not.
with

experiment as (
    {{ experiment_start() }}
),

treated as (

    select distinct user_id from {{ ref('fct_events') }}
    where experiment_group = 'autoplay'

),

viewers as (

    select
        users.user_id,
        treated.user_id is not null as is_treated,
        count(sessions.session_id) filter (
            where sessions.viewing_date >= experiment.starts_on
        ) as sessions

    from {{ ref('dim_user') }} as users
    cross join experiment
    left join treated
        on users.user_id = treated.user_id
    left join {{ ref('fct_sessions') }} as sessions
        on users.user_id = sessions.user_id
    where users.is_current
    group by all

),

compared as (
    {{ ratio_of_means('viewers', 'sessions', 'is_treated') }}
)

{{ interval_of_lift('compared') }}
