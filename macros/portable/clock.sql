{#-
    What the clock asks the engine and reelhouse/guard.py, and cannot say in SQL that both
    engines share. In DuckDB the guard answers through functions; on Spark the command that
    started dbt has put what it knows into the environment.
-#}


{#- What the guard knows: `given_knobs` as JSON, `seeds_digest` as text. -#}
{% macro text_from_guard(name) %}
    {{ return(adapter.dispatch('text_from_guard')(name)) }}
{% endmacro %}

{% macro duckdb__text_from_guard(name) %}
    {{ return(run_query('select ' ~ name ~ '() as answer').rows[0]['answer']) }}
{% endmacro %}

{% macro spark__text_from_guard(name) %}
    {{ return(env_var('REELHOUSE_' ~ name | upper)) }}
{% endmacro %}


{#- Why the knobs that were given do not fit the world of the warehouse; none if they do. -#}
{% macro other_world(given, kept) %}
    {{ return(adapter.dispatch('other_world')(given, kept)) }}
{% endmacro %}

{% macro duckdb__other_world(given, kept) %}
    {{ return(ask_python('other_world', [tojson(given), tojson(kept)])) }}
{% endmacro %}

{% macro spark__other_world(given, kept) %}
    {%- for name, value in given.items()
        if name in said_by_guard().shaping and name in kept and not is_same_value(value, kept[name]) -%}
        {{ return(
            name ~ ' is ' ~ kept[name] ~ ' in ' ~ warehouse_name() ~ ' and ' ~ value ~ ' here: leave that out'
            ~ ' to go on with its world, or start another with ' ~ full_refresh_command()
        ) }}
    {%- endfor -%}
{% endmacro %}


{#- Whether two values of a knob are one, whatever form they are given in; nothing has two. -#}
{% macro is_same_value(one, other) %}
    {%- set nothing = [none, ''] -%}
    {%- if one in nothing or other in nothing -%}
        {{ return(one in nothing and other in nothing) }}
    {%- elif one is number or other is number -%}
        {{ return(one | float == other | float) }}
    {%- endif -%}
    {{ return(one | string == other | string) }}
{% endmacro %}


{#-
    What a function of reelhouse/guard.py answers to texts: why days can't be opened. Spark asks
    nothing, since a day that can't be has not landed, and landing.sql refuses one of another
    world.
-#}
{% macro ask_python(function, arguments) %}
    {{ return(adapter.dispatch('ask_python')(function, arguments)) }}
{% endmacro %}

{% macro duckdb__ask_python(function, arguments) %}
    {%- set literals = [] -%}
    {%- for argument in arguments -%}
        {%- do literals.append('null' if argument is none else text_literal(argument)) -%}
    {%- endfor -%}
    {{ return(run_query('select ' ~ function ~ '(' ~ literals | join(', ') ~ ') as answer').rows[0]['answer']) }}
{% endmacro %}

{% macro spark__ask_python(function, arguments) %}
    {{ return(none) }}
{% endmacro %}


{#- Free bytes where the warehouse lies; none where that is not this machine. -#}
{% macro free_bytes() %}
    {{ return(adapter.dispatch('free_bytes')()) }}
{% endmacro %}

{% macro duckdb__free_bytes() %}
    {{ return(run_query('select free_bytes() as free').rows[0]['free']) }}
{% endmacro %}

{% macro spark__free_bytes() %}
    {{ return(none) }}
{% endmacro %}


{#- What messages call the warehouse. -#}
{% macro warehouse_name() %}
    {{ return(adapter.dispatch('warehouse_name')()) }}
{% endmacro %}

{% macro duckdb__warehouse_name() %}
    {{ return(target.path) }}
{% endmacro %}

{% macro spark__warehouse_name() %}
    {{ return('the warehouse') }}
{% endmacro %}


{#- The command that builds the whole project. -#}
{% macro build_command() %}
    {{ return(adapter.dispatch('build_command')()) }}
{% endmacro %}

{% macro duckdb__build_command() %}
    {{ return('dbt build' ~ ('' if target.name == 'dev' else ' --target ' ~ target.name)) }}
{% endmacro %}

{% macro spark__build_command() %}
    {{ return('python -m spark build' ~ ('' if target.name == 'spark' else ' --target ' ~ target.name)) }}
{% endmacro %}


{#- The command that starts a world again; DuckDB has one of make and one of dbt. -#}
{% macro full_refresh_command() %}
    {{ return(adapter.dispatch('full_refresh_command')()) }}
{% endmacro %}

{% macro duckdb__full_refresh_command() %}
    {%- set database = '' if target.path == 'reelhouse.duckdb' else ' DATABASE=' ~ target.path -%}
    {{ return('make full-refresh' ~ database ~ ' (dbt build --full-refresh)') }}
{% endmacro %}

{% macro spark__full_refresh_command() %}
    {{ return(build_command() ~ ' --full-refresh') }}
{% endmacro %}


{#- A value of the last row of a group by another column, null if it is null there. -#}
{% macro value_at_last(value, by) %}
    {{- return(adapter.dispatch('value_at_last')(value, by)) -}}
{% endmacro %}

{% macro duckdb__value_at_last(value, by) %}
    {{- return('arg_max_null(' ~ value ~ ', ' ~ by ~ ')') -}}
{% endmacro %}

{% macro spark__value_at_last(value, by) %}
    {{- return('max_by(' ~ value ~ ', ' ~ by ~ ')') -}}
{% endmacro %}


{#- The last day of the clock as the text of a JSON object, in a column `parameters`. -#}
{% macro last_row_as_json(clock) %}
    {{ return(adapter.dispatch('last_row_as_json')(clock)) }}
{% endmacro %}

{% macro duckdb__last_row_as_json(clock) %}
    {{ return(run_query(
        'select ' ~ row_as_json('clock') ~ ' as parameters from ' ~ clock
        ~ ' as clock order by load_date desc limit 1'
    ).rows) }}
{% endmacro %}

{% macro spark__last_row_as_json(clock) %}
    {{ return(run_query(
        'select to_json(struct(clock.*)) as parameters from ' ~ clock
        ~ ' as clock order by load_date desc limit 1'
    ).rows) }}
{% endmacro %}


{#- The table of invocations, if it is not there. -#}
{% macro create_table_of_invocations(invocations) %}
    {{ return(adapter.dispatch('create_table_of_invocations')(invocations)) }}
{% endmacro %}

{% macro duckdb__create_table_of_invocations(invocations) %}
    {%- do run_query(
        'create table if not exists ' ~ invocations ~ ' ('
        ~ 'invocation_id varchar, command varchar, is_whole_build boolean, status varchar, '
        ~ 'first_day date, last_day date, failures struct(node varchar, message varchar)[], '
        ~ 'started_at timestamp, finished_at timestamp, parameters varchar)'
    ) -%}
    {#- Older files lack the one and have the other. -#}
    {%- for change in ['add column if not exists parameters varchar', 'drop column if exists tested_code'] -%}
        {%- do run_query('alter table ' ~ invocations ~ ' ' ~ change) -%}
    {%- endfor -%}
{% endmacro %}

{% macro spark__create_table_of_invocations(invocations) %}
    {%- do run_query(
        'create table if not exists ' ~ invocations ~ ' ('
        ~ 'invocation_id string, command string, is_whole_build boolean, status string, '
        ~ 'first_day date, last_day date, failures array<struct<node: string, message: string>>, '
        ~ 'started_at timestamp, finished_at timestamp, parameters string) using delta'
    ) -%}
{% endmacro %}


{#- Whether that table is there and knows parameters; dbt's cache does not know it. -#}
{% macro has_parameters(invocations) %}
    {{ return(adapter.dispatch('has_parameters')(invocations)) }}
{% endmacro %}

{% macro duckdb__has_parameters(invocations) %}
    {{ return(run_query(
        "select 1 from duckdb_columns() where database_name = '" ~ invocations.database
        ~ "' and schema_name = '" ~ invocations.schema ~ "' and table_name = '"
        ~ invocations.identifier ~ "' and column_name = 'parameters'"
    ).rows | length > 0) }}
{% endmacro %}

{% macro spark__has_parameters(invocations) %}
    {%- if not run_query("show schemas like '" ~ invocations.schema ~ "'").rows -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query(
        'show tables in ' ~ invocations.schema ~ " like '" ~ invocations.identifier ~ "'"
    ).rows | length > 0) }}
{% endmacro %}


{#- Increments go through tables that dbt-duckdb leaves behind, and so does a kill; Spark's are views, which the next increment replaces. -#}
{% macro drop_leftovers() %}
    {{ return(adapter.dispatch('drop_leftovers')()) }}
{% endmacro %}

{% macro duckdb__drop_leftovers() %}
    {%- set leftovers = run_query(
        "select format('\"{}\".\"{}\".\"{}\"', database_name, schema_name, table_name) as name "
        ~ "from duckdb_tables() where database_name = '" ~ target.database
        ~ "' and table_name like '%\\_\\_dbt\\_tmp%' escape '\\'"
    ) -%}
    {%- for leftover in leftovers.rows -%}
        {%- do run_query('drop table ' ~ leftover['name']) -%}
    {%- endfor -%}
{% endmacro %}

{% macro spark__drop_leftovers() %}
    {{ return(none) }}
{% endmacro %}
