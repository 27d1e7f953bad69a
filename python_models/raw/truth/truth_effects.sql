-- Each effect is a column of the clock: a knob that is turned shows from its
-- day on.
{{ config(materialized='view') }}

{%- set effects = {
    'message_effect': 'rate of sessions, waning over a week, of who opened a message',
    'experiment_effect': 'rate of sessions of the arm autoplay',
} %}

{% for knob, moves in effects.items() %}
select
    '{{ knob }}' as effect,
    {{ knob }} as size,
    '{{ moves }}' as moves,
    load_date

from {{ ref('raw_clock') }}
{{ 'union all' if not loop.last }}
{% endfor %}
