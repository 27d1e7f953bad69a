-- What an event shows of its device and its place are the versions valid at its
-- time, and each version begins at an event. Of events at one instant, the
-- highest counts.
{%- set window = tested_from() ~ ' - 1' %}
{%- set dimensions = {
    'dim_device': {
        'durable_key': ['user_id', 'device_id'],
        'shown': {
            'device_type': 'device_type',
            'device_os': 'os',
            'device_os_version': 'os_version',
            'device_app_version': 'app_version',
            'device_model': 'model',
        },
    },
    'dim_location': {
        'durable_key': ['user_id'],
        'shown': {
            'location_country': 'country_code',
            'location_city': 'city',
            'location_region': 'region',
            'location_timezone': 'timezone',
        },
    },
} %}

with

{% for dimension, columns in dimensions.items() -%}
events_of_{{ dimension }} as (

    select *
    from {{ ref('stg_consumer_events__events') }}
    where event_at >= {{ window }}
    qualify event_id = max(event_id) over (
        partition by {{ columns.durable_key | join(', ') }}, event_at
    )

),

{{ dimension }} as (

    select * from {{ ref(dimension) }}
    where valid_to > {{ window }}

),

{% endfor -%}

{% for dimension, columns in dimensions.items() -%}
{%- set events = 'events_of_' ~ dimension -%}
{{ dimension }}_faults as (

    select
        '{{ dimension }}' as dimension,
        {{ events }}.user_id,
        {{ events }}.event_at,
        {{ dimension }}.valid_from

    from {{ events }}
    left join {{ dimension }}
        on
            {{ events }}.event_at >= {{ dimension }}.valid_from
            and {{ events }}.event_at < {{ dimension }}.valid_to
            {%- for key in columns.durable_key %}
            and {{ events }}.{{ key }} = {{ dimension }}.{{ key }}
            {%- endfor %}
    where
        {{ dimension }}.valid_from is null
        {%- for shown, known in columns.shown.items() %}
        or {{ events }}.{{ shown }}
        is distinct from {{ dimension }}.{{ known }}
        {%- endfor %}
    union all
    select
        '{{ dimension }}' as dimension,
        {{ dimension }}.user_id,
        null::timestamp as event_at,
        {{ dimension }}.valid_from

    from {{ dimension }}
    anti join {{ events }}
        on
            {{ dimension }}.valid_from = {{ events }}.event_at
            {%- for key in columns.durable_key %}
            and {{ dimension }}.{{ key }} = {{ events }}.{{ key }}
            {%- endfor %}
    where {{ dimension }}.valid_from >= {{ window }}

){{ ',' if not loop.last }}

{% endfor -%}

select * from dim_device_faults
union all
select * from dim_location_faults
