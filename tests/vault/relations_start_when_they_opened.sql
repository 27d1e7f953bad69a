-- A relation that is open started when it was loaded; one that was ended, at
-- the load date at which it had been opened, and ended when it was loaded.
{%- set satellites = {
    'effsat_user_plan': 'user_plan_hk',
    'effsat_user_device': 'user_device_hk',
} %}

with

{% for satellite, key in satellites.items() -%}
of_{{ satellite }} as (

    select
        '{{ satellite }}' as satellite,
        hex(ends.{{ key }}) as relation_key,
        ends.load_datetime

    from {{ ref(satellite) }} as ends
    left join {{ ref(satellite) }} as starts
        on
            ends.{{ key }} = starts.{{ key }}
            and ends.started_at = starts.load_datetime
            and starts.ended_at = {{ latest_timestamp() }}
    where
        ends.load_datetime >= {{ tested_from() }}
        and (
            starts.{{ key }} is null
            or ends.effective_from is distinct from ends.load_datetime
            or ends.ended_at not in (
                ends.load_datetime, {{ latest_timestamp() }}
            )
        )

){{ ',' if not loop.last }}

{% endfor -%}

{% for satellite in satellites -%}
select * from of_{{ satellite }}
{{ 'union all' if not loop.last }}
{% endfor %}
