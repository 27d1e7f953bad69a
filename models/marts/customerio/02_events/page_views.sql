{{ config(
    materialized="incremental",
    unique_key="page_view_id",
) }}

with

calls as (

    select * from {{ ref('int_customerio__calls') }}
    where
        call_type = 'page'
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

shaped as (

    select
        ---------- keys
        message_id::varchar as page_view_id,
        user_id::varchar as user_id,
        null::varchar as anonymous_id,

        ---------- attributes
        view_name as page_name,
        {{ json_text('body', '$.properties.path') }} as page_path,
        coalesce(content_title, view_name) as page_title,
        {{ json_text('body', '$.properties.url') }} as page_url,
        {{ json_text('body', '$.properties.category') }} as page_category,
        case view_name
            when 'Home' then 'landing'
            when 'Search' then 'search'
            else 'product'
        end as page_type,
        previous_url as referrer_url,
        split_part(previous_url, '/', 3) as referrer_domain,
        null::varchar as utm_source,
        null::varchar as utm_medium,
        null::varchar as utm_campaign,
        null::varchar as utm_term,
        null::varchar as utm_content,
        null::varchar as user_agent,
        null::varchar as browser_name,
        null::varchar as browser_version,
        device_type,
        null::varchar as screen_resolution,

        ---------- measures
        seconds_on_view as time_on_page,
        null::double as scroll_depth,
        {{ json_map('body', '$.properties') }} as properties,

        ---------- timestamps
        event_at as viewed_at,
        received_at,

        ---------- where from
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        session_id::varchar as session_id

    from views

)

select * from shaped
