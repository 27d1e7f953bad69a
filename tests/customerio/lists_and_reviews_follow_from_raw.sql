-- Each list by what was last done with each film in raw; and each review of
-- raw, once, by somebody who had finished what is reviewed.
with

films as (

    select
        user_id::varchar as user_id,
        content_id::varchar as product_id,
        arg_max(action, changed_at) as last_action

    from {{ ref('raw_cio_lists') }}
    group by all

),

on_lists as (

    select
        wishlists.user_id,
        item.item.product_id

    from {{ ref('wishlists') }} as wishlists
    cross join unnest(wishlists.items) as item (item)

),

reviews as (

    select
        review_id::varchar as review_id,
        user_id::varchar as user_id,
        content_id::varchar as product_id,
        rating

    from {{ ref('raw_cio_reviews') }}

),

plays as (

    select * from {{ ref('fct_events') }}
    where is_completed

)

select
    'list' as what,
    films.product_id as id

from films
left join on_lists
    on
        films.user_id = on_lists.user_id
        and films.product_id = on_lists.product_id
where (films.last_action = 'added') <> (on_lists.product_id is not null)
union all
select
    'review' as what,
    reviews.review_id as id

from reviews
left join {{ ref('product_reviews') }} as told
    on
        reviews.review_id = told.review_id
        and reviews.user_id = told.user_id
        and reviews.product_id = told.product_id
        and reviews.rating = told.rating
where told.review_id is null
union all
select
    'review of what was not played' as what,
    told.review_id as id

from {{ ref('raw_cio_reviews') }} as source
inner join {{ ref('product_reviews') }} as told
    on source.review_id::varchar = told.review_id
inner join plays on source.event_id = plays.event_id
where
    plays.content_id::varchar <> told.product_id
    or plays.user_id::varchar <> told.user_id
    or told.submitted_at <= plays.ended_at
