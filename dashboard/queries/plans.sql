-- The plans, from the cheapest on.
select
    plan,
    (100 * monthly_price_usd)::integer as cents

from star.dim_plan
where is_current
order by plan_rank
