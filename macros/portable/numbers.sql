{#- The numbers from 0 on, so many of them, as a relation with one column `number`. -#}
{% macro numbers(count) -%}
    {{ return(adapter.dispatch('numbers')(count)) }}
{%- endmacro %}

{% macro duckdb__numbers(count) -%}
    (select range::integer as number from range({{ count }}))
{%- endmacro %}

{% macro spark__numbers(count) -%}
    (
        select explode(sequence(0, ({{ count }})::integer - 1)) as number
    )
{%- endmacro %}
