-- On how many of the days of viewers in the arm large_artwork did the
-- experiment act?
-- On none.
select count(*) filter (where outcomes.experiment_lift > 0)::double as truth

from {{ ref('truth_users') }} as users
inner join {{ ref('truth_outcomes') }} as outcomes
    on users.user_id = outcomes.user_id
where users.experiment_arm = 'large_artwork'
