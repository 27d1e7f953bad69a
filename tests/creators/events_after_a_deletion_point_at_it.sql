-- The post that an event points at is deleted in just those events that came
-- after its deletion.
select
    events.post_event_id,
    events.event_at,
    posts.deleted_at

from {{ ref('fct_post_events') }} as events
inner join {{ ref('dim_post') }} as posts
    on events.post_version_key = posts.post_version_key
where
    events.event_date >= {{ tested_from() }} - 1
    and posts.is_deleted <> events.is_after_deletion
