-- Do the viewers in the arm large_artwork have more sessions a day than before
-- the experiment?
-- Perhaps: whatever else changed in these days counts for the arm.
with

experiment as (
    {{ experiment_start() }}
),

spans as (

    select
        experiment.starts_on - min(events.viewing_date) as days_before,
        max(events.viewing_date) - experiment.starts_on + 1 as days_after

    from {{ ref('fct_events') }} as events
    cross join experiment
    group by experiment.starts_on

),

viewers as (
    {{ viewers_by_arm() }}
),

daily as (

    select
        viewers.sessions_before / spans.days_before as daily_before,
        viewers.sessions_after / spans.days_after as daily_after

    from viewers
    cross join spans
    where viewers.arm = 'large_artwork'

),

compared as (

    select
        avg(daily_after) / avg(daily_before) - 1 as estimate,
        stddev_samp(daily_after - daily_before) / sqrt(count(*))
        / avg(daily_before) as error

    from daily

)

{{ interval('compared') }}
