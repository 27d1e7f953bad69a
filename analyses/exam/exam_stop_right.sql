-- How much likelier is a play to be given up before a tenth with one stop to
-- load than with none?
-- Some hundredths; plays of like length over like lines are compared.
with

films as (
    {{ plays_of_films() }}
),

plays as (

    select
        buffering_incidents as stops,
        play_pct < 10 as is_given_up,
        floor(log2(bandwidth_mbps)) as line,
        least(floor(duration_minutes / 15), 8) as length_class

    from films
    where buffering_incidents <= 1

),

cells as (

    select
        line,
        length_class,
        count(*) filter (where stops = 0) as without,
        count(*) filter (where stops = 1) as with_one,
        avg(is_given_up::integer) filter (where stops = 1) as rate_with_one,
        avg(is_given_up::integer) filter (where stops = 0) as rate_without

    from plays
    group by all
    having
        count(*) filter (where stops = 0) >= 10
        and count(*) filter (where stops = 1) >= 10

),

weighted as (

    select
        *,
        1.0 * without * with_one / (without + with_one) as weight,
        rate_with_one - rate_without as difference,
        rate_with_one * (1 - rate_with_one) / with_one
        + rate_without * (1 - rate_without) / without as variance

    from cells

),

compared as (

    select
        sum(weight * difference) / sum(weight) as estimate,
        sqrt(sum(weight ^ 2 * variance)) / sum(weight) as error

    from weighted

)

{{ interval('compared') }}
