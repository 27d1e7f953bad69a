{{ config(materialized="table") }}

with

relationships as (

    select * from {{ ref('int_customerio__relationships') }}

),

content_changes as (

    select * from {{ ref('stg_platform__content_changes') }}
    where series_id is not null

),

post_changes as (

    select * from {{ ref('stg_platform__post_changes') }}

),

suppressions as (

    {{ suppressions() | indent }}

),

user_changes as (

    select * from {{ ref('stg_platform__user_changes') }}

),

devices as (

    select
        device_id,
        max(device_type) as device_type

    from {{ ref('stg_consumer_events__events') }}
    where
        device_id in (
            select relationships.object_id from relationships
            where relationships.object_type_id = 1
        )
    group by all

),

-- households: who joined and who left
joined_or_left as (

    select
        object_id,
        user_id,
        started_at as changed_at,
        1 as members

    from relationships
    where object_type_id = 1
    union all
    select
        object_id,
        user_id,
        ended_at as changed_at,
        -1 as members

    from relationships
    where
        object_type_id = 1
        and ended_at is not null

),

household_changes as (

    select
        object_id,
        changed_at,
        min(user_id) as user_id,
        sum(sum(members)) over (
            partition by object_id order by changed_at
        )::integer as member_count

    from joined_or_left
    group by object_id, changed_at

),

households as (

    select
        household_changes.object_id,
        1 as object_type_id,
        household_changes.user_id,
        case when household_changes.member_count < 2 then 'delete' end
            as change_kind,
        'Household' as name,
        devices.device_type as category,
        household_changes.member_count,
        null::integer as episode_count,
        null as country,
        household_changes.changed_at,
        household_changes.changed_at::date as load_date

    from household_changes
    inner join devices on household_changes.object_id = devices.device_id

),

-- series: episodes that arrive, leave or get another genre
series_changes as (

    select
        series_id,
        changed_at,
        arg_max(title, change_id) as name,
        arg_max(genre, change_id) as category,
        sum(
            count(*) filter (where change_kind = 'arrive')
            - count(*) filter (where change_kind = 'leave')
        ) over (partition by series_id order by changed_at)::integer
            as episode_count,
        min(load_date) as load_date

    from content_changes
    group by series_id, changed_at

),

series as (

    select
        series_id as object_id,
        2 as object_type_id,
        null::uuid as user_id,
        case when episode_count = 0 then 'delete' end as change_kind,
        name,
        category,
        null::integer as member_count,
        episode_count,
        null as country,
        changed_at,
        load_date

    from series_changes
    qualify (name, category, episode_count) is distinct from lag(
        (name, category, episode_count)
    ) over (partition by series_id order by changed_at)

),

-- creators: users from their first post on
first_posts as (

    select
        user_id,
        min(created_at) as first_posted_at,
        min(load_date) as load_date

    from post_changes
    group by all

),

profiles as (

    select
        user_id,
        change_kind,
        country_code as country,
        changed_at,
        load_date,
        case
            when user_id not in (select suppressions.user_id from suppressions)
                then first_name || ' ' || last_name
        end as name,
        coalesce(
            lead(changed_at) over (
                partition by user_id order by changed_at, change_id
            ),
            {{ latest_timestamp() }}
        ) as valid_to

    from user_changes

),

creators as (

    select
        first_posts.user_id,
        profiles.name,
        profiles.country,
        case
            when
                profiles.change_kind = 'delete'
                and profiles.changed_at > first_posts.first_posted_at
                then 'delete'
        end as change_kind,
        greatest(profiles.changed_at, first_posts.first_posted_at)
            as changed_at,
        greatest(profiles.load_date, first_posts.load_date) as load_date

    from first_posts
    inner join profiles
        on
            first_posts.user_id = profiles.user_id
            and first_posts.first_posted_at < profiles.valid_to
            and profiles.valid_to > profiles.changed_at

),

changed_creators as (

    select
        user_id as object_id,
        3 as object_type_id,
        user_id,
        change_kind,
        name,
        'creator' as category,
        null::integer as member_count,
        null::integer as episode_count,
        country,
        changed_at,
        load_date

    from creators
    qualify
        change_kind = 'delete'
        or (name, country) is distinct from lag((name, country)) over (
            partition by user_id order by changed_at
        )

),

known as (

    select * from households
    union all
    select * from series
    union all
    select * from changed_creators

),

-- what somebody has a relationship with before its own row has arrived
unknown as (

    select
        relationships.object_id,
        relationships.object_type_id,
        null::uuid as user_id,
        null as change_kind,
        null as name,
        null as category,
        null::integer as member_count,
        null::integer as episode_count,
        null as country,
        min(relationships.started_at) as changed_at,
        min(relationships.started_at)::date as load_date

    from relationships
    anti join known
        on
            relationships.object_id = known.object_id
            and relationships.object_type_id = known.object_type_id
    group by all

),

states as (

    select * from known
    union all
    select * from unknown

),

keyed as (

    select
        ---------- ids
        {{ hash_key(['object_id', 'object_type_id', 'changed_at']) }}
            as object_state_id,
        object_id,
        object_type_id,
        user_id,

        ---------- attributes
        change_kind,
        case change_kind when 'delete' then 'inactive' else 'active' end
            as status,
        name,
        category,
        country,

        ---------- measures
        member_count,
        episode_count,

        ---------- timestamps
        changed_at,
        {{ next_sync('changed_at', 'load_date') }} as received_at

    from states

)

select * from keyed
