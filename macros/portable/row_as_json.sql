{#- A whole row of a relation, as the text of a JSON object. -#}
{% macro row_as_json(relation) -%}
    {{ return(adapter.dispatch('row_as_json')(relation)) }}
{%- endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    to_json({{ relation }})::varchar
{%- endmacro %}

{#- Spark writes six digits of a second; DuckDB leaves out the zeros at the end. -#}
{% macro spark__row_as_json(relation) -%}
    regexp_replace(
        regexp_replace(
            to_json(
                {{ relation if '(' in relation else 'struct(' ~ relation ~ '.*)' }},
                map {
                    'ignoreNullFields': 'false',
                    'timestampFormat': 'yyyy-MM-dd HH:mm:ss.SSSSSS'
                }
            ),
            '(:[0-9]{2})[.]0{6}"',
            '$1"'
        ),
        '(:[0-9]{2}[.][0-9]{0,5}[1-9])0+"',
        '$1"'
    )
{%- endmacro %}
