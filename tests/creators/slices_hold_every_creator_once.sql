-- On every day that a build may rewrite, the slices hold the users who had
-- published by then, each once, and as active those who did within 28 days.
{%- set first_day = tested_from() %}

with

slices as (

    select
        as_of_date,
        sum(creators) as creators,
        sum(active_creators) as active_creators,
        sum(posts) as posts

    from {{ ref('agg_creator_slice_daily') }}
    where as_of_date >= {{ first_day }}
    group by all

),

in_raw as (

    select
        clock.load_date,
        count(distinct posts.user_id) as creators,
        count(distinct posts.user_id) filter (
            where posts.created_at::date > clock.load_date - 28
        ) as active_creators,
        count(*) filter (where posts.created_at::date = clock.load_date)
            as posts

    from {{ ref('raw_clock') }} as clock
    inner join {{ ref('raw_posts') }} as posts
        on clock.load_date >= posts.created_at::date
    where clock.load_date >= {{ first_day }}
    group by all

)

select
    in_raw.load_date,
    slices.as_of_date

from in_raw
full join slices
    on in_raw.load_date = slices.as_of_date
where
    in_raw.creators is distinct from slices.creators
    or in_raw.active_creators is distinct from slices.active_creators
    or in_raw.posts is distinct from slices.posts
