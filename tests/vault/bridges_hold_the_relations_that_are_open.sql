-- At each date a bridge has the relations whose last record by then is open, no
-- other and each once. A first build may have millions, so it is looked at for
-- one user in sixteen, by the last digit of the key; each day has other ones.
{%- set bridges = {
    'bridge_user_plan': {
        'satellite': 'effsat_user_plan', 'key': 'user_plan_hk',
    },
    'bridge_user_device': {
        'satellite': 'effsat_user_device', 'key': 'user_device_hk',
    },
} %}

with

dates as (

    select as_of_date
    from {{ ref('bv_as_of_dates') }}
    where as_of_date >= {{ tested_from() }}

),

records as (

    {% for bridge, names in bridges.items() -%}
    select
        '{{ bridge }}' as bridge,
        user_hk,
        {{ names.key }} as relation_hk,
        ended_at,
        load_datetime,
        lead(load_datetime, 1, {{ latest_timestamp() }}) over (
            partition by {{ names.key }} order by load_datetime
        ) as replaced_at

    from {{ ref(names.satellite) }}
    where {{ in_todays_sample('hex(user_hk)') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

expected as (

    select
        records.bridge,
        records.user_hk,
        records.relation_hk,
        dates.as_of_date

    from records
    inner join dates
        on
            records.load_datetime <= dates.as_of_date
            and records.replaced_at > dates.as_of_date
    where records.ended_at = {{ latest_timestamp() }}

),

found as (

    {% for bridge, names in bridges.items() -%}
    select
        '{{ bridge }}' as bridge,
        user_hk,
        link_{{ names.key }} as relation_hk,
        as_of_date

    from {{ ref(bridge) }}
    where
        as_of_date >= {{ tested_from() }}
        and {{ in_todays_sample('hex(user_hk)') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{{ only_in_one_of('expected', 'found') }}
