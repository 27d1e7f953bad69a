{%- set attributes = [
    'creator_id', 'post_text', 'is_deleted', 'created_at', 'deleted_at',
] %}

with

changes as (

    select
        *,
        user_id as creator_id,
        changed_at as state_at,
        change_id as tie_breaker

    from {{ ref('stg_platform__post_changes') }}

),

named as (

    select * from {{ ref('int_posts__named') }}

),

users as (

    select
        user_id,
        user_version_key,
        valid_from,
        valid_to

    from {{ ref('dim_user') }}

),

versions as (

    {{ versions(
        'changes', key='post_id', attributes=attributes, backdated=true
    ) }}

),

inferred as (

    select named.post_id
    from named
    anti join changes on named.post_id = changes.post_id

),

history as (

    {{ with_inferred(
        'versions', 'inferred', key='post_id', attributes=attributes
    ) }}

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
        history.valid_to = {{ latest_timestamp() }} as is_current,

        ---------- timestamps
        history.created_at,
        history.deleted_at,
        history.valid_from,
        history.valid_to

    from history
    {{ join_version(
        'users', on={'user_id': 'creator_id'}, at='history.created_at'
    ) }}

)

select * from keyed
