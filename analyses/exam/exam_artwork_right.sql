-- By what share does the arm large_artwork raise the sessions of those who
-- watched before it?
-- By none that can be told from chance.
with

experiment as (

    select min(load_date) as starts_on from {{ ref('fct_events') }}
    where experiment_group is not null

),

arms as (

    select
        user_id,
        any_value(experiment_group) as arm

    from {{ ref('fct_events') }}
    where experiment_group in ('large_artwork', 'control')
    group by all

),

viewers as (

    select
        arms.user_id,
        arms.arm,
        count(*) filter (
            where sessions.viewing_date < experiment.starts_on
        ) as sessions_before,
        count(*) filter (
            where sessions.viewing_date >= experiment.starts_on
        ) as sessions_after

    from arms
    inner join {{ ref('fct_sessions') }} as sessions
        on arms.user_id = sessions.user_id
    cross join experiment
    group by all

),

-- chosen by what they did before the experiment could touch them
regular as (

    select * from viewers
    where sessions_before >= 2

),

growth as (

    select
        arm,
        count(*) as viewers,
        avg(sessions_before) as mean_before,
        sum(sessions_after) / sum(sessions_before) as ratio

    from regular
    group by all

),

errors as (

    select
        growth.arm,
        growth.ratio,
        sum((
            regular.sessions_after - growth.ratio * regular.sessions_before
        ) ^ 2) / (growth.viewers * growth.mean_before * growth.ratio) ^ 2
            as log_variance

    from regular
    inner join growth
        on regular.arm = growth.arm
    group by growth.arm, growth.ratio, growth.viewers, growth.mean_before

),

compared as (

    select
        sum(case when arm = 'control' then -ln(ratio) else ln(ratio) end)
            as log_ratio,
        sqrt(sum(log_variance)) as error

    from errors

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
