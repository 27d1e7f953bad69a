{{ config(materialized="table") }}

with

events as (

    select * from {{ ref('stg_consumer_events__events') }}

),

post_events as (

    select * from {{ ref('stg_platform__post_events') }}
    where event_type = 'like'

),

posts as (

    select * from {{ ref('stg_platform__posts') }}

),

deletions as (

    select
        user_id,
        min(changed_at) as deleted_at,
        min_by(load_date, changed_at) as deletion_load_date

    from {{ ref('stg_platform__user_changes') }}
    where change_kind = 'delete'
    group by all

),

-- households: those who use one device, from the second of them on
device_users as (

    select
        device_id,
        user_id,
        min(event_at) as first_seen_at,
        max(event_at) as last_active_at,
        min_by(ingested_at, (event_at, event_id)) as arrived_at,
        min_by(load_date, (event_at, event_id)) as load_date

    from events
    group by all

),

shared as (

    select
        device_users.*,
        deletions.deleted_at,
        count(*) over (partition by device_users.device_id) as members,
        row_number() over (
            partition by device_users.device_id
            order by device_users.first_seen_at, device_users.user_id
        ) as place,
        row_number() over (
            partition by device_users.device_id
            order by deletions.deleted_at nulls last
        ) as place_in_leaving

    from device_users
    left join deletions on device_users.user_id = deletions.user_id
    qualify members > 1

),

households as (

    select
        device_id,
        max(first_seen_at) filter (where place = 2) as created_at,
        max(arrived_at) filter (where place <= 2) as arrived_at,
        max(load_date) filter (where place <= 2) as load_date,
        max(deleted_at) filter (where place_in_leaving = members - 1)
            as ended_at,
        max_by(user_id, deleted_at) filter (
            where place_in_leaving = members - 1
        ) as ended_by_user_id

    from shared
    group by all

),

memberships as (

    select
        shared.user_id,
        shared.device_id as object_id,
        1 as object_type_id,
        'member' as relationship_type,
        case shared.place when 1 then 'owner' else 'member' end as role,
        greatest(shared.first_seen_at, households.created_at) as started_at,
        shared.last_active_at,
        greatest(shared.arrived_at, households.arrived_at) as start_arrived_at,
        greatest(shared.load_date, households.load_date) as start_load_date,
        least(shared.deleted_at, households.ended_at) as ended_at,
        case
            when
                shared.deleted_at <= households.ended_at
                or households.ended_at is null
                then shared.user_id
            else households.ended_by_user_id
        end as ended_by_user_id

    from shared
    inner join households on shared.device_id = households.device_id

),

-- series that somebody follows: two episodes in a run that no pause of 14 days
-- interrupts
plays as (

    select
        user_id,
        series_id,
        content_id,
        event_at,
        event_id,
        ingested_at,
        load_date,
        coalesce(
            event_at > lag(event_at) over (
                partition by user_id, series_id order by event_at, event_id
            ) + {{ idle_after() }},
            true
        )::integer as begins_run

    from events
    where
        event_type = 'content_play'
        and series_id is not null

),

in_runs as (

    select
        *,
        sum(begins_run) over (
            partition by user_id, series_id order by event_at, event_id
        ) as run_number

    from plays

),

episodes as (

    select
        user_id,
        series_id,
        run_number,
        min(event_at) as event_at,
        max(event_at) as last_active_at,
        min_by(ingested_at, (event_at, event_id)) as arrived_at,
        min_by(load_date, (event_at, event_id)) as load_date

    from in_runs
    group by user_id, series_id, run_number, content_id

),

counted as (

    select
        *,
        row_number() over (
            partition by user_id, series_id, run_number order by event_at
        ) as place

    from episodes

),

runs as (

    select
        user_id,
        series_id,
        run_number,
        min(event_at) filter (where place = 2) as started_at,
        min(event_at) filter (where place = 5) as role_changed_at,
        max(last_active_at) as last_active_at,
        -- a run is known once the last of the episodes that make it has arrived
        max(arrived_at) filter (where place <= 2) as start_arrived_at,
        max(load_date) filter (where place <= 2) as start_load_date,
        max(arrived_at) filter (where place <= 5) as role_arrived_at,
        max(load_date) filter (where place <= 5) as role_load_date,
        run_number < max(run_number) over (
            partition by user_id, series_id
        ) as is_followed_by_run

    from counted
    group by user_id, series_id, run_number
    having max(place) > 1

),

