-- Do the viewers in the arm autoplay have more sessions than the other users of
-- the platform?
-- Far more: whom events name in an arm has watched, and many of the others have
-- not.
with

experiment as (

    select min(load_date) as starts_on from {{ ref('fct_events') }}
    where experiment_group is not null

),

treated as (

    select distinct user_id from {{ ref('fct_events') }}
    where experiment_group = 'autoplay'

),

counted as (

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

arms as (

    select
        avg(sessions) filter (where is_treated) as treated,
        avg(sessions) filter (where not is_treated) as others,
        var_samp(sessions) filter (where is_treated)
        / count(*) filter (where is_treated) as treated_variance,
        var_samp(sessions) filter (where not is_treated)
        / count(*) filter (where not is_treated) as others_variance

    from counted

),

compared as (

    select
        ln(treated / others) as log_ratio,
        sqrt(treated_variance / treated ^ 2 + others_variance / others ^ 2)
            as error

    from arms

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
