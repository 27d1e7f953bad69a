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
        event_id,
        recommendation_number,
        user_id,
        session_id,
        item.content_id,
        {{ clean_text('item.algorithm') }} as algorithm,
        item.clicked as is_clicked,
        datepart('hour', local_at) * 60 + datepart('minute', local_at)
            as time_of_day_key,
        timestamp as event_at,
        timestamp::date as event_date,
        viewing_date,
        load_date

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
