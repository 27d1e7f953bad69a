-- How many more sessions have those who got the push in the week after it than
-- those who got a digest?
-- Many fewer, as if it drove viewers away: it goes to those of whom little is
-- to be expected.
with

got as (

    select
        message,
        sessions_after

    from {{ ref('fct_message_path') }}
    where
        message in ('continue_watching', 'weekly_digest')
        and is_final
        and is_delivered

),

compared as (

    select
        avg(sessions_after) filter (where message = 'continue_watching')
        - avg(sessions_after) filter (where message = 'weekly_digest')
            as estimate,
        sqrt(
            var_samp(sessions_after)
            filter (where message = 'continue_watching')
            / count(*) filter (where message = 'continue_watching')
            + var_samp(sessions_after) filter (where message = 'weekly_digest')
            / count(*) filter (where message = 'weekly_digest')
        ) as error

    from got

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from compared
