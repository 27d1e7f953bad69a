-- Pages, screens and sessions of a sixteenth of the people, another one each
-- day, as the events of the star have them.
with

events as (

    select
        facts.*,
        facts.session_id::varchar as visit_id,
        devices.device_type,
        devices.os,
        devices.os_version,
        devices.app_version,
        devices.model,
        contents.title,
        facts.event_type = 'content_play' as is_play,
        case facts.event_type
            when 'browse' then 'Home'
            when 'search' then 'Search'
            when 'content_play' then 'Player'
        end as view_name,
        case facts.event_type
            when 'browse' then '/'
            when 'search' then '/search'
            when 'content_play' then '/watch/' || facts.content_id
        end as path,
        greatest(
            date_trunc('hour', facts.ingested_at) + interval '1' hour,
            facts.load_date
        ) as told_at

    from {{ ref('fct_events') }} as facts
    inner join {{ ref('dim_device') }} as devices
        on facts.device_version_key = devices.device_version_key
    left join {{ ref('dim_content') }} as contents
        on facts.content_version_key = contents.content_version_key
    where {{ in_todays_sample('facts.user_id') }}

),

views as (

    select
        *,
        lag(view_name) over of_the_session as previous_view,
        lead(view_name) over of_the_session as next_view,
        lag(path) over of_the_session as previous_path,
        date_diff(
            'second',
            event_at,
            if(
                is_play,
                ended_at,
                coalesce(lead(event_at) over of_the_session, ended_at)
            )
        ) as seconds_on_view

    from events
    window of_the_session as (
        partition by session_id order by event_at, event_id
    )

),

pages as (

    select
        user_id::varchar as user_id,
        visit_id,
        view_name,
        path,
        if(is_play, title, view_name) as title,
        'https://www.reelhouse.example' || previous_path as referrer_url,
        seconds_on_view,
        event_at,
        told_at

    from views
    where device_type = 'desktop'

),

found_pages as (

    select
        user_id,
        session_id as visit_id,
        page_name as view_name,
        page_path as path,
        page_title as title,
        referrer_url,
        time_on_page as seconds_on_view,
        viewed_at as event_at,
        received_at as told_at

    from {{ ref('page_views') }}
    where {{ in_todays_sample('user_id') }}

),

screens as (

    select
        user_id::varchar as user_id,
        visit_id,
        view_name,
        app_version,
        os,
        os_version,
        model,
        seconds_on_view,
        previous_view,
        next_view,
        if(is_play, play_source, null) as play_source,
        if(is_play, content_id::varchar, null) as content_id,
        event_at,
        told_at

    from views
    where device_type in ('mobile', 'tablet')

),

found_screens as (

    select
        found.user_id,
        found.session_id as visit_id,
        found.screen_name as view_name,
        found.app_version,
        found.os_name as os,
        found.os_version,
        found.device_model as model,
        found.time_on_screen as seconds_on_view,
        found.previous_screen as previous_view,
        found.next_screen as next_view,
        found.properties.navigation_source as play_source,
        found.properties.custom_data['content_id'] as content_id,
        found.viewed_at as event_at,
        found.received_at as told_at

    from {{ ref('screen_views') }} as found
    where {{ in_todays_sample('found.user_id') }}

),

unseen_pages as (

    select * from pages
    except all
    select * from found_pages

),

invented_pages as (

    select * from found_pages
    except all
    select * from pages

),

unseen_screens as (

    select * from screens
    except all
    select * from found_screens

),

invented_screens as (

    select * from found_screens
    except all
    select * from screens

),

opened_pushes as (

    select
        pushes.recipient_identifiers.id as user_id,
        pushes.opened_timestamp as opened_at

    from {{ ref('app_push_notifications') }} as pushes
    where pushes.opened_timestamp is not null

),

