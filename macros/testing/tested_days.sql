{#-
    The first day that a test of a big table looks at, as a literal. In an increment these
    are the days it rewrites; a first build, a full refresh and dbt test look at all.
-#}
{% macro tested_from() %}
    {%- set clock = clock_relation() if execute and flags.WHICH == 'build' and not flags.FULL_REFRESH else none -%}
    {%- if clock and run_query('select bool_or(is_done) as done from ' ~ clock).rows[0]['done'] and is_whole_build() -%}
        {{ return(date_from(opening_of_window(clock))) }}
    {%- endif -%}
    {{ return(earliest_date()) }}
{% endmacro %}


{#- Whether tests of big tables leave out days. -#}
{% macro looks_at_some_days() %}
    {{ return(execute and tested_from() != earliest_date()) }}
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
{% macro in_todays_sample(key) -%}
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
