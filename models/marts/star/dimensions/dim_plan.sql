with

prices as (

    select
        plan,
        monthly_price_usd,
        yearly_price_usd,
        load_date::timestamp as state_at,
        null as tie_breaker

    from {{ ref('stg_platform__plan_prices') }}

),

plans as (

    select * from {{ ref('plans') }}

),

versions as (

    {{ versions(
        'prices',
        key='plan',
        attributes=['monthly_price_usd', 'yearly_price_usd'],
        backdated=true,
    ) }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['versions.plan', 'versions.valid_from']) }}
            as plan_version_key,
        versions.plan,

        ---------- attributes
        plans.plan_rank,
        plans.max_quality,

        ---------- measures
        versions.monthly_price_usd,
        versions.yearly_price_usd,

        ---------- flags
        versions.is_current,

        ---------- timestamps
        versions.valid_from,
        versions.valid_to

    from versions
    left join plans on versions.plan = plans.plan

)

select * from keyed
