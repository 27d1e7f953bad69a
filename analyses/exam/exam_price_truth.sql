-- At what share of the renewals since then did a monthly subscriber leave
-- because prices rose?
-- By who would have stayed longer without it.
with

renewals as (
    {{ renewals() }}
)

select avg(users.leaves_over_price::integer) as truth

from renewals
inner join {{ ref('truth_users') }} as users
    on renewals.user_id = users.user_id
where renewals.is_dearer
