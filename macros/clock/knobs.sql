{#-
    What reelhouse/guard.py says: `types`, the parameters that the
    clock keeps for each day with their types in SQL, the names of some in `former` files,
    the `defaults` of all knobs, the `shaping` ones that a world keeps, and `given`, those that
    this run was given by make or by --vars. Nothing while dbt parses.
-#}
{% macro said_by_guard() %}
    {%- if not execute -%}
        {{ return({'types': {}, 'former': {}, 'defaults': {}, 'shaping': [], 'given': {}}) }}
    {%- endif -%}
    {{ return(fromjson(text_from_guard('given_knobs'))) }}
{% endmacro %}


{#-
    What the database was built with: the parameters of its last day. A full refresh drops
    the clock, and a first build may die before it makes one; then they are those of the
    last whole build. None in an empty file.
-#}
{% macro kept_parameters() %}
    {%- set knobs = said_by_guard() -%}
    {%- set clock = clock_relation() -%}
    {%- set last_day = last_row_as_json(clock) if clock else [] -%}
    {%- set rows = last_day or parameters_of_the_last_build() -%}
    {%- set found = fromjson(rows[0]['parameters'] or '{}') if rows else {} -%}
    {%- set kept = {} -%}
    {%- for name, value in found.items() if value is not none -%}
        {%- set now = knobs.former.get(name, name) -%}
        {%- do kept.update({now: value}) if now in knobs.types -%}
    {%- endfor -%}
    {{ return(kept) }}
{% endmacro %}


{#-
    Every knob: as given, else as the database has it, else its default. A unit test has
    nothing but its own vars.
-#}
{% macro current_parameters() %}
    {%- set knobs = said_by_guard() -%}
    {%- set values = {} -%}
    {%- if execute and model.resource_type == 'unit_test' -%}
        {%- for name, default in knobs.defaults.items() -%}
            {%- do values.update({name: var(name, default)}) -%}
        {%- endfor -%}
    {%- elif execute -%}
        {%- do values.update(knobs.defaults) -%}
        {%- do values.update(kept_parameters()) -%}
        {%- do values.update(knobs.given) -%}
    {%- endif -%}
    {{ return(values) }}
{% endmacro %}


{#-
    One knob, in place of var(): so models and tests need no --vars on any database. Nothing
    while dbt parses, since there is no database to ask.
-#}
{% macro parameter(name) %}
    {{ return(current_parameters().get(name, '')) }}
{% endmacro %}


{#- A parameter as a typed SQL literal. -#}
{% macro parameter_literal(name) %}
    {{ return(typed_literal(parameter(name), said_by_guard().types.get(name, 'string'))) }}
{% endmacro %}


{#- A value as a literal of a type; nothing is null. -#}
{% macro typed_literal(value, type) %}
    {%- set text = value | string | trim -%}
    {{ return((("'" ~ text ~ "'") if text else 'null') ~ '::' ~ type) }}
{% endmacro %}
