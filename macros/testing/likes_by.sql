{#-
    Likes counted by a key of `events`, which hold raw views and likes of posts that were not
    deleted yet, for tests: CTEs up to `as_`. A viewer's first like of a post counts, and
    whether the viewer had viewed the post before.
-#}
{% macro likes_by(key, as_) -%}
first_likes as (

    select
        {{ [key, 'post_id', 'user_id'] | unique | join(',\n        ') }},
        min(event_at) as liked_at

    from events
    where event_type = 'like'
    group by all

),

views_by_viewer as (

    select
        post_id,
        user_id,
        min(event_at) as viewed_at

    from events
    where event_type = 'view'
    group by all

),

{{ as_ }} as (

    select
        likes.{{ key }},
        count(*) as likes,
        count(*) filter (where viewings.viewed_at <= likes.liked_at)
            as likes_after_view

    from first_likes as likes
    left join views_by_viewer as viewings
        on
            likes.post_id = viewings.post_id
            and likes.user_id = viewings.user_id
    group by all

)
{%- endmacro %}
