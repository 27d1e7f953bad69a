with

details as (

    select
        event_hk,
        event_at,
        viewing_date,
        load_date,
        load_datetime

    from {{ in_window(ref('sat_event_details')) }}

),

link_event_user as (

    select * from {{ ref('link_event_user') }}

),

link_event_session as (

    select * from {{ ref('link_event_session') }}

),

link_event_device as (

    select * from {{ ref('link_event_device') }}

),

link_user_device as (

    select * from {{ ref('link_user_device') }}

),

link_event_content as (

    select * from {{ ref('link_event_content') }}

),

-- an event and its links arrive together: equal load dates spare a look at
-- those of other days
walked as (

    select
        ---------- keys
        link_event_user.user_hk,
        details.event_hk,
        link_event_content.content_hk,
        link_event_session.session_hk,
        link_event_device.device_hk,
        link_user_device.user_device_hk,

        ---------- timestamps
        details.event_at,
        details.viewing_date,
        details.load_date,
        details.load_datetime

    from details
    inner join link_event_user
        on
            details.event_hk = link_event_user.event_hk
            and details.load_datetime = link_event_user.load_datetime
    inner join link_event_session
        on
            details.event_hk = link_event_session.event_hk
            and details.load_datetime = link_event_session.load_datetime
    inner join link_event_device
        on
            details.event_hk = link_event_device.event_hk
            and details.load_datetime = link_event_device.load_datetime
    inner join link_user_device
        on
            link_event_user.user_hk = link_user_device.user_hk
            and link_event_device.device_hk = link_user_device.device_hk
    left join link_event_content
        on
            details.event_hk = link_event_content.event_hk
            and details.load_datetime = link_event_content.load_datetime

)

select * from walked
