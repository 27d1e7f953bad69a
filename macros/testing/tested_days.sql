{#-
    The first day that a test of a big table looks at, as a literal. In an increment these
    are the days it rewrites; a first build, a full refresh and dbt test look at all.
-#}
{% macro tested_from() %}
    {%- set clock = clock_relation() if execute and is_whole_build() and not flags.FULL_REFRESH else none -%}
    {%- if clock is not none -%}
        {%- set done = run_query('select bool_or(is_done) as done from ' ~ clock).rows[0]['done'] -%}
        {{ return(first_day_in_reach(clock if done else none)) }}
    {%- endif -%}
    {{ return(first_day_in_reach(none)) }}
{% endmacro %}


{#- Whether tests of big tables leave out days. -#}
{% macro looks_at_some_days() %}
    {{ return(execute and tested_from() != first_day_in_reach(none)) }}
{% endmacro %}


{#- The model that a generic test looks at, with the rows of all days. -#}
{% macro tested_relation() %}
    {%- set node = graph.nodes[model.attached_node] -%}
    {{ return(api.Relation.create(node.database, node.schema, node.alias)) }}
{% endmacro %}


{#- The keys of which the days that are not done have brought a change: the body of a subquery. -#}
{% macro changed_in_open_days(subject, key) -%}
    select {{ key }}
    from {{ log_of_changes(subject) }}
    where load_date >= (
        select min(load_date)
        from {{ clock_relation() }}
        where not is_done
    )
{%- endmacro %}


{#-
    For tests that need all that was ever of a key: whether it is among the sixteenth of keys
    that is looked at, by its last hexadecimal digit. Each day looks at another one; in a
    world of few users all keys are looked at. A key is a UUID, or the hex() of a hash.
-#}
{% macro is_looked_at_today(key) -%}
    {%- set clock = clock_relation() if execute else none -%}
    {%- if clock is none or run_query(
        'select max(users) < 1000 as are_few from ' ~ clock
    ).rows[0]['are_few'] -%}
        {{ return('true') }}
    {%- endif -%}
    lower(right({{ key }}::varchar, 1)) = substr(
        '0123456789abcdef', mod(extract(doy from {{ last_loaded_day() }}), 16)::integer + 1, 1
    )
{%- endmacro %}


{#-
    dbt calls it for the model that a generic test looks at. Tables that grow with the days
    and say in their yml which day a row belongs to are tested from tested_from() on.
-#}
{% macro get_where_subquery(relation) %}
    {%- set conditions = [] -%}
    {%- if config.get('where') -%}
        {%- do conditions.append('(' ~ config.get('where') ~ ')') -%}
    {%- endif -%}
    {%- set day = day_column(relation) if execute else none -%}
    {%- set first_day = tested_from() if day else none -%}
    {%- if first_day and first_day != first_day_in_reach(none) -%}
        {%- set rewritten_before = ' - 1' if day == 'event_date' else '' -%}
        {%- do conditions.append(day ~ ' >= ' ~ first_day ~ rewritten_before) -%}
    {%- endif -%}
    {%- if not conditions -%}
        {{ return(relation) }}
    {%- endif -%}
    {{ return('(select * from ' ~ relation ~ ' where ' ~ conditions | join(' and ') ~ ') as tested') }}
{% endmacro %}


{#-
    The column that tells which rows of a model a build may have written; none if all. An
    incremental model shows it by itself; a view on an appended table names it in its meta.
-#}
{% macro day_column(relation) %}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model'
        and node.schema == relation.schema and node.alias == relation.identifier -%}
        {%- if node.config.materialized != 'incremental' -%}
            {{ return(node.config.meta.get('appended_by')) }}
        {%- elif 'viewing_date' in node.columns -%}
            {{ return('viewing_date') }}
        {%- elif 'event_date' in node.columns -%}
            {{ return('event_date') }}
        {%- elif node.config.incremental_strategy == 'append' -%}
            {{ return(
                node.columns | select('in', ['load_date', 'load_datetime', 'as_of_date']) | first
            ) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
