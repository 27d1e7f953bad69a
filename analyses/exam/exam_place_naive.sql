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
    {{ ratio_of_counts('clicks', 'first_place', 'fifth_place') }}
)

{{ interval_of_ratio('compared') }}
