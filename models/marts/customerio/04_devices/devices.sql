with

latest as (

    select * from {{ ref('int_customerio__latest_devices') }}

),

devices as (

    select * from {{ ref('dim_device') }}
    where is_current

),

first_seen as (

    select
        device_id,
        min(valid_from) as registered_at

    from {{ ref('dim_device') }}
    group by all

),

tokens as (

    select * from {{ ref('push_tokens') }}

),

active_tokens as (

    select
        device_id,
        push_token

    from tokens
    where is_active

),

-- an app registers its token when it is installed, before anything is watched
installed as (

    select
        device_id::uuid as device_id,
        max_by(user_id, registered_at)::uuid as user_id,
        max_by(platform, registered_at) as device_type,
        min(registered_at) as registered_at,
        max(registered_at) as renewed_at

    from tokens
    group by all

),

users as (

    select
        user_id,
        deleted_at

    from {{ ref('dim_user') }}
    where is_current

),

countries as (

    select * from {{ ref('countries') }}

),

languages as (

    select * from {{ ref('languages') }}

),

described as (

    select
        latest.device_id,
        latest.user_id,
        {{ cio_device_type('devices.device_type', 'devices.os') }}
            as device_type,
        devices.device_type as device_category,
        devices.os,
        devices.os_version,
        devices.app_version,
        devices.model,
        {{ brand_of('devices.model', 'devices.os') }} as brand,
        latest.location_timezone as timezone,
        latest.location_country as country,
        languages.language_code || '-' || latest.location_country as locale,
        languages.language_code as language,
        {{ cio_network_type('latest.network_type') }} as network_type,
        case
            when users.deleted_at is not null then 'unregistered'
            when
                latest.event_at
                < {{ last_loaded_day() }}::timestamp - interval '28' day
                then 'inactive'
            else 'active'
        end as status,
        greatest(devices.valid_from, users.deleted_at, latest.event_at)
            as updated_at,
        first_seen.registered_at,
        latest.event_at as last_seen_at,
        users.deleted_at as unregistered_at

    from latest
    inner join devices
        on
            latest.device_id = devices.device_id
            and latest.user_id = devices.user_id
    inner join first_seen on latest.device_id = first_seen.device_id
    left join users on latest.user_id = users.user_id
    left join countries on latest.location_country = countries.country_code
    left join languages on countries.language = languages.language

),

not_seen as (

    select
        installed.device_id,
        installed.user_id,
        installed.device_type,
        null as device_category,
        case installed.device_type when 'ios' then 'iOS' else 'Android' end
            as os,
        null as os_version,
        null as app_version,
        null as model,
        null as brand,
        null as timezone,
        null as country,
        null as locale,
        null as language,
        null as network_type,
        case
            when users.deleted_at is not null then 'unregistered'
            when
                installed.renewed_at
                < {{ last_loaded_day() }}::timestamp - interval '28' day
                then 'inactive'
            else 'active'
        end as status,
        greatest(installed.renewed_at, users.deleted_at) as updated_at,
        installed.registered_at,
        null::timestamp as last_seen_at,
        users.deleted_at as unregistered_at

    from installed
    anti join latest on installed.device_id = latest.device_id
    left join users on installed.user_id = users.user_id

),

all_devices as (

    select
        described.* replace (
            least(described.registered_at, installed.registered_at)
                as registered_at
        )

    from described
    left join installed on described.device_id = installed.device_id
    union all
    select * from not_seen

),

owned as (

    select
        all_devices.*,
        active_tokens.push_token

    from all_devices
    left join active_tokens
        on all_devices.device_id::varchar = active_tokens.device_id

),

named as (

    select
        ---------- keys
        device_id::varchar as device_id,
        push_token as device_token,
        user_id::varchar as user_id,

        ---------- attributes
        device_type,
        case device_type
            when 'ios' then 'iOS'
            when 'android' then 'Android'
            else 'Web'
        end as platform,
        device_category,
        model,
        brand,
        brand as manufacturer,
        model as device_name,
        os as os_name,
        os_version,
        app_version,
        app_version || '.' || split_part(registered_at::varchar, '-', 1)
            as app_build,
        'Reelhouse' as app_name,
        'example.reelhouse.' || device_type as app_namespace,
        timezone,
        language,
        locale,
        country,
        push_token is not null as push_enabled,
        null::boolean as location_enabled,
        null::boolean as bluetooth_enabled,
        null::varchar as carrier,
        network_type,
        null::varchar as ip_address,
        {{ struct_of({
            'app_version': 'app_version',
            'os_version': 'os_version',
            'model': 'model',
            'timezone': 'timezone',
            'language': 'language',
            'brand': 'brand',
            'screen_resolution': 'null::varchar',
            'memory_total': 'null::bigint',
            'storage_total': 'null::bigint',
            'custom_properties': traits_map(['network_type', 'country']),
        }) }} as metadata,
        status,
        false as is_test_device,

        ---------- timestamps
        last_seen_at,
        registered_at,
        updated_at,
        unregistered_at,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        'sdk' as registration_source

    from owned

)

select * from named
