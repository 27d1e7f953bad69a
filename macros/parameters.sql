{#-
    The parameters that the clock keeps for each day, with their types in SQL, as
    reelhouse/knobs.py declares them; none while dbt parses.
-#}
{% macro parameters_of_a_day() %}
    {{ return(set_by_guard('types_of_parameters') if execute else {}) }}
{% endmacro %}


{#- The parameters that this run was given, by make or by --vars. -#}
{% macro given_parameters() %}
    {{ return(set_by_guard('given_parameters')) }}
{% endmacro %}


{#- A DuckDB variable that reelhouse/guard.py sets on every connection. -#}
{% macro set_by_guard(name) %}
    {{ return(fromjson(run_query("select getvariable('" ~ name ~ "')::varchar as text").rows[0]['text'])) }}
{% endmacro %}


{#-
    What the database was built with: the parameters of its last day. A full refresh drops
    the clock, and a first build may die before it makes one; then they are those of the
    last whole build. None in an empty file.
-#}
{% macro kept_parameters() %}
    {%- set clock = clock_relation() -%}
    {%- set last_day = run_query(
        'select ' ~ row_as_json('clock') ~ ' as parameters from ' ~ clock
        ~ ' as clock order by load_date desc limit 1'
    ).rows if clock else [] -%}
    {%- set rows = last_day or parameters_of_the_last_build() -%}
    {%- set kept = fromjson(rows[0]['parameters'] or '{}') if rows else {} -%}
    {%- for name in kept | list if kept[name] is none or name not in parameters_of_a_day() -%}
        {%- do kept.pop(name) -%}
    {%- endfor -%}
    {{ return(kept) }}
{% endmacro %}


{#-
    Every parameter: as given, else as the database has it, else as dbt_project.yml says. A
    unit test has nothing but its own vars.
-#}
{% macro current_parameters() %}
    {%- set values = {} -%}
    {%- for name in parameters_of_a_day() | list + ['history_days', 'increment_days'] -%}
        {%- do values.update({name: var(name)}) -%}
    {%- endfor -%}
    {%- if model.resource_type != 'unit_test' -%}
        {%- do values.update(kept_parameters()) -%}
        {%- do values.update(given_parameters()) -%}
    {%- endif -%}
    {{ return(values) }}
{% endmacro %}


{#-
    One parameter, in place of var(): so models and tests need no --vars on any database.
    While dbt parses there is no database to ask.
-#}
{% macro parameter(name) %}
    {{ return(current_parameters()[name] if execute else var(name)) }}
{% endmacro %}


{#- A parameter as a typed SQL literal. -#}
{% macro parameter_literal(name, values=none) %}
    {%- if not execute -%}
        {{ return('null') }}
    {%- endif -%}
    {%- set text = (values or current_parameters())[name] | string | trim -%}
    {{ return((("'" ~ text ~ "'") if text else 'null') ~ '::' ~ parameters_of_a_day()[name]) }}
{% endmacro %}
