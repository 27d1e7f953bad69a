{#- DuckDB as a platform of AutomateDV. dbt resolves every dispatch of an
installed package when it parses, so these are needed before the first call. -#}

{% macro duckdb__cast_date(column_str, as_string=false, alias=none) -%}
    {%- set value = "'" ~ column_str ~ "'" if as_string else column_str -%}
    {{ dbt.cast(value, 'date') }}{{ ' as ' ~ alias if alias }}
{%- endmacro %}


{#- A text arrives in quotes already. -#}
{% macro duckdb__cast_datetime(
    column_str, as_string=false, alias=none, date_type=none
) -%}
    {{ dbt.cast(column_str, 'timestamp') }}{{ ' as ' ~ alias if alias }}
{%- endmacro %}


{% macro duckdb__get_escape_characters() -%}
    {{ return(('"', '"')) }}
{%- endmacro %}
