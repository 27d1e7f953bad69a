{#- Every time zone that local_time() knows, by its IANA name, as a relation with one column `timezone`. -#}
{% macro time_zones() -%}
    {{ return(adapter.dispatch('time_zones')()) }}
{%- endmacro %}

{% macro duckdb__time_zones() -%}
    (select name as timezone from pg_timezone_names())
{%- endmacro %}

{#- Spark takes the names of Java's runtime and has no table of them; Python knows the same ones. -#}
{% macro spark__time_zones() -%}
    (
        select explode(array('{{ modules.pytz.all_timezones | join("', '") }}')) as timezone
    )
{%- endmacro %}
