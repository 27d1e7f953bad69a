-- Clicks on recommendations that bear the title or the genre of anything but
-- what was clicked. A title that the catalog does not know yet has neither.
with

clicks as (

    select
        event_id,
        (properties).product_id as product_id,
        (properties).title as title,
        (properties).category as category

    from {{ ref('events') }}
    where event_name = 'Product Clicked'

)

select
    clicks.*,
    contents.title as title_of_product,
    contents.genre as genre_of_product

from clicks
left join {{ ref('raw_content') }} as contents
    on clicks.product_id = contents.content_id::varchar
where
    clicks.title is distinct from trim(contents.title)
    or clicks.category is distinct from contents.genre
