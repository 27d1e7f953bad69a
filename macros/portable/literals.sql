{#- A text as a literal. -#}
{% macro text_literal(text) %}
    {{ return(adapter.dispatch('text_literal')(text)) }}
{% endmacro %}

{% macro duckdb__text_literal(text) %}
    {{ return("'" ~ text | replace("'", "''") ~ "'") }}
{% endmacro %}

{% macro spark__text_literal(text) %}
    {{ return("'" ~ text | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") }}
{% endmacro %}


{#- A list of expressions. -#}
{% macro list_of(items) %}
    {{ return(adapter.dispatch('list_of')(items)) }}
{% endmacro %}

{% macro duckdb__list_of(items) %}
    {{ return('[' ~ items | join(', ') ~ ']') }}
{% endmacro %}

{% macro spark__list_of(items) %}
    {{ return('array(' ~ items | join(', ') ~ ')') }}
{% endmacro %}


{#- The item of a list at a place from 1 on; null if it is shorter. -#}
{% macro list_item(column, position) %}
    {{ return(adapter.dispatch('list_item')(column, position)) }}
{% endmacro %}

{% macro duckdb__list_item(column, position) %}
    {{ return(column ~ '[' ~ position ~ ']') }}
{% endmacro %}

{% macro spark__list_item(column, position) %}
    {{ return('get(' ~ column ~ ', ' ~ (position - 1) ~ ')') }}
{% endmacro %}
