{#- Raised by every change after which older files can't be built on. -#}
{% macro warehouse_version() %}{{ return(1) }}{% endmacro %}


{#- Only a whole build may move simulated time: every seed, model and snapshot of the project, none of them empty. -#}
{% macro is_whole_build() %}
    {%- set wanted = graph.nodes.values()
        | selectattr('resource_type', 'in', ['seed', 'model', 'snapshot'])
        | map(attribute='unique_id') | list -%}
    {{ return(
        flags.WHICH == 'build' and not flags.EMPTY
        and not (wanted | reject('in', selected_resources) | list)
    ) }}
{% endmacro %}


{#- The history or the increment, whichever is longer. -#}
{% macro days_a_build_may_open() %}
    {{ return([var('history_days') | int, var('increment_days') | int] | max) }}
{% endmacro %}


{#- The clock as a relation, or none if there is no such table yet. -#}
{% macro clock_relation() %}
    {%- set node = graph.nodes['model.reelhouse.raw_clock'] -%}
    {{ return(adapter.get_relation(node.database, node.schema, node.alias)) }}
{% endmacro %}


{#- Where simulated time stands, and the parameters of the last day; every value as text. -#}
{% macro read_clock() %}
    {%- set clock = clock_relation() -%}
    {%- if clock is none -%}
        {{ return({'days': '0'}) }}
    {%- endif -%}
    {%- do check_version(clock) -%}
    {%- set query -%}
        select
            count(*)::varchar as days,
            max(load_date)::varchar as last_day,
            min(load_date) filter (where not is_done)::varchar as open_from,
            max(load_date) filter (where not is_done)::varchar as open_to,
            {%- for name in parameters_of_a_day() + ['seeds_digest'] %}
            arg_max_null({{ name }}, load_date)::varchar as {{ name }}
            {{- "," if not loop.last }}
            {%- endfor %}
        from {{ clock }}
    {%- endset -%}
    {%- set table = run_query(query) -%}
    {{ return(dict(zip(table.column_names, table.rows[0].values()))) }}
{% endmacro %}


{#- A newer clock may have other columns, so its version is read alone. -#}
{% macro check_version(clock) %}
    {%- set version = run_query('select max(warehouse_version) as version from ' ~ clock).rows[0]['version'] -%}
    {%- if version is not none and version | int > warehouse_version() -%}
        {%- do exceptions.raise_compiler_error(
            target.path ~ ' was written by a newer Reelhouse (warehouse version ' ~ version
            ~ '; this one knows up to ' ~ warehouse_version()
            ~ '): update the project, or choose another database'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- What stands in the way of this command on this database; called before anything is changed. -#}
{% macro check_clock(clock) %}
    {%- set starts_again = is_whole_build() and flags.FULL_REFRESH -%}
    {%- if clock.days == '0' -%}
        {%- set selected = selected_resources | map('truncate', 4, true, '', 0) | list -%}
        {%- set needs_days = flags.WHICH in ['run', 'test', 'snapshot', 'retry']
            or (flags.WHICH == 'build' and ('mode' in selected or 'snap' in selected)) -%}
        {%- if needs_days and not flags.EMPTY and not is_whole_build() -%}
            {%- do exceptions.raise_compiler_error(
                target.path ~ ' holds no day yet: run dbt build first, for the whole project'
            ) -%}
        {%- endif -%}
    {%- elif flags.WHICH in ['build', 'run', 'retry'] and not starts_again -%}
        {%- do check_world(clock) -%}
    {%- endif -%}
{% endmacro %}


{#- The world can't change its shape while it lives. -#}
{% macro check_world(clock) %}
    {%- set differences = [] -%}
    {%- for name, rule in parameters().items() if rule.kind == 'world' -%}
        {%- set wanted = var(name) | string | trim -%}
        {%- set same = (wanted | int == clock[name] | int) if rule.type == 'integer' else wanted == clock[name] -%}
        {%- if not same -%}
            {%- do differences.append(name ~ ' is ' ~ clock[name] ~ ' in the database and ' ~ wanted ~ ' here') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if clock.seeds_digest != seeds_digest() -%}
        {%- do differences.append('the value sets in seeds/ have another shape than those of the database') -%}
    {%- endif -%}
    {%- if differences -%}
        {%- do exceptions.raise_compiler_error(
            differences | join('; ') ~ ': undo the change, or start again with make full-refresh'
            ~ ' (dbt build --full-refresh)'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- Digest of the CSV columns that the generator reads; reelhouse/guard.py sets it on every connection. -#}
{% macro seeds_digest() %}
    {{ return(run_query("select getvariable('seeds_digest')::varchar as digest").rows[0]['digest']) }}
{% endmacro %}


{#- How many days a build is about to load: those it resumes, else those it opens. -#}
{% macro days_ahead(clock) %}
    {%- if clock.days == '0' or flags.FULL_REFRESH -%}
        {{ return(var('history_days') | int) }}
    {%- elif clock.open_from -%}
        {%- set query = "select date '" ~ clock.open_to ~ "' - date '" ~ clock.open_from ~ "' + 1 as days" -%}
        {{ return(run_query(query).rows[0]['days'] | int) }}
    {%- endif -%}
    {{ return(var('increment_days') | int) }}
{% endmacro %}


{#- What only the generator can judge: more events than the users could make, a day beyond the world's life. -#}
{% macro check_generator(clock) %}
    {%- set query -%}
        select world_fault(to_json({
            {%- for name in parameters_of_a_day() %}
            '{{ name }}': {{ parameter_literal(name) }},
            {%- endfor %}
            'last_day': {% if clock.days == '0' or flags.FULL_REFRESH -%}
            {{ parameter_literal('start_date') }} + {{ var('history_days') }} - 1
            {%- else -%}
            date '{{ clock.last_day }}' + {{ 0 if clock.open_from else var('increment_days') }}
            {%- endif %}
        })::varchar) as fault
    {%- endset -%}
    {%- set fault = run_query(query).rows[0]['fault'] -%}
    {%- if fault -%}
        {%- do exceptions.raise_compiler_error(fault) -%}
    {%- endif -%}
{% endmacro %}


{#- Three times what the new days will take at rest: the tables, the log of changes, a temporary copy. -#}
{% macro check_disk_space(clock) %}
    {%- set free = run_query("select getvariable('free_bytes')::bigint as free").rows[0]['free'] -%}
    {%- set first_load = clock.days == '0' or flags.FULL_REFRESH -%}
    {%- set rows = days_ahead(clock) * (var('events_per_day') | int)
        + ((var('users') | int + var('contents') | int + var('posts') | int) if first_load else 0) -%}
    {%- set needed = 3 * 120 * rows -%}
    {%- if free is not none and free | int < needed -%}
        {%- do exceptions.raise_compiler_error(
            'no disk space for ' ~ target.path ~ ': this build needs about '
            ~ (needed // 1000000 + 1) ~ ' MB, ' ~ (free | int // 1000000) ~ ' MB are free'
        ) -%}
    {%- endif -%}
{% endmacro %}


{#- Drops every relation of the project, the clock first: killed in the middle, the next build is a first build. -#}
{% macro drop_everything() %}
    {%- set nodes = graph.nodes.values()
        | selectattr('resource_type', 'in', ['seed', 'model', 'snapshot'])
        | selectattr('package_name', 'equalto', project_name) | list -%}
    {%- for node in (nodes | selectattr('name', 'equalto', 'raw_clock') | list)
        + (nodes | rejectattr('name', 'equalto', 'raw_clock') | list) -%}
        {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
        {%- if relation -%}
            {%- do adapter.drop_relation(relation) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
