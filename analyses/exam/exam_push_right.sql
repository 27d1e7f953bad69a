-- How many more sessions follow a push that was sent than one that was held
-- out, to the same viewer?
-- None that can be told from chance; whoever has few sessions has them anyway.
with

sends as (

    select
        user_id,
        is_treated::integer as is_sent,
        sessions_after

    from {{ ref('fct_message_path') }}
    where
        message = 'continue_watching'
        and is_final
        and holdout_group in ('treated', 'holdout')

),

-- each send beside the viewer's own average, which takes most of the noise away
compared as (

    select
        user_id,
        is_sent - avg(is_sent) over viewer as is_sent,
        sessions_after - avg(sessions_after) over viewer as sessions_after

    from sends
    window viewer as (partition by user_id)

),

effect as (

    select
        sum(is_sent * sessions_after) / sum(is_sent ^ 2) as estimate,
        sum(is_sent ^ 2) as weight

    from compared

),

viewers as (

    select
        compared.user_id,
        sum(
            compared.is_sent
            * (compared.sessions_after - effect.estimate * compared.is_sent)
        ) as score

    from compared
    cross join effect
    group by all

),

errors as (

    select sqrt(sum(viewers.score ^ 2)) as score from viewers

)

select
    effect.estimate,
    effect.estimate - 1.96 * errors.score / effect.weight as low,
    effect.estimate + 1.96 * errors.score / effect.weight as high

from effect
cross join errors
