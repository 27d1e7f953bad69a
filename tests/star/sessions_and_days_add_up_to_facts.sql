-- fct_sessions and both daily aggregates hold what the facts of the day add up
-- to.
{%- set first_day = tested_from() %}
{%- set of_plays = ['plays', 'completed_plays', 'watched_seconds'] %}
{%- set of_recommendations = ['recommendations', 'clicks'] %}
{%- set tables = {
    'fct_sessions': ['sessions', 'events'] + of_plays,
    'agg_user_daily': ['sessions', 'events'] + of_plays + of_recommendations,
    'agg_content_daily': of_plays + of_recommendations,
} %}

with

events as (

    select
        viewing_date,
        count(distinct session_id) as sessions,
        count(*) as events,
        count(*) filter (where event_type = 'content_play') as plays,
        count(*) filter (where is_completed) as completed_plays,
        sum(play_duration_seconds) as watched_seconds

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    group by all

),

recommendations as (

    select
        viewing_date,
        count(*) as recommendations,
        count(*) filter (where is_clicked) as clicks

    from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}
    group by all

),

fct_sessions as (

    select
        *,
        1 as sessions

    from {{ ref('fct_sessions') }}
    where viewing_date >= {{ first_day }}

),

agg_user_daily as (

    select * from {{ ref('agg_user_daily') }}
    where viewing_date >= {{ first_day }}

),

agg_content_daily as (

    select * from {{ ref('agg_content_daily') }}
    where viewing_date >= {{ first_day }}

),

differing as (

    {% for table, measures in tables.items() -%}
    {%- for measure in measures -%}
    {%- set facts =
        'recommendations' if measure in of_recommendations else 'events' %}
    select
        '{{ table }}' as table_name,
        '{{ measure }}' as measure,
        viewing_date

    from (
        select
            viewing_date,
            {{ measure }} as amount

        from {{ facts }}
        union all
        select
            viewing_date,
            -{{ measure }} as amount

        from {{ table }}
    )
    group by all
    having sum(amount) <> 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from differing
