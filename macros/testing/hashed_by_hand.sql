{#-
    The hash that the vault should have of columns, for tests: of their texts without blanks
    around them, a mark in place of null and bars between. Of a hashdiff, the columns come
    in the order of the alphabet.
-#}
{% macro hashed_by_hand(columns) -%}
    unhex(md5(concat_ws(
        '||',
        {%- for column in columns %}
        coalesce(nullif(trim({{ column }}::varchar), ''), '^^')
        {{- ',' if not loop.last }}
        {%- endfor %}
    )))
{%- endmacro %}
