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
        items.event_id,
        items.action_number,
        items.user_id,
        items.session_id,
        items.content.id as content_id,
        {{ clean_text('items.item.action_type') }} as action_type,
        {{ clean_text('items.item.old_quality') }} as old_quality,
        {{ clean_text('items.item.new_quality') }} as new_quality,
        items.item.duration as duration_seconds,
        items.item.old_speed,
        items.item.new_speed,
        coalesce(items.item.completed, false) as is_completion,
        items.item.timestamp as action_at,
        datepart('hour', items.local_at) * 60
        + datepart('minute', items.local_at) as time_of_day_key,
        items.timestamp as event_at,
        items.timestamp::date as event_date,
        items.viewing_date,
        items.load_date

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
