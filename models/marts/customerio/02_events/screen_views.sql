{{ config(
    materialized="incremental",
    unique_key="screen_view_id",
) }}

with

calls as (

    select * from {{ ref('int_customerio__calls') }}
    where
        call_type = 'screen'
        and load_date >= {{ rewritten_from('viewing_date') }}

),

events as (

    select *
    from {{ in_window(ref('stg_consumer_events__events'), 'viewing_date') }}

),

in_session as (

    select *
    from {{ in_window(ref('int_events__in_session'), 'viewing_date') }}

),

views as (

    {{ views_in_session('calls', 'events', 'in_session') | indent }}

),

described as (

    select
        *,
        lower(device_os) as platform,
        {{ json_text('body', '$.properties.category') }} as screen_category

    from views

),

shaped as (

    select
        ---------- keys
        message_id::varchar as screen_view_id,
        user_id::varchar as user_id,
        null::varchar as anonymous_id,

        ---------- attributes
        view_name as screen_name,
        null::varchar as screen_class,
        screen_category,
        'Reelhouse' as app_name,
        device_app_version as app_version,
        null::varchar as app_build,
        platform,
        device_os as os_name,
        device_os_version as os_version,
        device_model,
        {{ brand_of('device_model', 'device_os') | indent(8) }}
            as device_manufacturer,
        seconds_on_view as time_on_screen,
        previous_view as previous_screen,
        next_view as next_screen,
        null::varchar as entry_point,
        null::varchar as exit_point,
        {{ struct_of({
            'app_version': 'device_app_version',
            'platform': 'platform',
            'screen_category': 'screen_category',
            'navigation_source': 'play_source',
            'custom_data': json_map('body', '$.properties'),
        }) }} as properties,

        ---------- timestamps
        event_at as viewed_at,
        received_at,

        ---------- where from
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        session_id::varchar as session_id

    from described

)

select * from shaped
