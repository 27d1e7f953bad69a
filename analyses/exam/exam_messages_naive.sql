-- How many more sessions have those who opened a marketing message than those
-- who opened none?
-- Far more: who opens messages is who watches.
with

bounds as (

    select min(viewing_date) as first_day from {{ ref('fct_sessions') }}

),

addressed as (

    select
        paths.user_id,
        bool_or(paths.is_opened) as has_opened

    from {{ ref('fct_message_path') }} as paths
    where
        paths.message_kind <> 'transactional'
        and paths.is_delivered
    group by all
    having
        min(paths.send_date) <= (select bounds.first_day + 7 from bounds)

),

viewers as (

    select
        addressed.user_id,
        addressed.has_opened,
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
        avg(sessions) filter (where has_opened) as openers,
        avg(sessions) filter (where not has_opened) as others,
        var_samp(sessions) filter (where has_opened)
        / count(*) filter (where has_opened) as openers_variance,
        var_samp(sessions) filter (where not has_opened)
        / count(*) filter (where not has_opened) as others_variance

    from viewers

),

compared as (

    select
        ln(openers / others) as log_ratio,
        sqrt(openers_variance / openers ^ 2 + others_variance / others ^ 2)
            as error

    from arms

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
