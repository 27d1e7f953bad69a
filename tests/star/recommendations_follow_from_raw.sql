-- Every recommendation of the days that a build may rewrite is the one at its
-- place in the list of its raw event.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

items as (

    select
        *,
        unnest(recommendations) as item,
        generate_subscripts(recommendations, 1) as recommendation_number

    from arrivals

),

expected as (

    select
        items.event_id,
        items.recommendation_number,
        items.user_id,
        items.session_id,
        items.item.content_id,
        {{ clean_text('items.item.algorithm') }} as algorithm,
        items.item.clicked as is_clicked,
        datepart('hour', items.local_at) * 60
        + datepart('minute', items.local_at) as time_of_day_key,
        items.timestamp as event_at,
        items.timestamp::date as event_date,
        items.viewing_date,
        items.load_date

    from items

),

found as (

    select * from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}

),

{{ rows_that_differ_by(
    'viewing_date', keys=['event_id', 'recommendation_number'],
    columns=[
        'user_id', 'session_id', 'content_id', 'algorithm', 'is_clicked',
        'time_of_day_key', 'event_at', 'event_date', 'load_date',
    ]
) }}
