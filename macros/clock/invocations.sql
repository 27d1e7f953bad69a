{#-
    The table of invocations is the only place that knows the machine's clock.
    It is no model, so that it outlives a full refresh.
-#}
{% macro invocations_relation() %}
    {{ return(api.Relation.create(
        database=target.database, schema=generate_schema_name('runs'), identifier='invocations'
    )) }}
{% endmacro %}


{#-
    Before anything runs: refuse what can't be done, tidy up, note the start and what it
    builds with. dbt docs calls it too, though it only reads.
-#}
{% macro start_invocation() %}
    {%- if execute and flags.WHICH != 'generate' -%}
        {%- set clock = read_clock() -%}
        {%- do check_clock(clock) -%}
        {%- if is_whole_build() -%}
            {%- do check_generator(clock) -%}
            {%- do check_disk_space(clock) -%}
        {%- endif -%}
        {%- do create_invocations() -%}
        {%- do drop_leftovers() -%}
        {%- do run_query(
            "insert into " ~ invocations_relation()
            ~ " (invocation_id, command, is_whole_build, parameters, status, started_at) values ('"
            ~ invocation_id ~ "', '" ~ invocation_command() | replace("'", "''") ~ "', "
            ~ is_whole_build() ~ ", '" ~ tojson(current_parameters()) | replace("'", "''")
            ~ "', 'running', timestamp '" ~ machine_time(run_started_at) ~ "')"
        ) -%}
        {%- if is_whole_build() -%}
            {%- if is_first_load(clock) -%}
                {%- do drop_everything() -%}
            {%- elif clock.open_from -%}
                {%- do log_resumed_days(clock) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- When all has run: close the day if everything passed, note the end and what failed. -#}
{% macro finish_invocation(results) %}
    {%- if execute and flags.WHICH != 'generate' -%}
        {%- set bad = ['error', 'fail', 'runtime error', 'partial success'] -%}
        {%- set failed = results | selectattr('status', 'in', bad) | list -%}
        {%- set skipped = results | selectattr('status', 'equalto', 'skipped') | list -%}
        {%- set clock = clock_relation() -%}
        {%- set failures = [] -%}
        {%- for result in failed -%}
            {%- do failures.append(
                "{node: '" ~ result.node.name | replace("'", "''")
                ~ "', message: '" ~ first_error_line(result.message) | replace("'", "''") ~ "'}"
            ) -%}
        {%- endfor -%}
        {%- do run_query(
            "update " ~ invocations_relation()
            ~ " set status = '" ~ ('failed' if failed or skipped else 'passed')
            ~ "', failures = [" ~ failures | join(', ')
            ~ "], finished_at = timestamp '" ~ machine_time(modules.datetime.datetime.now(modules.pytz.utc))
            ~ "'" ~ days_touched(clock)
            ~ " where invocation_id = '" ~ invocation_id ~ "'"
        ) -%}
        {%- do keep_test_results(results) -%}
        {%- if clock and is_whole_build() and not failed and not skipped -%}
            {%- do run_query('update ' ~ clock ~ ' set is_done = true where not is_done') -%}
        {%- endif -%}
        {%- do drop_leftovers() -%}
    {%- endif -%}
{% endmacro %}


{% macro create_invocations() %}
    {%- set invocations = invocations_relation() -%}
    {%- do run_query('create schema if not exists ' ~ invocations.without_identifier()) -%}
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
    {#- One process at a time can write to the file, so who still seems to run was killed. -#}
    {%- do run_query("update " ~ invocations ~ " set status = 'killed' where status = 'running'") -%}
{% endmacro %}


{#- What each data test said, a row each, for those who ask how long one has failed. -#}
{% macro keep_test_results(results) %}
    {%- set rows = [] -%}
    {%- for result in results if result.node.resource_type == 'test' -%}
        {%- do rows.append(
            "('" ~ invocation_id ~ "', '" ~ result.node.unique_id | replace("'", "''") ~ "', '"
            ~ result.status ~ "', " ~ (result.failures if result.failures is not none else 'null') ~ ')'
        ) -%}
    {%- endfor -%}
    {%- if rows -%}
        {%- set kept = invocations_relation().incorporate(path={'identifier': 'test_results'}) -%}
        {%- do run_query(
            'create table if not exists ' ~ kept
            ~ ' (invocation_id varchar, test_id varchar, status varchar, failures bigint)'
        ) -%}
        {%- do run_query('insert into ' ~ kept ~ ' values ' ~ rows | join(', ')) -%}
    {%- endif -%}
{% endmacro %}


{#- What the last whole build was to build with; read without dbt's cache, which does not know the table. -#}
{% macro parameters_of_the_last_build() %}
    {%- set invocations = invocations_relation() -%}
    {%- set found = run_query(
        "select 1 from duckdb_columns() where database_name = '" ~ invocations.database
        ~ "' and schema_name = '" ~ invocations.schema ~ "' and table_name = '"
        ~ invocations.identifier ~ "' and column_name = 'parameters'"
    ).rows -%}
    {%- if not found -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(run_query(
        'select parameters from ' ~ invocations
        ~ ' where is_whole_build order by started_at desc limit 1'
    ).rows) }}
{% endmacro %}


{#- The days that are open, to be noted with the build that loads them. -#}
{% macro days_touched(clock) %}
    {%- if clock is none or not is_whole_build() -%}
        {{ return('') }}
    {%- endif -%}
    {{ return(
        ", first_day = (select min(load_date) from " ~ clock ~ " where not is_done)"
        ~ ", last_day = (select max(load_date) from " ~ clock ~ " where not is_done)"
    ) }}
{% endmacro %}


{% macro log_resumed_days(clock) %}
    {%- set last = run_query(
        "select status, failures[1].node as node, failures[1].message as message, "
        ~ "len(failures) - 1 as others from " ~ invocations_relation()
        ~ " where is_whole_build and invocation_id <> '" ~ invocation_id
        ~ "' order by started_at desc limit 1"
    ).rows -%}
    {%- set days = clock.open_from if clock.open_from == clock.open_to
        else clock.open_from ~ ' to ' ~ clock.open_to -%}
    {%- set why -%}
        {%- if not last or last[0]['status'] == 'killed' -%} was killed
        {%- elif last[0]['node'] -%} failed at {{ last[0]['node'] }} ({{ last[0]['message'] }})
            {{- ' and ' ~ last[0]['others'] ~ ' more' if last[0]['others'] }}
        {%- else -%} did not finish
        {%- endif -%}
    {%- endset -%}
    {%- do log('Resuming ' ~ days ~ ': the build before ' ~ why | trim, info=true) -%}
{% endmacro %}


{#- Increments go through tables that dbt-duckdb leaves behind, and so does a kill. -#}
{% macro drop_leftovers() %}
    {%- set leftovers = run_query(
        "select format('\"{}\".\"{}\".\"{}\"', database_name, schema_name, table_name) as name "
        ~ "from duckdb_tables() where database_name = '" ~ target.database
        ~ "' and table_name like '%\\_\\_dbt\\_tmp%' escape '\\'"
    ) -%}
    {%- for leftover in leftovers.rows -%}
        {%- do run_query('drop table ' ~ leftover['name']) -%}
    {%- endfor -%}
{% endmacro %}


{#- Of an error message, the line that says what is wrong. -#}
{% macro first_error_line(message) %}
    {%- set lines = [] -%}
    {%- for line in (message or '').split('\n') if line | trim -%}
        {%- do lines.append(line | trim) -%}
    {%- endfor -%}
    {%- if not lines -%}
        {{ return('no message') }}
    {%- elif 'Traceback (most recent call last):' in lines -%}
        {{ return(lines[-1]) }}
    {%- endif -%}
    {{ return(lines[1] if lines | length > 1 and ' Error in ' in lines[0] else lines[0]) }}
{% endmacro %}


{% macro invocation_command() %}
    {{ return(invocation_args_dict.get('invocation_command') or flags.WHICH) }}
{% endmacro %}


{% macro machine_time(moment) %}
    {{ return(moment.strftime('%Y-%m-%d %H:%M:%S.%f')) }}
{% endmacro %}
