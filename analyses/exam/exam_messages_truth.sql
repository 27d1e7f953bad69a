-- By what share did marketing messages raise the sessions of those who may get
-- them?
-- By what they added, beside the sessions that there would have been without.
with

bounds as (

    select min(viewing_date) as first_day from {{ ref('fct_sessions') }}

),

treated as (

    select user_id from {{ ref('fct_message_path') }}
    where message_kind <> 'transactional'
    group by all
    having
        min(send_date) <= (select bounds.first_day + 7 from bounds)
        and not bool_or(holdout_group = 'control')

),

acted as (

    select
        sum(outcomes.sessions) as sessions,
        sum(outcomes.sessions_without_messages) as sessions_without

    from {{ ref('truth_outcomes') }} as outcomes
    cross join bounds
    inner join treated
        on outcomes.user_id = treated.user_id
    where outcomes.viewing_date > bounds.first_day + 7

),

in_all as (

    select count(*) as sessions
    from {{ ref('fct_sessions') }} as sessions
    cross join bounds
    inner join treated
        on sessions.user_id = treated.user_id
    where sessions.viewing_date > bounds.first_day + 7

)

-- of the days on which no message acted, both are the same
select
    in_all.sessions
    / (in_all.sessions - (acted.sessions - acted.sessions_without))
    - 1 as truth

from acted
cross join in_all
