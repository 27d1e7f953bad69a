-- A PIT has a row for each key of its hub at each date, for keys that are new
-- at the older dates too. A first build may have millions, so it is looked at
-- for one key in sixteen, by its last digit; each day has other ones.
{%- set pits = {
    'pit_user': {'hub': 'hub_user', 'key': 'user_hk'},
    'pit_content': {'hub': 'hub_content', 'key': 'content_hk'},
} %}

with

dates as (

    select as_of_date from {{ ref('bv_as_of_dates') }}

),

{% for pit, names in pits.items() -%}
missing_in_{{ pit }} as (

    select
        '{{ pit }}' as pit,
        hub.{{ names.key }} as hash_key,
        dates.as_of_date

    from {{ ref(names.hub) }} as hub
    inner join dates
        on
            dates.as_of_date >= {{ tested_from() }}
            or hub.load_datetime >= {{ tested_from() }}
    anti join {{ ref(pit) }} as pit
        on
            hub.{{ names.key }} = pit.{{ names.key }}
            and dates.as_of_date = pit.as_of_date
    where {{ in_todays_sample('hex(hub.' ~ names.key ~ ')') }}

),

{% endfor -%}

missing as (

    {% for pit in pits -%}
    select * from missing_in_{{ pit }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from missing
