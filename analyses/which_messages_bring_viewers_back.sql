-- Which messages make people watch more, against their hold-out and naively?
-- Openers watch far more, and would have anyway; the hold-out finds little.
with

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

)

select
    message,
    treated,
    held_out,
    round(treated_sessions, 2) as treated_sessions,
    round(held_out_sessions, 2) as held_out_sessions,
    round(treated_sessions - held_out_sessions, 3) as effect,
    round(
        sqrt(treated_variance / treated + held_out_variance / held_out), 3
    ) as standard_error,
    round(treated_gain - held_out_gain, 3) as effect_on_the_week_before,
    round(opener_sessions - other_sessions, 3) as naive_effect_of_openers

from summed
where
    treated >= 30
    and held_out >= 10
order by treated desc
