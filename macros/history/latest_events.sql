{#-
    The latest event of each key and the first viewing day that it was ever seen on: the body
    of a CTE for a table that keeps one row a key and reads the events of the window alone.

      events   the CTE with the events: the key, the columns, event_at, viewing_date; of two at
               one instant, the one with the higher tie_breaker counts
      key      also the model's unique_key
      columns  what the row shows of the event
-#}
{% macro latest_events(events, key, columns) %}
    with

    latest as (

        select
            *,
            min(viewing_date) over (partition by {{ key }})
                as first_viewing_date

        from {{ events }}
        qualify row_number() over (
            partition by {{ key }} order by event_at desc, tie_breaker desc
        ) = 1

    )

    select
        latest.{{ key }},
        {%- for column in columns %}
        latest.{{ column }},
        {%- endfor %}
        latest.event_at,
        {%- if is_incremental() %}
        least(latest.first_viewing_date, before.first_viewing_date)
            as first_viewing_date
        {%- else %}
        latest.first_viewing_date
        {%- endif %}

    from latest
    {%- if is_incremental() %}
    left join {{ this }} as before on latest.{{ key }} = before.{{ key }}
    {%- endif %}
{%- endmacro %}
