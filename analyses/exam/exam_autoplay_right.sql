-- By what share does the arm autoplay raise the sessions of those who watched
-- before it began?
-- Each viewer is compared with their own past, and the change of one arm with
-- that of the other.
with

viewers as (
    {{ viewers_by_arm() }}
),

-- chosen by what they did before the experiment could touch them
regular as (

    select * from viewers
    where
        arm in ('autoplay', 'control')
        and sessions_before >= 4

),

compared as (
    {{ ratio_of_rates('regular', 'sessions_after', 'sessions_before',
        "arm = 'autoplay'") }}
)

{{ interval_of_lift('compared') }}
