-- Each list by what was last done with each film in raw; and reviews by those
-- who had finished what they review.
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

)

select
    'list' as what,
    coalesce(films.product_id, on_lists.product_id) as id

from films
full join on_lists
    on
        films.user_id = on_lists.user_id
        and films.product_id = on_lists.product_id
where
    coalesce(films.last_action = 'added', false)
    <> (on_lists.product_id is not null)
union all
select
    'review of what was not finished' as what,
    told.review_id as id

from {{ ref('raw_cio_reviews') }} as source
inner join {{ ref('product_reviews') }} as told
    on source.review_id::varchar = told.review_id
inner join {{ ref('fct_events') }} as plays
    on source.event_id = plays.event_id
where
    not plays.is_completed
    or plays.content_id::varchar <> told.product_id
    or plays.user_id::varchar <> told.user_id
    or told.submitted_at <= plays.ended_at
