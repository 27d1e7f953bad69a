-- By what share did marketing messages raise the sessions of those who may get
-- them?
-- By what they added, beside the sessions that there would have been without.
with

first_week as (
    {{ first_week() }}
),

addressed as (

    select user_id from {{ ref('fct_message_path') }}
    where message_kind <> 'transactional'
    group by all
    having
        min(send_date) <= (select first_week.last_day from first_week)
        and not bool_or(holdout_group = 'control')

),

viewers as (
    {{ sessions_after_the_first_week('addressed') }}
),

-- of the days on which no message acted, both are the same
added as (

    select
        sum(outcomes.sessions - outcomes.sessions_without_messages)
            as sessions

    from {{ ref('truth_outcomes') }} as outcomes
    cross join first_week
    inner join addressed
        on outcomes.user_id = addressed.user_id
    where outcomes.viewing_date > first_week.last_day

)

select
    sum(viewers.sessions) / (sum(viewers.sessions) - any_value(added.sessions))
    - 1 as truth

from viewers
cross join added
