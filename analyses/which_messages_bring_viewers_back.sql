-- Which messages make people watch more, against their hold-out and naively?
with

messages as (

    select message from {{ ref('cio_campaigns') }}
    where kind <> 'transactional'

),

paths as (

    select * from {{ ref('fct_message_path') }}
    where
        is_final
        and message_kind <> 'transactional'

),

summed as (

    select
        message,
        count(*) filter (where is_treated) as treated,
        count(*) filter (where not is_treated) as held_out,
        avg(sessions_after) filter (where is_treated) as treated_sessions,
        avg(sessions_after) filter (where not is_treated)
            as held_out_sessions,
        avg(sessions_after - sessions_before) filter (where is_treated)
            as treated_gain,
        avg(sessions_after - sessions_before) filter (where not is_treated)
            as held_out_gain,
        var_samp(sessions_after) filter (where is_treated) as treated_variance,
        var_samp(sessions_after) filter (where not is_treated)
            as held_out_variance,
        avg(sessions_after) filter (where is_opened) as opener_sessions,
        avg(sessions_after) filter (where is_delivered and not is_opened)
            as other_sessions

    from paths
    group by all

),

-- too few people say nothing
judged as (

    select * from summed
    where
        treated >= 30
        and held_out >= 10

)

select
    messages.message,
    judged.treated,
    judged.held_out,
    round(judged.treated_sessions, 2) as treated_sessions,
    round(judged.held_out_sessions, 2) as held_out_sessions,
    round(judged.treated_sessions - judged.held_out_sessions, 3) as effect,
    round(sqrt(
        judged.treated_variance / judged.treated
        + judged.held_out_variance / judged.held_out
    ), 3) as standard_error,
    round(judged.treated_gain - judged.held_out_gain, 3)
        as effect_on_the_week_before,
    round(judged.opener_sessions - judged.other_sessions, 3)
        as naive_effect_of_openers

from messages
left join judged on messages.message = judged.message
order by judged.treated desc nulls last
