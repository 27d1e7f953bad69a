with

plans as (

    select * from {{ ref('dim_plan') }}
    where is_current

),

first_prices as (

    select
        plan,
        monthly_price_usd,
        yearly_price_usd,
        min(valid_from) over (partition by plan) as priced_since

    from {{ ref('dim_plan') }}
    qualify row_number() over (partition by plan order by valid_from) = 1

),

cycles as (

    select * from {{ ref('billing_cycles') }}

),

contents as (

    select * from {{ ref('dim_content') }}
    where
        is_current
        and content_id <> {{ no_content() }}

),

subscriptions as (

    select
        {{ plan_product('plans.plan', 'cycles.billing_cycle') }} as product_id,
        plans.plan || ', ' || cycles.billing_cycle as name,
        'Streams in up to ' || plans.max_quality || ', paid '
        || cycles.billing_cycle || '.' as description,
        'subscription' as category,
        cycles.billing_cycle as subcategory,
        'Reelhouse' as brand,
        {{ list_price('plans', 'cycles.billing_cycle') }} as price,
        {{ list_price('first_prices', 'cycles.billing_cycle') }}
            as original_price,
        [plans.max_quality] as tags,
        false as is_gone,
        first_prices.priced_since as created_at,
        plans.valid_from as updated_at,
        null::timestamp as discontinued_at

    from plans
    inner join first_prices on plans.plan = first_prices.plan
    cross join cycles

),

titles as (

    select
        content_id::varchar as product_id,
        coalesce(title, 'Not in the catalog yet') as name,
        content_type || ' of ' || release_year as description,
        content_type as category,
        genre as subcategory,
        provider as brand,
        0.0::double as price,
        0.0::double as original_price,
        case when content_language is not null then [content_language] end
            as tags,
        is_deleted as is_gone,
        coalesce(created_at, valid_from) as created_at,
        greatest(valid_from, coalesce(created_at, valid_from)) as updated_at,
        deleted_at as discontinued_at

    from contents

),

products as (

    select * from subscriptions
    union all
    select * from titles

),

named as (

    select
        ---------- keys
        product_id,

        ---------- attributes
        case category when 'subscription' then product_id end as sku,
        name,
        description,
        category,
        subcategory,
        brand,

        ---------- measures
        price,
        original_price,
        null::double as cost,
        'USD' as currency,
        not is_gone as in_stock,
        null::integer as stock_quantity,
        null::integer as low_stock_threshold,
        null::varchar as color,
        null::varchar as size,
        null::double as weight,
        null::struct(
            length double, width double, height double, unit varchar
        ) as dimensions,
        null::varchar as image_url,
        '{{ website() }}/'
        || case category when 'subscription' then 'plans/' else 'watch/' end
        || product_id as product_url,
        null::varchar[] as images,
        name as meta_title,
        description as meta_description,
        tags,
        case when is_gone then 'discontinued' else 'active' end as status,

        ---------- flags
        false as is_featured,
        price < original_price as is_on_sale,

        ---------- timestamps
        created_at,
        updated_at,
        discontinued_at

    from products

)

select * from named
