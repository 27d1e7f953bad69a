-- How many more sessions have those who open a weekly digest in the week after
-- it?
-- Several: who watches much opens much, and would have watched without it.
with

digests as (

    select * from {{ ref('fct_message_path') }}
    where
        message = 'weekly_digest'
        and is_final
        and is_delivered

),

compared as (

    select
        avg(sessions_after) filter (where is_opened)
        - avg(sessions_after) filter (where not is_opened) as estimate,
        sqrt(
            var_samp(sessions_after) filter (where is_opened)
            / count(*) filter (where is_opened)
            + var_samp(sessions_after) filter (where not is_opened)
            / count(*) filter (where not is_opened)
        ) as error

    from digests

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from compared
