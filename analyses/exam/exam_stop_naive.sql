-- How much likelier is a film to be given up before a tenth if it stops to
-- load?
-- It takes one stop for what two or three of them did.
with

films as (
    {{ plays_of_films() }}
),

plays as (

    select
        (play_pct < 10)::integer as is_given_up,
        buffering_incidents > 0 as has_stopped

    from films

),

compared as (
    {{ difference_of_means('plays', 'is_given_up', 'has_stopped') }}
)

{{ interval('compared') }}
