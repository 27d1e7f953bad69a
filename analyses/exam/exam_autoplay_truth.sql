-- By what share did the experiment raise the sessions of its viewers?
-- By the sessions that they planned, beside those that they would have planned
-- without it.
select sum(sessions) / sum(sessions_without_experiment) - 1 as truth

from {{ ref('truth_outcomes') }}
where experiment_lift > 0
