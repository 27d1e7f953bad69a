-- Every action of the days that a build may rewrite is the one at its place in
-- the list of its raw event.
{%- set first_day = tested_from() %}

with

arrivals as (

    {{ first_valid_arrivals(first_day) | indent }}

),

items as (

    select
        *,
        unnest(user_action) as item,
        generate_subscripts(user_action, 1) as action_number

    from arrivals

),

expected as (

    select
        event_id,
        action_number,
        user_id,
        session_id,
        content.id as content_id,
        {{ clean_text('item.action_type') }} as action_type,
        {{ clean_text('item.old_quality') }} as old_quality,
        {{ clean_text('item.new_quality') }} as new_quality,
        item.duration as duration_seconds,
        item.old_speed,
        item.new_speed,
        coalesce(item.completed, false) as is_completion,
        item.timestamp as action_at,
        datepart('hour', local_at) * 60 + datepart('minute', local_at)
            as time_of_day_key,
        timestamp as event_at,
        timestamp::date as event_date,
        viewing_date,
        load_date

    from items

),

found as (

    select * from {{ ref('fct_user_actions') }}
    where viewing_date >= {{ first_day }}

),

{{ rows_that_differ_by(
    'viewing_date', keys=['event_id', 'action_number'],
    columns=[
        'user_id', 'session_id', 'content_id', 'action_type', 'old_quality',
        'new_quality', 'duration_seconds', 'old_speed', 'new_speed',
        'is_completion', 'action_at', 'time_of_day_key', 'event_at',
        'event_date', 'load_date',
    ]
) }}
