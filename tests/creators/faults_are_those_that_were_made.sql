-- A view or like has the fault that was put into it on purpose, and none
-- that it was not. A post that is deleted after the last load day still looks
-- alive.
{%- set first_day = '(' ~ tested_from() ~ ' - 1)' %}

with

last_day as (

    select max(clock.load_date) as load_date
    from {{ ref('raw_clock') }} as clock

),

events as (

    select events.*
    from {{ ref('fct_post_events') }} as events
    cross join last_day
    where
        events.event_date >= {{ first_day }}
        and events.event_date <= last_day.load_date

),

found as (

    select
        post_event_id,
        'repeated like' as fault

    from events
    where is_repeated_like
    union all
    select
        post_event_id,
        'like without view' as fault

    from events
    where is_like_without_view
    union all
    select
        post_event_id,
        event_type || ' after deletion' as fault

    from events
    where is_after_deletion
    union all
    select
        post_event_id,
        'repeated view' as fault

    from events
    where views > first_views

),

made as (

    select distinct
        defects.event_id as post_event_id,
        defects.detail as fault

    from {{ ref('raw_defects') }} as defects
    inner join events on defects.event_id = events.post_event_id
    where
        defects.defect = 'post_fault'
        and (defects.detail <> 'repeated view' or events.is_counted)

),

{{ only_in_one_of('found', 'made') }}
