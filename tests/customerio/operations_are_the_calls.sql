-- Operations, events and events of video show the calls of the last day whose
-- key they have, and the answer of the chunk that carried them, for a sixteenth
-- of the people. The body is what counts: its texts are read from it.
{%- set last_day = last_loaded_day() %}

with

calls as (

    select
        *,
        message_id::varchar as call_id,
        body::json as content

    from {{ ref('int_customerio__calls') }}
    where
        load_date = {{ last_day }}
        and sent_at >= {{ last_day }}
        and {{ in_todays_sample('user_id') }}

),

operations as (

    select * from {{ ref('batch_operations') }}
    where
        created_at >= {{ last_day }}
        and {{ in_todays_sample('user_id') }}

),

events as (

    select * from {{ ref('events') }}
    where
        received_at >= {{ last_day }}
        and {{ in_todays_sample('user_id') }}

),

video_events as (

    select * from {{ ref('video_events') }}
    where
        received_at >= {{ last_day }}
        and {{ in_todays_sample('user_id') }}

),

devices as (

    select
        facts.event_id,
        facts.event_type,
        devices.os,
        devices.app_version,
        locations.country_code,
        subscriptions.plan,
        if(facts.event_type = 'content_play', contents.title, null) as title,
        if(facts.event_type = 'content_play', contents.genre, null) as genre

    from {{ ref('fct_events') }} as facts
    inner join {{ ref('dim_device') }} as devices
        on facts.device_version_key = devices.device_version_key
    left join {{ ref('dim_content') }} as contents
        on facts.content_version_key = contents.content_version_key
    left join {{ ref('dim_location') }} as locations
        on facts.location_version_key = locations.location_version_key
    left join {{ ref('dim_user_subscription') }} as subscriptions
        on
            facts.subscription_version_key
            = subscriptions.subscription_version_key
    where
        facts.load_date = {{ last_day }}
        and {{ in_todays_sample('facts.user_id') }}

)

select
    'batch_operations' as table_name,
    calls.call_id as row_key

from calls
left join operations as found on calls.call_id = found.operation_id
left join {{ ref('batch_chunks') }} as chunks
    on
        calls.batch_job_id::varchar = chunks.batch_job_id
        and calls.chunk_index = chunks.chunk_index
where
    (
        calls.batch_job_id::varchar, calls.chunk_index, calls.operation_index,
        calls.call_type, calls.user_id::varchar, calls.event_name, calls.body,
        strlen(calls.body), calls.event_timestamp, calls.sent_at,
        calls.event_timestamp < calls.sent_at - interval '1' day,
        calls.content ->> '$.traits.email',
        calls.content ->> '$.traits.plan',
        nullif(concat_ws(
            ' ',
            calls.content ->> '$.traits.first_name',
            calls.content ->> '$.traits.last_name'
        ), ''),
        len(json_keys(calls.content, '$.traits')),
        len(json_keys(calls.content, '$.properties')),
        chunks.api_response_code,
        chunks.api_response_body, chunks.completed_at
    ) is distinct from (
        found.batch_job_id, found.chunk_index, found.operation_index,
        found.operation_type, found.user_id, found.event_name,
        found.raw_operation_data, found.operation_size_bytes,
        found.custom_timestamp, found.created_at, found.is_historical,
        found.identify_email, found.operation_properties.plan,
        found.identify_name, cardinality(found.identify_traits),
        cardinality(found.event_properties), found.api_response_code,
        found.api_response_body, found.updated_at
    )
union all
select
    'events' as table_name,
    found.event_id as row_key

from calls
inner join events as found on calls.call_id = found.event_id
left join devices on calls.source_id = devices.event_id
left join {{ ref('dim_content') }} as clicked
    on
        calls.event_name = 'Product Clicked'
        and calls.content ->> '$.properties.product_id'
        = clicked.content_id::varchar
        and clicked.is_current
where
    (
        calls.user_id::varchar, calls.event_name, calls.event_timestamp,
        calls.received_at, calls.batch_job_id::varchar, calls.operation_index,
        calls.content -> '$.properties', calls.content ->> '$.properties.query',
        calls.content ->> '$.properties.query',
        calls.content ->> '$.properties.list_id',
        calls.content ->> '$.context.channel',
        coalesce(
            calls.content ->> '$.properties.product_id',
            calls.content_id::varchar
        ),
        if(
            calls.event_name = 'Product Clicked',
            calls.content ->> '$.properties.position',
            null
        ),
        len(json_keys(calls.content, '$.properties')),
        devices.event_type, devices.os, devices.app_version,
        if(
            calls.event_name = 'Product Clicked', clicked.title, devices.title
        ),
        if(
            calls.event_name = 'Product Clicked', clicked.genre, devices.genre
        ), devices.country_code, devices.country_code,
        devices.plan
    ) is distinct from (
        found.user_id, found.event_name, found.event_timestamp,
        found.received_at, found.batch_id, found.sequence_number,
        found.raw_properties_json::json, found.unicode_text,
        found.raw_properties['query'], found.properties.source,
        found.nested_properties.metadata['channel'],
        found.properties.product_id, found.properties['index']::varchar,
        cardinality(found.raw_properties), found.properties.page,
        found.properties.platform, found.properties.app_version,
        found.properties.title, found.properties.category,
        found.properties.location, found.nested_properties.location,
        found.properties.plan
    )
union all
select
    'video_events' as table_name,
    found.event_id as row_key

from calls
inner join video_events as found on calls.call_id = found.event_id
where
    (
        calls.event_name, calls.event_timestamp, calls.position_seconds,
        coalesce(calls.content ->> '$.properties.quality', found.quality),
        len(json_keys(calls.content, '$.properties')),
        calls.content ->> '$.properties.session_id'
    ) is distinct from (
        found.event_name, found.event_timestamp, found.position, found.quality,
        cardinality(found.raw_properties), found.session_id
    )
