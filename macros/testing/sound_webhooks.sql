{#- Raw webhooks about messages, each once and none that was broken on purpose, for tests: the body of a CTE. -#}
{% macro sound_webhooks() -%}
    select arrivals.*
    from {{ ref('raw_cio_metrics') }} as arrivals
    anti join {{ ref('raw_cio_defects') }} as broken
        on
            arrivals.load_date = broken.load_date
            and arrivals.arrival_number = broken.arrival_number
            and broken.defect = 'invalid'
    qualify row_number() over (
        partition by arrivals.event_id
        order by
            arrivals.ingested_at, arrivals.load_date, arrivals.arrival_number
    ) = 1
{%- endmacro %}
