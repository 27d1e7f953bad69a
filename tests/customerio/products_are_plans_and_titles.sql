-- Products and videos as the star has them: plans with their first and their
-- present price, titles with their last version and what was watched of them.
with

plans as (

    select
        plan,
        max(max_quality) filter (where is_current) as quality,
        max(monthly_price_usd) filter (where is_current) as monthly,
        max(yearly_price_usd) filter (where is_current) as yearly,
        arg_min(monthly_price_usd, valid_from) as first_monthly,
        arg_min(yearly_price_usd, valid_from) as first_yearly,
        min(valid_from) as created_at,
        max(valid_from) as updated_at

    from {{ ref('dim_plan') }}
    group by all

),

cycles as (

    select
        *,
        unnest(['monthly', 'yearly']) as cycle

    from plans

),

watched as (

    select
        content_id,
        count(*) as plays,
        sum(play_duration_seconds) as seconds

    from {{ ref('fct_events') }}
    where event_type = 'content_play'
    group by all

),

titles as (

    select
        contents.*,
        contents.content_id::varchar as title_id,
        series.title as series_title,
        60 * contents.duration_minutes as title_seconds,
        coalesce(watched.plays, 0) as plays,
        coalesce(watched.seconds, 0) as seconds,
        greatest(
            contents.created_at, nullif(contents.valid_from, '1900-01-01')
        ) as updated_at

    from {{ ref('dim_content') }} as contents
    left join {{ ref('dim_series') }} as series
        on contents.series_id = series.series_id
    left join watched on contents.content_id = watched.content_id
    where
        contents.is_current
        and contents.content_id::varchar
        <> '00000000-0000-0000-0000-000000000000'

),

products as (

    select
        'plan-' || lower(plan) || '-' || cycle as product_id,
        plan || ', ' || cycle as name,
        'Streams in up to ' || quality || ', paid ' || cycle || '.'
            as description,
        'subscription' as category,
        cycle as subcategory,
        'Reelhouse' as brand,
        if(cycle = 'yearly', yearly, monthly)::double as price,
        if(cycle = 'yearly', first_yearly, first_monthly)::double
            as original_price,
        [quality] as tags,
        null::timestamp as discontinued_at,
        created_at,
        updated_at

    from cycles
    union all
    select
        title_id as product_id,
        coalesce(title, 'Not in the catalog yet') as name,
        content_type || ' of ' || release_year as description,
        content_type as category,
        genre as subcategory,
        provider as brand,
        0 as price,
        0 as original_price,
        if(content_language is null, null, [content_language]) as tags,
        deleted_at as discontinued_at,
        coalesce(created_at, valid_from) as created_at,
        coalesce(updated_at, valid_from) as updated_at

    from titles

)

select
    'products' as table_name,
    coalesce(products.product_id, found.product_id) as row_key

from products
full join {{ ref('products') }} as found
    on products.product_id = found.product_id
where
    (
        products.name, products.description, products.category,
        products.subcategory, products.brand, products.price,
        products.original_price, products.tags, products.discontinued_at,
        products.created_at, products.updated_at
    ) is distinct from (
        found.name, found.description, found.category, found.subcategory,
        found.brand, found.price, found.original_price, found.tags,
        found.discontinued_at, found.created_at, found.updated_at
    )
union all
select
    'video_content' as table_name,
    coalesce(titles.title_id, found.video_id) as row_key

from titles
full join {{ ref('video_content') }} as found
    on titles.title_id = found.video_id
where
    (
        coalesce(titles.series_id, titles.content_id)::varchar,
        coalesce(titles.title, 'Unknown title'), titles.genre,
        titles.content_type, titles.series_title, titles.season,
        titles.episode, titles.title_seconds, titles.release_year,
        case
            when titles.series_id is not null then 'episode'
            when titles.content_type = 'Short Film' then 'clip'
            when titles.content_type is not null then 'movie'
        end,
        titles.plays, titles.seconds, titles.created_at, titles.updated_at,
        if(titles.is_deleted, 'archived', 'active'),
        case
            when titles.plays > 0
                then
                    round(least(
                        titles.seconds
                        / (titles.plays * titles.title_seconds),
                        1
                    ), 4)
        end,
        (
            select list(qualities.quality order by qualities.quality_rank)
            from {{ ref('qualities') }} as qualities
        ),
        array_to_string(list_sort(
            [titles.genre, titles.provider, titles.content_language]
        ), ', ')
    ) is distinct from (
        found.content_id, found.title, found.genre, found.category,
        found.series, found.season, found.episode, found.duration,
        year(found.release_date), found.content_type, found.total_views,
        found.total_watch_time_seconds, found.created_at, found.updated_at,
        found.status, round(found.average_completion_rate, 4),
        found.available_qualities,
        array_to_string(found.tags, ', ')
    )
    or month(found.release_date) + day(found.release_date) <> 2
