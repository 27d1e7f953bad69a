-- What share of the plays of those twenty titles is completed in the second
-- half?
-- Less than in the first: days that did not choose them judge them.
with

best as (
    {{ plays_of_the_best_titles() }}
),

plays as (

    select * from best
    where not is_first_half

),

compared as (
    {{ share_completed('plays') }}
)

{{ interval('compared') }}
