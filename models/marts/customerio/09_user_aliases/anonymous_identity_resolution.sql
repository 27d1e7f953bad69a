with

aliases as (

    select * from {{ ref('int_customerio__aliases') }}
    where kind = 'anonymous'

),

named as (

    select
        ---------- keys
        alias_id::varchar as resolution_id,
        secondary_id::varchar as anonymous_id,
        primary_user_id::varchar as resolved_user_id,

        ---------- attributes
        'login_event' as resolution_method,
        confidence as resolution_confidence,
        'user_action' as resolution_source,
        visits::integer as anonymous_session_count,
        events::integer as anonymous_events_count,
        first_seen_at as anonymous_first_seen,
        last_seen_at as anonymous_last_seen,
        null::varchar as device_fingerprint,
        null::varchar as user_agent,
        null::varchar as ip_address_hash,
        null::varchar[] as session_ids,
        'signup' as trigger_event,
        resolved_at as trigger_timestamp,
        {{ map_of_lists(
            "['visits', 'pages']",
            '[visits::varchar, events::varchar]',
        ) }} as trigger_properties,
        events > 0 as events_migrated,
        false as traits_merged,
        false as devices_transferred,
        ['signed_up_in_the_same_browser', 'seen_within_30_days']
            as validation_checks,
        true as validation_passed,
        round(1 - confidence, 4) as false_positive_risk,
        {{ struct_of({
            'campaign_source': 'null::varchar',
            'campaign_medium': 'null::varchar',
            'campaign_name': 'null::varchar',
            'first_touch_channel': 'null::varchar',
            'last_touch_channel': 'null::varchar',
        }) }} as marketing_attribution,
        'active' as resolution_status,

        ---------- timestamps
        resolved_at,
        null::timestamp as reviewed_at,
        null::varchar as reviewed_by

    from aliases

)

select * from named
