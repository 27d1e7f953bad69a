-- How many times the share of clicks of the fifth place has the first place?
-- More: every list has a first place, those of one title too, and few have a
-- fifth.
with

clicks as (

    select
        count(*) filter (where recommendation_number = 1) as first_place,
        count(*) filter (where recommendation_number = 5) as fifth_place

    from {{ ref('fct_recommendations') }}
    where is_clicked

),

compared as (

    select
        ln(first_place / fifth_place) as log_ratio,
        sqrt(1 / first_place + 1 / fifth_place) as error

    from clicks

)

select
    exp(log_ratio) as estimate,
    exp(log_ratio - 1.96 * error) as low,
    exp(log_ratio + 1.96 * error) as high

from compared
