{{ config(materialized="view") }}

with

calls as (

    select * from {{ ref('int_customerio__calls') }}
    where {{ is_plain_event() }}

),

events as (

    select * from {{ ref('stg_consumer_events__events') }}

),

contents as (

    select * from {{ ref('stg_platform__contents') }}

),

joined as (

    select
        calls.*,
        {{ json_text('calls.body', '$.properties') }} as properties_json,
        coalesce(
            {{ json_text('calls.body', '$.properties.product_id') }},
            calls.content_id::varchar
        ) as product_id,
        {{ json_text('calls.body', '$.properties.list_id') }} as list_id,
        {{ json_text('calls.body', '$.properties.query') }} as query,
        case
            when calls.event_name = 'Product Clicked'
                then
                    {{ json_text('calls.body', '$.properties.position') }}
                    ::integer
        end as list_position,
        -- what is clicked is seldom what the event that showed it played
        case
            when calls.event_name = 'Product Clicked' then contents.genre
            else events.content_genre
        end as category,
        case
            when calls.event_name = 'Product Clicked' then contents.title
            else events.content_title
        end as title,
        events.device_app_version,
        events.device_os,
        events.event_type as seen_on,
        events.subscription_plan,
        events.location_country

    from calls
    left join events on calls.source_id = events.event_id
    left join contents
        on
            {{ json_text('calls.body', '$.properties.product_id') }}
            = contents.content_id::varchar

),

shaped as (

    select
        ---------- keys
        message_id::varchar as event_id,
        user_id::varchar as user_id,
        anonymous_id,

        ---------- attributes
        event_name,
        call_type as event_type,
        {{ struct_of({
            'product_id': 'product_id',
            'category': 'category',
            'price': 'null::double',
            'quantity': 'null::integer',
            'app_version': 'device_app_version',
            'platform': 'device_os',
            'source': 'list_id',
            'title': 'title',
            'description': 'query',
            'url': 'null::varchar',
            'button_id': 'null::varchar',
            'page': 'seen_on',
            'plan': 'subscription_plan',
            'location': 'location_country',
            'priority': 'null::varchar',
            'test_type': 'null::varchar',
            'integration': 'false',
            'batch': 'batch_job_id::varchar',
            'index': 'list_position',
        }) }} as properties,
        {{ struct_of({
            'location': 'location_country',
            'priority': 'null::varchar',
            'metadata': json_map('body', '$.context'),
        }) }} as nested_properties,
        null::varchar[] as tags,
        {{ json_map('body', '$.properties') }} as raw_properties,
        properties_json as raw_properties_json,
        query as unicode_text,
        null::varchar as special_chars,
        null::varchar as emoji_text,

        ---------- timestamps
        event_timestamp,
        received_at,
        received_at as processed_at,

        ---------- where from
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        message_id::varchar as api_call_id,
        batch_job_id::varchar as batch_id,
        operation_index as sequence_number,

        ---------- flags
        anonymous_id is not null as is_anonymous,
        is_historical,
        false as is_test_event

    from joined

)

select * from shaped
