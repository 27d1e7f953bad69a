-- How much more did the price drive out those with one session at most in the
-- ten days before it than the others?
-- About a fifth; who would have left anyway is known from nine days before.
with

renewals as (
    {{ renewals_of_light_viewers() }}
),

excess as (
    {{ excess('renewals', 'has_left', 'is_dearer', by='is_light') }}
),

compared as (

    select
        sum(case when is_light then estimate else -estimate end) as estimate,
        sqrt(sum(error ^ 2)) as error

    from excess

)

{{ interval('compared') }}
