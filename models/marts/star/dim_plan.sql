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

versions as (

    {{ versions(
        'prices',
        key='plan',
        attributes=['monthly_price_usd', 'yearly_price_usd'],
    ) }}

),

from_the_start as (

    select
        plan,
        monthly_price_usd,
        yearly_price_usd,
        is_current,
        {{ from_open_start('plan') }} as valid_from,
        valid_to

    from versions

),

plans as (

    select * from {{ ref('plans') }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['from_the_start.plan', 'from_the_start.valid_from']) }}
            as plan_version_key,
        from_the_start.plan,

        ---------- attributes
        plans.plan_rank,
        plans.max_quality,

        ---------- measures
        from_the_start.monthly_price_usd,
        from_the_start.yearly_price_usd,

        ---------- flags
        from_the_start.is_current,

        ---------- timestamps
        from_the_start.valid_from,
        from_the_start.valid_to

    from from_the_start
    left join plans on from_the_start.plan = plans.plan

)

select * from keyed