app_sessions as (

    select
        events.visit_id,
        events.user_id::varchar as user_id,
        events.app_version,
        events.os_version,
        case arg_min(events.network_type, (events.event_at, events.event_id))
            when 'Mobile' then 'cellular'
            when 'WiFi' then 'wifi'
            when 'Ethernet' then 'wifi'
        end as network_type,
        min(locations.country_code) as country,
        min(locations.timezone) as timezone,
        min(events.event_at) as started_at

    from events
    left join {{ ref('dim_location') }} as locations
        on
            events.user_id = locations.user_id
            and events.event_at >= locations.valid_from
            and events.event_at < locations.valid_to
    where events.device_type in ('mobile', 'tablet')
    group by all

),

entered as (

    select
        *,
        if(
            exists (
                select 1
                from opened_pushes
                where
                    opened_pushes.user_id = app_sessions.user_id
                    and opened_pushes.opened_at <= app_sessions.started_at
                    and opened_pushes.opened_at
                    > app_sessions.started_at - interval '1' hour
            ),
            'push_notification',
            'app_icon'
        ) as entry_point

    from app_sessions

),

sequences as (

    select
        user_id::varchar as user_id,
        visit_id,
        string_agg(event_type, ' > ' order by event_at, event_id) as pattern,
        arg_min(play_source, (event_at, event_id)) filter (where is_play)
            as play_source,
        count(*) filter (where is_play) as plays,
        count(*) filter (where is_completed) as completed,
        min(event_at) as started_at,
        max(ended_at) as ended_at

    from events
    group by all

),

calls as (

    select
        session_id::varchar as visit_id,
        {{ sorted_structs(
            {
                'event_id': 'message_id::varchar',
                'event_name': 'event_name',
                'event_timestamp': 'event_timestamp',
            },
            by="event_timestamp, source_id, place, call_source = 'play',"
            ~ " message_id"
        ) }} as calls,
        max(received_at) as told_at

    from {{ ref('int_customerio__calls') }}
    where
        session_id is not null
        and {{ in_todays_sample('user_id') }}
    group by all

)

select
    'page_views' as table_name,
    visit_id as row_key

from unseen_pages
union all
select
    'page_views' as table_name,
    visit_id as row_key

from invented_pages
union all
select
    'screen_views' as table_name,
    visit_id as row_key

from unseen_screens
union all
select
    'screen_views' as table_name,
    visit_id as row_key

from invented_screens
union all
select
    'device_sessions' as table_name,
    found.session_id as row_key

from {{ ref('device_sessions') }} as found
left join entered on found.session_id = entered.visit_id
where
    {{ in_todays_sample('found.user_id') }}
    and (
        entered.app_version, entered.os_version, entered.network_type,
        entered.country, entered.timezone, entered.entry_point
    ) is distinct from (
        found.app_version, found.os_version, found.network_type,
        found.country, found.timezone, found.entry_point
    )
union all
select
    'event_sequences' as table_name,
    found.session_id as row_key

from {{ ref('event_sequences') }} as found
left join sequences on found.session_id = sequences.visit_id
left join calls on found.session_id = calls.visit_id
where
    {{ in_todays_sample('found.user_id') }}
    and (
        sequences.user_id, sequences.pattern, sequences.started_at,
        sequences.ended_at, sequences.plays > 0, sequences.completed > 0,
        if(
            sequences.plays = 0,
            'visit_without_play',
            sequences.play_source || '_to_play'
        ),
        if(sequences.completed = 0, calls.calls[-1].event_name, null),
        len(calls.calls), calls.told_at, calls.calls,
        range(1, len(calls.calls) + 1),
        date_diff(
            'second',
            calls.calls[1].event_timestamp,
            calls.calls[-1].event_timestamp
        )
    ) is distinct from (
        found.user_id, found.event_pattern, found.sequence_start_time,
        found.sequence_end_time, found.completed_successfully,
        found.conversion_achieved, found.sequence_type, found.drop_off_point,
        found.total_events, found.created_at,
        [
            {{ struct_of({
                'event_id': 'told.event_id',
                'event_name': 'told.event_name',
                'event_timestamp': 'told.event_timestamp',
            }) }}
            for told in found.events
        ],
        [told.order_in_sequence for told in found.events],
        list_sum([
            coalesce(told.time_since_previous, 0) for told in found.events
        ])
    )
