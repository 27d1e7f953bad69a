with

devices as (

    select * from {{ ref('dim_device') }}
    where device_type <> 'smartTV'

),

-- a version begins with an event, and is known when that has arrived
arrivals as (

    select
        device_id,
        user_id,
        event_at,
        max_by(ingested_at, event_id) as arrived_at,
        max_by(load_date, event_id) as load_date

    from {{ ref('stg_consumer_events__events') }}
    group by all

),

arrived as (

    select
        devices.*,
        arrivals.arrived_at,
        arrivals.load_date

    from devices
    inner join arrivals
        on
            devices.device_id = arrivals.device_id
            and devices.user_id = arrivals.user_id
            and devices.valid_from = arrivals.event_at

),

changes as (

    select * from {{ ref('stg_platform__user_changes') }}
    where change_kind = 'delete'

),

deletions as (

    select
        arrived.* replace (
            greatest(arrived.arrived_at, changes.changed_at) as arrived_at,
            greatest(arrived.load_date, changes.load_date) as load_date
        ),
        changes.changed_at as deleted_at

    from arrived
    inner join changes on arrived.user_id = changes.user_id
    where arrived.is_current

),

states as (

    select
        device_key,
        device_id,
        user_id,
        {{ cio_device_type('device_type', 'os') }} as device_type,
        app_version,
        os_version,
        'active' as status,
        valid_from as seen_at,
        null as change_kind,
        valid_from as changed_at,
        {{ next_sync('arrived_at', 'load_date') }} as received_at,
        1 as tie_breaker

    from arrived
    union all
    select
        device_key,
        device_id,
        user_id,
        {{ cio_device_type('device_type', 'os') }} as device_type,
        app_version,
        os_version,
        'unregistered' as status,
        valid_from as seen_at,
        'delete' as change_kind,
        greatest(deleted_at, valid_from) as changed_at,
        {{ next_sync('arrived_at', 'load_date') }} as received_at,
        2 as tie_breaker

    from deletions

),

events as (

    {{ lifecycle(
        'states',
        key=['device_key', 'device_id', 'user_id', 'device_type'],
        attributes=['app_version', 'os_version', 'status', 'seen_at'],
        events={
            'create': ['registered', 'Device Created or Updated'],
            'update': ['updated', 'Device Created or Updated'],
            'delete': ['deleted', 'Device Deleted'],
        },
        call='null::varchar',
    ) | indent }}

),

named as (

    select
        ---------- keys
        event_id,
        device_id::varchar as device_id,
        user_id::varchar as user_id,

        ---------- attributes
        event_type,
        event_name,
        case
            when event_type <> 'registered' then {{ struct_of({
                'app_version': 'previous_app_version',
                'os_version': 'previous_os_version',
                'status': 'previous_status',
                'last_seen': 'previous_seen_at',
            }) }}
        end as previous_metadata,
        {{ struct_of({
            'app_version': 'new_app_version',
            'os_version': 'new_os_version',
            'status': 'new_status',
            'last_seen': 'new_seen_at',
        }) }} as new_metadata,
        {{ struct_of({
            'device_token': 'null::varchar',
            'device_type': 'device_type',
            'registration_source': "'sdk'",
            'deletion_reason':
                "case event_type when 'deleted' then 'account_deleted' end",
            'update_reason': "
                case
                    when event_type <> 'updated' then null
                    when
                        new_os_version
                        is distinct from previous_os_version
                        then 'system_update'
                    else 'app_update'
                end",
        }) }} as event_properties,
        new_app_version as app_version,
        new_os_version as os_version,
        case event_type
            when 'registered' then 'sdk'
            when 'updated' then 'sdk'
            else 'user_action'
        end as triggered_by,

        ---------- timestamps
        event_timestamp,
        received_at,
        source_system,
        integration_id,
        api_call_id

    from events

)

select * from named
