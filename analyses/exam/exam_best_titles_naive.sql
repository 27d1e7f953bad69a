-- What share of the plays of the twenty titles completed most in the first half
-- was completed?
-- A large one: luck has put them on that list as well as quality.
with

best as (
    {{ plays_of_the_best_titles() }}
),

plays as (

    select * from best
    where is_first_half

),

compared as (
    {{ share_completed('plays') }}
)

{{ interval('compared') }}
