-- Do the viewers in the arm large_artwork have more sessions a day than before
-- the experiment?
-- Perhaps: whatever else changed in these days counts for the arm.
with

experiment as (

    select min(load_date) as starts_on from {{ ref('fct_events') }}
    where experiment_group is not null

),

spans as (

    select
        experiment.starts_on - min(events.viewing_date) as days_before,
        max(events.viewing_date) - experiment.starts_on + 1 as days_after

    from {{ ref('fct_events') }} as events
    cross join experiment
    group by experiment.starts_on

),

arms as (

    select distinct user_id from {{ ref('fct_events') }}
    where experiment_group = 'large_artwork'

),

viewers as (

    select
        arms.user_id,
        count(*) filter (
            where sessions.viewing_date < experiment.starts_on
        ) / any_value(spans.days_before) as daily_before,
        count(*) filter (
            where sessions.viewing_date >= experiment.starts_on
        ) / any_value(spans.days_after) as daily_after

    from arms
    inner join {{ ref('fct_sessions') }} as sessions
        on arms.user_id = sessions.user_id
    cross join experiment
    cross join spans
    group by all

),

compared as (

    select
        avg(daily_after) / avg(daily_before) - 1 as estimate,
        stddev_samp(daily_after - daily_before) / sqrt(count(*))
        / avg(daily_before) as error

    from viewers

)

select
    estimate,
    estimate - 1.96 * error as low,
    estimate + 1.96 * error as high

from compared
