-- How many calls of each kind there are, counted from the star and from the
-- logs of changes.
with

expected as (

    select
        'Video Playback Started' as event_name,
        count(*) filter (where event_type = 'content_play') as calls
    from {{ ref('fct_events') }}
    union all
    select
        'Products Searched' as event_name,
        count(*) as calls
    from {{ ref('fct_search_history') }}
    union all
    select
        'Product Clicked' as event_name,
        count(*) filter (where is_clicked) as calls
    from {{ ref('fct_recommendations') }}
    union all
    select
        'Video Playback Paused' as event_name,
        count(*) filter (where action_type = 'pause') as calls
    from {{ ref('fct_user_actions') }}
    union all
    select
        'Playback Speed Changed' as event_name,
        count(*) filter (where action_type = 'speed_change') as calls
    from {{ ref('fct_user_actions') }}
    union all
    select
        'a page' as event_name,
        count(*) as calls
    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_device') }} as devices
        on events.device_version_key = devices.device_version_key
    where devices.device_type = 'desktop'
    union all
    select
        'a screen' as event_name,
        count(*) as calls
    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_device') }} as devices
        on events.device_version_key = devices.device_version_key
    where devices.device_type in ('mobile', 'tablet')
    union all
    select
        'an opening' as event_name,
        count(*) as calls
    from {{ ref('fct_sessions') }} as sessions
    inner join {{ ref('dim_device') }} as devices
        on sessions.device_version_key = devices.device_version_key
    where devices.device_type <> 'desktop'
    union all
    select
        'User Deleted' as event_name,
        count(*) filter (where kind = 'delete') as calls
    from {{ ref('raw_user_changes') }}
    union all
    select
        'an identify' as event_name,
        (
            select count(*) filter (where kind <> 'delete')
            from {{ ref('raw_user_changes') }}
        ) + (select count(*) from {{ ref('raw_subscription_changes') }})
            as calls

),

found as (

    select
        case
            when call_type in ('page', 'screen') then 'a ' || call_type
            when call_type = 'identify' then 'an identify'
            when event_name = 'Application Opened' then 'an opening'
            else event_name
        end as event_name,
        count(*) as calls

    from {{ ref('int_customerio__calls') }}
    group by all

)

select
    expected.event_name,
    expected.calls as expected_calls,
    found.calls

from expected
left join found on expected.event_name = found.event_name
where expected.calls <> coalesce(found.calls, 0)
