-- Each effect is a column of the clock: a knob that is turned shows from its
-- day on.
{{ config(materialized='view') }}

{%- set effects = {
    'message_effect': [
        'message_effect',
        'rate of sessions, waning over a week, of who opened a message',
    ],
    'experiment_effect': [
        'experiment_effect',
        'rate of sessions of the arm autoplay',
    ],
    'price_rise': [
        'case when load_date >= price_rise_from then price_rise else 0 end',
        'list prices; whoever minds it leaves at the next renewal',
    ],
    'outage_share': [
        'case when load_date = outage_on then outage_share else 0 end',
        'share of users whose events of the day arrive a day late',
    ],
} %}

{% for knob, (size, moves) in effects.items() %}
select
    '{{ knob }}' as effect,
    {{ size }} as size,
    '{{ moves }}' as moves,
    load_date

from {{ ref('raw_clock') }}
{{ 'union all' if not loop.last }}
{% endfor %}
