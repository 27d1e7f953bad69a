-- The plans, from the cheapest on.
select plan
from star.dim_plan
where is_current
order by plan_rank
