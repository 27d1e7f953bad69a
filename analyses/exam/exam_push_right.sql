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
beside_own as (

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

    from beside_own

),

viewers as (

    select
        beside_own.user_id,
        sum(
            beside_own.is_sent
            * (beside_own.sessions_after - effect.estimate * beside_own.is_sent)
        ) as score

    from beside_own
    cross join effect
    group by all

),

scores as (

    select sqrt(sum(score ^ 2)) as score from viewers

),

compared as (

    select
        effect.estimate,
        scores.score / effect.weight as error

    from effect
    cross join scores

)

{{ interval('compared') }}
