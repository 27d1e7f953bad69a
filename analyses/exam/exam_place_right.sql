-- In lists of five, how many clicks on the first place come for each on the
-- fifth?
-- About five: lists of one length are compared, for each holds both places.
with

clicks as (

    select
        count(*) filter (where recommendation_number = 1) as first_place,
        count(*) filter (where recommendation_number = 5) as fifth_place

    from {{ ref('fct_recommendations') }}
    where
        list_length = 5
        and is_clicked

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
