{#-
    The load date of what a batch brings: the instant at which it arrived, but not before
    the batch of the day before was closed. So load dates follow the load days, whichever
    clock an instant was read from, and the vault is the same however days are cut into builds.
-#}
{% macro load_datetime(instant, load_date='load_date') -%}
    greatest({{ instant }}, {{ batch_closes_at(load_date ~ ' - 1') }})
{%- endmacro %}


{#-
    Load dates that are unique per key: rows of a key that arrive at one instant follow each
    other by a microsecond, in the order given.
-#}
{% macro unique_load_datetime(instant, key, order_by, load_date='load_date') -%}
    {{ load_datetime(instant, load_date) }}
    + (
        row_number() over (
            partition by {{ key }}, {{ load_date }}, {{ load_datetime(instant, load_date) }}
            order by {{ order_by }}
        ) - 1
    ) * interval '1' microsecond
{%- endmacro %}


{#- Whether a table that reads this view, itself or through other views, still lacks its history. -#}
{% macro has_missing_target(unique_id) %}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and unique_id in node.depends_on.nodes -%}
        {%- if node.config.materialized == 'view' -%}
            {%- set is_missing = has_missing_target(node.unique_id) -%}
        {%- else -%}
            {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
            {%- set is_missing = relation is none or not has_its_history(relation) -%}
        {%- endif -%}
        {%- if is_missing -%}
            {{ return(true) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(false) }}
{% endmacro %}


{#-
    Runs before each table of the vault: one that is made from nothing needs all days, and
    its stages hand them over only if they are made in the same run.
-#}
{% macro require_stages_in_selection() %}
    {%- if execute and model.config.materialized == 'incremental' and not has_window() -%}
        {%- set left_out = unselected_stages(model.unique_id) -%}
        {%- if left_out -%}
            {%- do exceptions.raise_compiler_error(
                model.name ~ ' is made from nothing, and ' ~ left_out | join(', ')
                ~ ' would hand over the last days only: select +' ~ model.name
            ) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- The views of the vault that a model reads, itself or through others, and that this run does not make. -#}
{% macro unselected_stages(unique_id) %}
    {%- set left_out = [] -%}
    {%- for name in graph.nodes[unique_id].depends_on.nodes if name in graph.nodes -%}
        {%- set node = graph.nodes[name] -%}
        {%- if 'vault' in node.fqn and node.config.materialized == 'view' -%}
            {%- if name not in selected_resources -%}
                {%- do left_out.append(node.name) -%}
            {%- endif -%}
            {%- do left_out.extend(unselected_stages(name)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(left_out | unique | list) }}
{% endmacro %}
