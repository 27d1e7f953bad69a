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
    {{ ratio_of_counts('clicks', 'hybrid', 'collaborative') }}
)

{{ interval_of_lift('compared') }}
