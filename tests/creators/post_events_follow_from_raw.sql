-- Every view and like of the days that a build may rewrite, judged again from
-- raw. Which version a key leads to is tested beside the column; here, that it
-- leads to one as soon as its owner is known.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

expected as (

    select
        *,
        true as has_post_version,
        creator_id is not null as has_creator_version

    from (
        {{ judged_post_events(first_day) | indent(8) }}
    )

),

found as (

    select
        *,
        post_version_key is not null as has_post_version,
        creator_version_key is not null as has_creator_version

    from {{ ref('fct_post_events') }}
    where event_date >= {{ first_day }}

),

{{ rows_that_differ_by('event_date', keys=['post_event_id'], columns=[
    'post_id', 'viewer_id', 'creator_id', 'event_type', 'post_age_seconds',
    'views', 'first_views', 'likes', 'likes_after_view', 'is_repeated_like',
    'is_like_without_view', 'is_after_deletion', 'is_counted', 'event_at',
    'ingested_at', 'load_date', 'has_post_version', 'has_creator_version',
]) }}
