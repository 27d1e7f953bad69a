with

posts as (

    select * from {{ ref('snap_posts') }}

),

-- a post is there at the latest with the batch after its first event
latest_seen as (

    select distinct post_id
    from {{ ref('stg_platform__post_events') }}
    where load_date >= {{ last_loaded_day() }}

),

inferred as (

    select latest_seen.post_id
    from latest_seen
    anti join posts on latest_seen.post_id = posts.post_id

),

seen as (

    select
        post_id,
        user_id as creator_id,
        post_text,
        is_deleted,
        false as is_inferred,
        created_at,
        deleted_at,
        {{ from_open_start('post_id') }} as valid_from,
        valid_to

    from posts

    union all

    select
        post_id,
        null as creator_id,
        null as post_text,
        false as is_deleted,
        true as is_inferred,
        null as created_at,
        null as deleted_at,
        {{ open_start() }} as valid_from,
        {{ open_end() }} as valid_to

    from inferred

),

history as (

    {{ alive_until_deleted('seen') | indent }}

),

users as (

    select
        user_id,
        user_version_key,
        valid_from,
        valid_to

    from {{ ref('dim_user') }}

),

keyed as (

    select
        ---------- keys
        {{ hash_key(['history.post_id', 'history.valid_from']) }}
            as post_version_key,
        history.post_id,
        history.creator_id,
        users.user_version_key as creator_version_key,

        ---------- attributes
        history.post_text,

        ---------- flags
        history.is_deleted,
        history.is_inferred,
        history.valid_to = {{ open_end() }} as is_current,

        ---------- timestamps
        history.created_at,
        history.deleted_at,
        history.valid_from,
        history.valid_to

    from history
    left join users
        on
            history.creator_id = users.user_id
            and history.created_at >= users.valid_from
            and history.created_at < users.valid_to

)

select * from keyed
