-- On each loaded day the version of a plan has the prices that raw noted, and a
-- version begins on the first day of its prices; the rest is the value set's.
with

expected as (

    select
        prices.plan,
        prices.load_date,
        prices.monthly_price_usd,
        prices.yearly_price_usd,
        plans.plan_rank,
        plans.max_quality

    from {{ ref('raw_plan_prices') }} as prices
    inner join {{ ref('plans') }} as plans on prices.plan = plans.plan

),

differing as (

    select
        expected.plan,
        expected.load_date

    from expected
    left join {{ ref('dim_plan') }} as versions
        on
            expected.plan = versions.plan
            and expected.load_date >= versions.valid_from
            and expected.load_date < versions.valid_to
    where
        versions.monthly_price_usd is distinct from expected.monthly_price_usd
        or versions.yearly_price_usd is distinct from expected.yearly_price_usd
        or versions.plan_rank is distinct from expected.plan_rank
        or versions.max_quality is distinct from expected.max_quality

),

begun_at_other_times as (

    select
        versions.plan,
        versions.valid_from::date as load_date

    from {{ ref('dim_plan') }} as versions
    anti join expected
        on
            versions.plan = expected.plan
            and versions.valid_from = expected.load_date
    where versions.valid_from <> {{ earliest_timestamp() }}

)

select * from differing
union all
select * from begun_at_other_times
