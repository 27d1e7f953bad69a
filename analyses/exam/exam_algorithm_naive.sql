-- How many more clicks does hybrid bring than collaborative?
-- Fewer: it makes fewer lists.
with

clicks as (

    select
        count(*) filter (where algorithm = 'hybrid') as hybrid,
        count(*) filter (where algorithm = 'collaborative') as collaborative

    from {{ ref('fct_recommendations') }}
    where is_clicked

),

compared as (

    select
        ln(hybrid / collaborative) as log_ratio,
        sqrt(1 / hybrid + 1 / collaborative) as error

    from clicks

)

select
    exp(log_ratio) - 1 as estimate,
    exp(log_ratio - 1.96 * error) - 1 as low,
    exp(log_ratio + 1.96 * error) - 1 as high

from compared
