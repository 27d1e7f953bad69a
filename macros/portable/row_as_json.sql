{#- A whole row of a relation, as the text of a JSON object. -#}
{% macro row_as_json(relation) -%}
    {{ return(adapter.dispatch('row_as_json')(relation)) }}
{%- endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    to_json({{ relation }})::varchar
{%- endmacro %}

{% macro spark__row_as_json(relation) -%}
    to_json(
        struct({{ relation }}.*),
        map {'ignoreNullFields': 'false', 'timestampFormat': 'yyyy-MM-dd HH:mm:ss[.SSSSSS]'}
    )
{%- endmacro %}
