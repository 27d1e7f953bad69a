{{ config(materialized="view") }}

{%- set pieces = [
    "identity_calls", "object_calls", "people_calls", "play_calls",
    "purchase_calls", "visit_calls",
] %}

with

{% for piece in pieces -%}
{{ piece }} as (

    select * from {{ ref('int_customerio__' ~ piece) }}

),

{% endfor -%}

calls as (

    {%- for piece in pieces %}
    {{ 'union all' if not loop.first }}
    select
        {{ call_columns() | join(',\n        ') }}

    from {{ piece }}
    {%- endfor %}

)

select * from calls
