-- The versions of posts are those that the log in raw tells, in every
-- attribute: each change that alters something, and nothing else.
with

changes as (

    {{ versions_in_raw(ref('raw_post_changes'), 'post_id', {
        'creator_id': 'user_id',
        'post_text': clean_text('post_text'),
        'is_deleted': 'deleted_at is not null',
        'created_at': 'created_at',
        'deleted_at': 'deleted_at',
    }) | indent }}

),

versions as (

    select
        post_id,
        creator_id,
        post_text,
        is_deleted,
        created_at,
        deleted_at,
        valid_from,
        valid_to

    from {{ ref('dim_post') }}
    where not is_inferred

),

{{ only_in_one_of('changes', 'versions') }}
