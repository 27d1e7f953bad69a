-- No day that the clock opened lacks the price of a plan.
select
    clock.load_date,
    plans.plan

from {{ ref('raw_clock') }} as clock
cross join {{ ref('plans') }} as plans
anti join {{ ref('raw_plan_prices') }} as prices
    on
        clock.load_date = prices.load_date
        and plans.plan = prices.plan
