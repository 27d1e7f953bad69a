{#-
    The table of invocations is the only place that knows the machine's clock.
    It is no model, so that it outlives a full refresh.
-#}
{% macro invocations_relation() %}
    {{ return(relation_of_layer('runs', 'invocations')) }}
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
            {%- do check_landing(clock) -%}
        {%- endif -%}
        {%- do create_invocations() -%}
        {%- do drop_leftovers() -%}
        {%- do run_query(
            "insert into " ~ invocations_relation()
            ~ " (invocation_id, command, is_whole_build, parameters, status, started_at) values ('"
            ~ invocation_id ~ "', " ~ text_literal(invocation_command()) ~ ", "
            ~ is_whole_build() ~ ", " ~ text_literal(tojson(current_parameters()))
            ~ ", 'running', timestamp '" ~ machine_time(run_started_at) ~ "')"
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
            {%- do failures.append(struct_of({
                'node': text_literal(result.node.name),
                'message': text_literal(first_error_line(result.message)),
            })) -%}
        {%- endfor -%}
        {%- do run_query(
            "update " ~ invocations_relation()
            ~ " set status = '" ~ ('failed' if failed or skipped else 'passed')
            ~ "', failures = " ~ list_of(failures)
            ~ ", finished_at = timestamp '" ~ machine_time(modules.datetime.datetime.now(modules.pytz.utc))
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
    {%- do create_table_of_invocations(invocations) -%}
    {#- Builds take turns, and a DuckDB file sees to that itself: who still seems to run was killed. -#}
    {%- do run_query("update " ~ invocations ~ " set status = 'killed' where status = 'running'") -%}
{% endmacro %}


{#- What each data test said, a row each, for those who ask how long one has failed. -#}
{% macro keep_test_results(results) %}
    {%- set rows = [] -%}
    {%- for result in results if result.node.resource_type == 'test' -%}
        {%- do rows.append(
            "('" ~ invocation_id ~ "', " ~ text_literal(result.node.unique_id) ~ ", '"
            ~ result.status ~ "', " ~ (result.failures if result.failures is not none else 'null') ~ ')'
        ) -%}
    {%- endfor -%}
    {%- if rows -%}
        {%- set kept = invocations_relation().incorporate(path={'identifier': 'test_results'}) -%}
        {%- do run_query(
            'create table if not exists ' ~ kept
            ~ ' (invocation_id string, test_id string, status string, failures bigint)'
        ) -%}
        {%- do run_query('insert into ' ~ kept ~ ' values ' ~ rows | join(', ')) -%}
    {%- endif -%}
{% endmacro %}


{#- What the last whole build was to build with; read without dbt's cache, which does not know the table. -#}
{% macro parameters_of_the_last_build() %}
    {%- set invocations = invocations_relation() -%}
    {%- if not has_parameters(invocations) -%}
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
    {%- set days = run_query(
        'select min(load_date) as first_day, max(load_date) as last_day from ' ~ clock
        ~ ' where not is_done'
    ).rows[0] -%}
    {{ return(
        ', first_day = ' ~ typed_literal(days['first_day'] or '', 'date')
        ~ ', last_day = ' ~ typed_literal(days['last_day'] or '', 'date')
    ) }}
{% endmacro %}


{% macro log_resumed_days(clock) %}
    {%- set last = run_query(
        'select status, ' ~ list_item('failures', 1) ~ '.node as node, '
        ~ list_item('failures', 1) ~ '.message as message, '
        ~ list_length('failures') ~ " - 1 as others from " ~ invocations_relation()
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
