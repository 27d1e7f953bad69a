{{ config(
    materialized="incremental",
    unique_key="delivery_id",
) }}

with

deliveries as (

    {{ deliveries_of("channel = 'push'") | indent }}

),

tokens as (

    select * from {{ ref('push_tokens') }}

),

devices as (

    select * from {{ ref('dim_device') }}

),

locations as (

    select
        user_id,
        timezone,
        valid_from,
        valid_to

    from {{ ref('dim_location') }}

),

on_devices as (

    select
        deliveries.*,
        tokens.push_token,
        tokens.platform,
        devices.os_version,
        devices.model as device_model,
        devices.app_version,
        locations.timezone

    from deliveries
    left join tokens on deliveries.push_token_id::varchar = tokens.token_id
    {{ join_version(
        'devices',
        on={'device_id': 'tokens.device_id::uuid', 'user_id': 'user_id'},
        at='deliveries.created_at',
    ) | indent }}
    {{ join_version(
        'locations', on=['user_id'], at='deliveries.created_at'
    ) | indent }}

),

named as (

    select
        ---------- keys
        delivery_id::varchar as delivery_id,
        {{ hash_key(['delivery_id', 'content_id']) }}::varchar
            as push_unique_id,

        ---------- attributes
        {{ recipient_identifiers() }} as recipient_identifiers,
        [push_token] as device_tokens,
        subject as title,
        case message
            when 'new_episodes' then 'A series that you follow goes on'
            when 'continue_watching' then 'It goes on where you stopped'
            else subject
        end as message,
        {{ map_of_lists(
            "['message', 'variant', 'journey']",
            '[message, variant, journey_id::varchar]',
        ) }} as push_data,
        {{ struct_of({
            'sound': "'default'",
            'badge': '1',
            'category': 'message',
            'deep_link': "'reelhouse://' || message",
            'action_url': "'" ~ website() ~ "/watch'",
            'image_url': 'null::varchar',
            'video_url': 'null::varchar',
        }) }} as rich_content,
        platform,
        app_version,
        {{ struct_of({
            'os_version': 'os_version',
            'device_model': 'device_model',
            'app_version': 'app_version',
            'timezone': 'timezone',
        }) }} as device_metadata,

        ---------- what became of it
        counted_at as sent_timestamp,
        delivery_status,
        delivered_at as delivered_timestamp,
        first_human_opened_at as opened_timestamp,
        first_human_clicked_at as action_timestamp,
        (delivered_at is not null)::integer::double as delivery_rate,
        case
            when delivered_at is not null
                then (human_open_count > 0)::integer::double
        end as open_rate,
        case when human_click_count > 0 then 'open_deep_link' end
            as action_taken,
        {{ conversion_events() }} as conversion_events,
        {{ error_code('failure_reason') }} as error_code,
        failure_reason as error_message,
        case
            when bounced_at is not null or failed_at is not null
                then [push_token]
            else []::varchar[]
        end as failed_device_tokens,
        retry_count,
        {{ workspace() }} as workspace_id,
        campaign as campaign_context,
        api_request_id,

        ---------- timestamps
        created_at,
        last_reported_at as updated_at

    from on_devices

)

select * from named
