-- How much more of those with one session at most in the ten days before it
-- than of the others left because prices rose?
-- By who would have stayed longer without it.
with

renewals as (
    {{ renewals_of_light_viewers() }}
)

select
    avg(users.leaves_over_price::integer) filter (where renewals.is_light)
    - avg(users.leaves_over_price::integer) filter (where not renewals.is_light)
        as truth

from renewals
inner join {{ ref('truth_users') }} as users
    on renewals.user_id = users.user_id
where renewals.is_dearer
