-- Every state of a post that the snapshot saw is the version that held when the
-- source stamped it.
select
    seen.post_id,
    seen.updated_at,
    versions.valid_from

from {{ ref('snap_posts') }} as seen
left join {{ ref('dim_post') }} as versions
    on
        seen.post_id = versions.post_id
        and seen.updated_at >= versions.valid_from
        and seen.updated_at < versions.valid_to
where
    versions.post_id is null
    or seen.user_id is distinct from versions.creator_id
    {%- for attribute in [
        'post_text', 'is_deleted', 'created_at', 'deleted_at'
    ] %}
    or seen.{{ attribute }} is distinct from versions.{{ attribute }}
    {%- endfor %}
