-- Neither the post nor the viewer nor the creator that an event points at says
-- deleted if the deletion came later; and a post says it in just those events
-- that came after its deletion.
{%- set first_date = tested_from() ~ ' - 1' %}

with

events as (

    select * from {{ ref('fct_post_events') }}
    where event_date >= {{ first_date }}

),

posts as (

    select * from {{ ref('dim_post') }}

),

users as (

    select * from {{ ref('dim_user') }}

)

select events.post_event_id
from events
inner join posts on events.post_version_key = posts.post_version_key
inner join users as viewers
    on events.viewer_version_key = viewers.user_version_key
left join users as creators
    on events.creator_version_key = creators.user_version_key
where
    posts.is_deleted <> events.is_after_deletion
    or events.event_at < viewers.deleted_at
    or events.event_at < creators.deleted_at
