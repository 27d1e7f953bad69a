-- What posts, creators, viewers and kinds of faults have on a day adds up to
-- what raw has, on every day that a build may rewrite.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}
{%- set events = ['views', 'first_views', 'likes', 'likes_after_view'] %}
{%- set tables = {
    'agg_post_daily': events + ['views_first_24h', 'discarded_events'],
    'agg_creator_daily': events + ['posts'],
    'agg_feed_viewer_daily': ['events', 'views', 'first_views', 'likes'],
} %}

with

judged as (

    {{ judged_post_events(first_day) | indent }}

),

in_raw as (

    select
        event_date,
        count(*) as events,
        sum(views) as views,
        sum(first_views) as first_views,
        sum(likes) as likes,
        sum(likes_after_view) as likes_after_view,
        sum(views) filter (where post_age_seconds < 86400)
            as views_first_24h,
        count(*) filter (where not is_counted) as discarded_events,
        0 as posts

    from judged
    group by all
    union all by name
    select
        created_at::date as event_date,
        count(*) as posts

    from {{ ref('raw_posts') }}
    where created_at >= {{ first_day }}
    group by all

),

-- until the post arrives, nobody knows whose views they are
of_creators as (

    select
        event_date,
        sum(views) as views,
        sum(first_views) as first_views,
        sum(likes) as likes,
        sum(likes_after_view) as likes_after_view

    from judged
    where creator_id is null
    group by all

),

differing as (

    {% for table, measures in tables.items() -%}
    {%- for measure in measures %}
    select
        '{{ table }}' as table_name,
        '{{ measure }}' as measure,
        event_date

    from (
        select
            event_date,
            {{ measure }} as amount

        from in_raw
        union all
        {%- if table == 'agg_creator_daily' and measure in events %}
        select
            event_date,
            -{{ measure }} as amount

        from of_creators
        union all
        {%- endif %}
        select
            event_date,
            -{{ measure }} as amount

        from {{ ref(table) }}
        where event_date >= {{ first_day }}
    )
    group by all
    having sum(amount) <> 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from differing
