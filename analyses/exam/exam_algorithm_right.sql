-- How much higher are the odds of a click of lists by hybrid than by
-- collaborative?
-- By about a third: clicked lists for each that was not, by what made them.
with

lists as (

    select
        event_id,
        any_value(algorithm) as algorithm,
        bool_or(is_clicked) as is_clicked

    from {{ ref('fct_recommendations') }}
    group by all

),

counted as (

    select
        count(*) filter (where algorithm = 'hybrid' and is_clicked)
            as hybrid_clicked,
        count(*) filter (where algorithm = 'hybrid' and not is_clicked)
            as hybrid_others,
        count(*) filter (where algorithm = 'collaborative' and is_clicked)
            as collaborative_clicked,
        count(*) filter (where algorithm = 'collaborative' and not is_clicked)
            as collaborative_others

    from lists

),

compared as (

    select
        ln(hybrid_clicked / hybrid_others)
        - ln(collaborative_clicked / collaborative_others) as estimate,
        sqrt(
            1 / hybrid_clicked
            + 1 / hybrid_others
            + 1 / collaborative_clicked
            + 1 / collaborative_others
        ) as error

    from counted

)

{{ interval_of_lift('compared') }}
