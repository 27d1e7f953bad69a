-- How many more sessions have those who may get marketing than the control
-- group?
-- A few hundredths more at most: a tenth of the users gets none, drawn for
-- ever.
with

bounds as (

    select min(viewing_date) as first_day from {{ ref('fct_sessions') }}

),

-- those in the control group are written down as sends that reached nobody
addressed as (

    select
        paths.user_id,
        bool_or(paths.holdout_group = 'control') as is_control,
        bool_or(paths.is_opened) as has_opened

    from {{ ref('fct_message_path') }} as paths
    where paths.message_kind <> 'transactional'
    group by all
    having
        min(paths.send_date) <= (select bounds.first_day + 7 from bounds)

),

viewers as (

    select
        addressed.user_id,
        addressed.is_control,
        count(sessions.session_id) filter (
            where sessions.viewing_date > bounds.first_day + 7
        ) as sessions

    from addressed
    cross join bounds
    left join {{ ref('fct_sessions') }} as sessions
        on addressed.user_id = sessions.user_id
    group by all

),

arms as (

    select
        avg(sessions) filter (where not is_control) as treated,
        avg(sessions) filter (where is_control) as control,
        var_samp(sessions) filter (where not is_control)
        / count(*) filter (where not is_control) as treated_variance,
        var_samp(sessions) filter (where is_control)
        / count(*) filter (where is_control) as control_variance

    from viewers

),

compared as (

    select
        ln(treated / control) as log_ratio,
        sqrt(treated_variance / treated ^ 2 + control_variance / control ^ 2)
            as error

    from arms

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
