-- How large is that standard deviation without what luck adds to it?
-- Smaller: from each square the variance of a share of so many plays is taken
-- off.
with

films as (
    {{ plays_of_films() }}
),

viewers as (

    select
        user_id,
        count(*) as plays,
        avg(is_completed::integer) as share

    from films
    group by all
    having count(*) between 10 and 30

),

deviations as (

    select
        (share - avg(share) over ()) ^ 2
        - share * (1 - share) / (plays - 1) as deviation

    from viewers

),

compared as (

    select
        avg(deviation) as variance,
        stddev_samp(deviation) / sqrt(count(*)) as error

    from deviations

)

select
    sqrt(variance) as estimate,
    sqrt(greatest(variance - 1.96 * error, 0)) as low,
    sqrt(variance + 1.96 * error) as high

from compared
