{#- Raised by every change after which older files can't be built on. -#}
{% macro warehouse_version() %}{{ return(3) }}{% endmacro %}


{#- Only a whole build may move simulated time: every seed, model and snapshot of the project, none of them empty. -#}
{% macro is_whole_build() %}
    {%- if flags.WHICH != 'build' or flags.EMPTY -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set wanted = graph.nodes.values()
        | selectattr('resource_type', 'in', ['seed', 'model', 'snapshot'])
        | map(attribute='unique_id') -%}
    {{ return(not (wanted | reject('in', set(selected_resources)) | list)) }}
{% endmacro %}


{#- The clock as a relation, or none if there is no such table yet. -#}
{% macro clock_relation() %}
    {%- set node = graph.nodes['model.reelhouse.raw_clock'] -%}
    {{ return(adapter.get_relation(node.database, node.schema, node.alias)) }}
{% endmacro %}


{#- Where simulated time stands; every value as text. -#}
{% macro read_clock() %}
    {%- set clock = clock_relation() -%}
    {%- if clock is none -%}
        {{ return({'days': '0'}) }}
    {%- endif -%}
    {%- do check_version(clock) -%}
    {%- set query -%}
        select
            count(*)::string as days,
            max(load_date)::string as last_day,
            (min(load_date) filter (where not is_done))::string as open_from,
            (max(load_date) filter (where not is_done))::string as open_to,
            {{ value_at_last('seeds_digest', by='load_date') }} as seeds_digest
        from {{ clock }}
    {%- endset -%}
    {%- set table = run_query(query) -%}
    {{ return(dict(zip(table.column_names, table.rows[0].values()))) }}
{% endmacro %}


{#- Whether this command drops everything and begins with the first day. -#}
{% macro starts_again() %}
    {{ return(is_whole_build() and flags.FULL_REFRESH) }}
{% endmacro %}


{#- Whether a whole build begins with the first day. -#}
{% macro is_first_load(clock) %}
    {{ return(clock.days == '0' or flags.FULL_REFRESH) }}
{% endmacro %}


{#- The history or the increment, whichever is longer. -#}
{% macro days_a_build_may_open() %}
    {{ return([parameter('history_days') | int, parameter('increment_days') | int] | max) }}
{% endmacro %}


{#- How many days a build is about to load: those it resumes, else those it opens. -#}
{% macro days_ahead(clock) %}
    {%- if is_first_load(clock) -%}
        {{ return(parameter('history_days') | int) }}
    {%- elif clock.open_from -%}
        {%- set date = modules.datetime.date -%}
        {{ return((date.fromisoformat(clock.open_to) - date.fromisoformat(clock.open_from)).days + 1) }}
    {%- endif -%}
    {{ return(parameter('increment_days') | int) }}
{% endmacro %}


{#-
    The last simulated day that is loaded or being loaded, as a literal; the first one
    while there is none. It reads the clock, so the model must come after raw_clock.
-#}
{% macro last_loaded_day() %}
    {%- set clock = clock_relation() if execute else none -%}
    {%- if clock is none -%}
        {{ return(parameter_literal('start_date')) }}
    {%- endif -%}
    {%- set day = run_query('select max(load_date) as day from ' ~ clock).rows[0]['day'] -%}
    {{ return("date '" ~ day ~ "'" if day else parameter_literal('start_date')) }}
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
