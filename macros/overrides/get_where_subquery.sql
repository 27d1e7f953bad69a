{#-
    dbt calls it for the model that a generic test looks at, and broken_rules for the
    parents that arrive with it. Tables that grow with the days and say in their yml which day a
    row belongs to are tested from tested_from() on.
-#}
{% macro get_where_subquery(relation) %}
    {%- set conditions = [] -%}
    {%- if config.get('where') -%}
        {%- do conditions.append('(' ~ config.get('where') ~ ')') -%}
    {%- endif -%}
    {%- set day = day_column(model_of(relation)) if execute else none -%}
    {%- set first_day = tested_from() if day else none -%}
    {%- if first_day and first_day != earliest_date() -%}
        {%- set rewritten_before = ' - 1' if day == 'event_date' else '' -%}
        {%- do conditions.append(day ~ ' >= ' ~ first_day ~ rewritten_before) -%}
    {%- endif -%}
    {%- if not conditions -%}
        {{ return(relation) }}
    {%- endif -%}
    {{ return('(select * from ' ~ relation ~ ' where ' ~ conditions | join(' and ') ~ ') as tested') }}
{% endmacro %}


{#-
    The model behind a relation: most often the one that the test is attached to. Its schema
    tells nothing, since a model that dbt defers lies in that of another target.
-#}
{% macro model_of(relation) %}
    {%- set tested = graph.nodes[model.attached_node] -%}
    {%- if tested.alias == relation.identifier -%}
        {{ return(tested) }}
    {%- endif -%}
    {{ return(
        graph.nodes.values()
        | selectattr('resource_type', 'eq', 'model')
        | selectattr('alias', 'eq', relation.identifier) | first
    ) }}
{% endmacro %}


{#-
    The column that tells which rows of a model a build may have written; none if all. An
    incremental model shows it by itself; a view on an appended table names it in its meta.
-#}
{% macro day_column(node) %}
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
    {{ return(none) }}
{% endmacro %}