follows_of_series as (

    select
        runs.user_id,
        runs.series_id as object_id,
        2 as object_type_id,
        'viewer' as relationship_type,
        'viewer' as role,
        'fan' as later_role,
        runs.started_at,
        runs.role_changed_at,
        runs.last_active_at,
        runs.start_arrived_at,
        runs.start_load_date,
        runs.role_arrived_at,
        runs.role_load_date,
        least(
            deletions.deleted_at,
            case
                -- the run may still go on while late events come
                when
                    runs.is_followed_by_run
                    or (runs.last_active_at + {{ idle_after() }})::date
                    + {{ parameter('late_days') }} < {{ last_loaded_day() }}
                    then runs.last_active_at + {{ idle_after() }}
            end
        ) as ended_at,
        case
            when
                deletions.deleted_at <= runs.last_active_at + {{ idle_after() }}
                then runs.user_id
        end as ended_by_user_id

    from runs
    left join deletions on runs.user_id = deletions.user_id

),

-- creators whose posts somebody likes
likes as (

    select
        post_events.user_id,
        posts.user_id as creator_id,
        min(post_events.event_at) as started_at,
        max(post_events.event_at) as last_active_at,
        min_by(
            post_events.ingested_at,
            (post_events.event_at, post_events.post_event_id)
        ) as start_arrived_at,
        min_by(
            post_events.load_date,
            (post_events.event_at, post_events.post_event_id)
        ) as start_load_date

    from post_events
    inner join posts on post_events.post_id = posts.post_id
    where
        post_events.user_id <> posts.user_id
        and post_events.event_at < coalesce(
            posts.deleted_at, {{ latest_timestamp() }}
        )
    group by all

),

follows_of_creators as (

    select
        likes.user_id,
        likes.creator_id as object_id,
        3 as object_type_id,
        'follower' as relationship_type,
        'fan' as role,
        likes.started_at,
        likes.last_active_at,
        likes.start_arrived_at,
        likes.start_load_date,
        least(deletions.deleted_at, creators.deleted_at) as ended_at,
        case
            when
                deletions.deleted_at
                <= coalesce(creators.deleted_at, deletions.deleted_at)
                then likes.user_id
            else likes.creator_id
        end as ended_by_user_id

    from likes
    left join deletions on likes.user_id = deletions.user_id
    left join deletions as creators on likes.creator_id = creators.user_id

),

relationships as (

    select * from memberships
    union all by name
    select * from follows_of_series
    union all by name
    select * from follows_of_creators

),

ended as (

    select
        relationships.* exclude (ended_by_user_id),
        deletions.deletion_load_date as end_load_date,
        case
            when relationships.ended_at is not null
                then relationships.ended_by_user_id
        end as ended_by_user_id

    from relationships
    left join deletions
        on relationships.ended_by_user_id = deletions.user_id

),

keyed as (

    select
        ---------- ids
        {{ hash_key([
            'user_id', 'object_id', 'object_type_id', 'started_at'
        ]) }} as relationship_id,
        user_id,
        object_id,
        object_type_id,
        ended_by_user_id,

        ---------- attributes
        relationship_type,
        role,
        case when role_changed_at is not null then later_role end as later_role,
        case
            when ended_at is null then null
            when ended_by_user_id is null then 'idle'
            when ended_by_user_id = user_id then 'account_deleted'
            when object_type_id = 3 then 'creator_deleted'
            else 'household_dissolved'
        end as end_reason,

        ---------- timestamps
        started_at,
        role_changed_at,
        last_active_at,
        ended_at,
        start_arrived_at,
        case when role_changed_at is not null then role_arrived_at end
            as role_arrived_at,
        start_load_date,
        case when role_changed_at is not null then role_load_date end
            as role_load_date,
        case when ended_by_user_id is not null then end_load_date end
            as end_load_date

    from ended
    where coalesce(started_at < ended_at, true)

)

select * from keyed
