-- The same for views and likes, none of which is broken.
{{ copies_that_differ(
    'raw_post_events', 'post_events', 'stg_platform__post_event_duplicates'
) }}
