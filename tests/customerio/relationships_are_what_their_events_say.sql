-- Folded up, the events of a relationship are its row. Nobody has two open ones
-- with an object, and every object is there. Members of households are those
-- whom the facts show on one device, followers of creators those who liked.
with

events as (

    select * from {{ ref('relationship_events') }}

),

relationships as (

    select * from {{ ref('relationships') }}

),

folded as (

    select
        relationship_id,
        user_id,
        object_id,
        object_type_id,
        arg_max(new_role, event_timestamp) as role,
        min(event_timestamp) filter (where event_type = 'created')
            as started_at,
        max(event_timestamp) filter (where event_type = 'deleted') as ended_at

    from events
    group by all

),

users as (

    select
        user_id,
        coalesce(deleted_at, {{ latest_timestamp() }}) as deleted_at

    from {{ ref('dim_user') }}
    where is_current

),

devices as (

    select
        devices.device_id,
        count(distinct devices.user_id) as people

    from {{ ref('dim_device') }} as devices
    inner join users on devices.user_id = users.user_id
    group by all
    having
        people > 1
        and min(users.deleted_at) > max(devices.valid_from)

),

members as (

    select
        object_id,
        count(distinct user_id) as people

    from relationships
    where object_type_id = 1
    group by all

),

followers as (

    select
        user_id,
        object_id

    from relationships
    where object_type_id = 3

),

likes as (

    select distinct
        likes.viewer_id::varchar as user_id,
        likes.creator_id::varchar as object_id

    from {{ ref('fct_post_events') }} as likes
    inner join users as viewers on likes.viewer_id = viewers.user_id
    inner join users as creators on likes.creator_id = creators.user_id
    where
        likes.is_counted
        and likes.event_type = 'like'
        and likes.viewer_id <> likes.creator_id
        and likes.event_at < viewers.deleted_at
        and likes.event_at < creators.deleted_at

)

select
    'fold' as rule,
    coalesce(folded.relationship_id, relationships.relationship_id) as found

from folded
full join relationships
    on folded.relationship_id = relationships.relationship_id
where
    folded.user_id is distinct from relationships.user_id
    or folded.object_id is distinct from relationships.object_id
    or folded.role is distinct from relationships.role
    or folded.started_at is distinct from relationships.started_at
    or folded.ended_at is distinct from relationships.ended_at
union all
select
    'two open' as rule,
    user_id as found

from relationships
where ended_at is null
group by user_id, object_id, object_type_id
having count(*) > 1
union all
select
    'no object' as rule,
    relationships.relationship_id as found

from relationships
anti join {{ ref('objects') }} as objects
    on
        relationships.object_id = objects.object_id
        and relationships.object_type_id = objects.object_type_id
union all
select
    'members' as rule,
    devices.device_id::varchar as found

from devices
left join members
    on devices.device_id::varchar = members.object_id
where devices.people is distinct from members.people
union all
select
    'followers' as rule,
    coalesce(likes.user_id, followers.user_id) as found

from likes
full join followers
    on
        likes.user_id = followers.user_id
        and likes.object_id = followers.object_id
where
    likes.user_id is null
    or followers.user_id is null
