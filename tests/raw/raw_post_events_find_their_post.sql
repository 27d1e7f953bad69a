-- A post is there at the latest a day after it was first seen.
with

last_day as (

    select max(clock.load_date) as load_date
    from {{ ref('raw_clock') }} as clock

),

seen as (

    select
        events.event_id,
        events.load_date,
        posts.load_date as post_load_date

    from {{ ref('raw_post_events') }} as events
    left join {{ ref('raw_posts') }} as posts
        on events.post_id = posts.post_id
    where events.load_date >= {{ tested_from() }}

)

select seen.*
from seen
cross join last_day
where
    seen.post_load_date > seen.load_date + 1
    or (seen.post_load_date is null and seen.load_date < last_day.load_date)
