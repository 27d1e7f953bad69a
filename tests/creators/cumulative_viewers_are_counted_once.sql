-- On every day that a build may rewrite, the viewers of a post and of a
-- creator, and the posts of a viewer, so far: counted from raw as distinct
-- ones, not summed over days. Each row counts all that was before, so it is
-- done for one key in sixteen, by its last digit; each day has other ones.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}
{%- set tables = {
    'agg_post_daily': {
        'key': 'post_id', 'counted': 'viewer_id',
        'column': 'cumulative_viewers', 'on_the_day': 'viewers',
    },
    'agg_creator_daily': {
        'key': 'creator_id', 'counted': 'viewer_id',
        'column': 'cumulative_viewers', 'on_the_day': 'viewers',
    },
    'agg_viewer_daily': {
        'key': 'viewer_id', 'counted': 'post_id',
        'column': 'cumulative_posts_viewed', 'on_the_day': 'posts_viewed',
    },
} %}

with

views as (

    select
        events.post_id,
        events.user_id as viewer_id,
        posts.user_id as creator_id,
        events.created_at::date as viewed_on

    from {{ ref('raw_post_events') }} as events
    left join {{ ref('raw_posts') }} as posts
        on events.post_id = posts.post_id
    where
        events.event_type = 'view'
        and (
            posts.deleted_at is null
            or events.created_at < posts.deleted_at
        )

),

{% for table, how in tables.items() -%}
of_{{ table }} as (

    select
        days.{{ how.key }},
        days.event_date,
        days.{{ how.column }},
        days.{{ how.on_the_day }},
        count(distinct views.{{ how.counted }}) as so_far_in_raw,
        count(distinct views.{{ how.counted }}) filter (
            where views.viewed_on = days.event_date
        ) as on_the_day_in_raw

    from {{ ref(table) }} as days
    left join views
        on
            days.{{ how.key }} = views.{{ how.key }}
            and days.event_date >= views.viewed_on
    where
        days.event_date >= {{ first_day }}
        and {{ is_looked_at_today('days.' ~ how.key) }}
    group by all

),

{% endfor -%}

differing as (

    {% for table, how in tables.items() -%}
    select
        '{{ table }}' as table_name,
        {{ how.key }} as durable_key,
        event_date

    from of_{{ table }}
    where
        {{ how.column }} <> so_far_in_raw
        or {{ how.on_the_day }} <> on_the_day_in_raw
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from differing
