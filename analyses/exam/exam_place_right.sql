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
    {{ ratio_of_counts('clicks', 'first_place', 'fifth_place') }}
)

{{ interval_of_ratio('compared') }}
