{#-
    The load date of what a batch brings: the instant at which it arrived, but not before
    the batch of the day before was closed. So load dates follow the load days, whoever's
    clock an instant was read from, and the vault is the same however days are cut into builds.
-#}
{% macro arrival(instant, load_date='load_date') -%}
    greatest({{ instant }}, {{ batch_closes_at(load_date ~ ' - 1') }})
{%- endmacro %}


{#-
    Load dates that are unique per key: rows of a key that arrive at one instant follow each
    other by a microsecond, in the order given.
-#}
{% macro arrival_one_by_one(instant, key, order_by, load_date='load_date') -%}
    {{ arrival(instant, load_date) }}
    + (
        row_number() over (
            partition by {{ key }}, {{ load_date }}, {{ arrival(instant, load_date) }}
            order by {{ order_by }}
        ) - 1
    ) * interval '1' microsecond
{%- endmacro %}


{#-
    The first load day that a stage hands over, as a literal: the running build's, which is
    the first that is not done. All days in a full refresh, and while one of the tables that
    the stage feeds has still to be made.
-#}
{% macro handed_over_from() %}
    {%- set takes_all = not execute or flags.FULL_REFRESH or feeds_a_new_table(model.unique_id) -%}
    {%- set clock = none if takes_all else clock_relation() -%}
    {%- if clock is none -%}
        {{ return("date '1900-01-01'") }}
    {%- endif -%}
    {%- set query -%}
        select
            coalesce(
                min(load_date) filter (where not is_done),
                max(load_date) + 1,
                date '1900-01-01'
            ) as day
        from {{ clock }}
    {%- endset -%}
    {{ return("date '" ~ run_query(query).rows[0]['day'] ~ "'") }}
{% endmacro %}


{#- Whether a table that reads this view, itself or through other views, is still missing. -#}
{% macro feeds_a_new_table(unique_id) %}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and unique_id in node.depends_on.nodes -%}
        {%- if node.config.materialized == 'view' -%}
            {%- set is_missing = feeds_a_new_table(node.unique_id) -%}
        {%- else -%}
            {%- set is_missing = adapter.get_relation(node.database, node.schema, node.alias) is none -%}
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
{% macro check_stages_are_made_too() %}
    {%- if execute and model.config.materialized == 'incremental' and not is_incremental() -%}
        {%- set left_out = stages_left_out(model.unique_id) -%}
        {%- if left_out -%}
            {%- do exceptions.raise_compiler_error(
                model.name ~ ' is made from nothing, and ' ~ left_out | join(', ')
                ~ ' would hand over the last days only: select +' ~ model.name
            ) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- The views of the vault that a model reads, itself or through others, and that this run does not make. -#}
{% macro stages_left_out(unique_id) %}
    {%- set left_out = [] -%}
    {%- for name in graph.nodes[unique_id].depends_on.nodes if name in graph.nodes -%}
        {%- set node = graph.nodes[name] -%}
        {%- if 'vault' in node.fqn and node.config.materialized == 'view' -%}
            {%- if name not in selected_resources -%}
                {%- do left_out.append(node.name) -%}
            {%- endif -%}
            {%- do left_out.extend(stages_left_out(name)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(left_out | unique | list) }}
{% endmacro %}


{#-
    The rows of one relation that the other lacks, and the other way round: the body of a
    test that holds two models equal, column by column. `where` narrows both.
-#}
{% macro rows_that_differ(one, other, where='true') %}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for column in adapter.get_columns_in_relation(one) -%}
            {%- do columns.append(column.name) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set columns = columns | join(', ') or '*' -%}
    with

    one as (

        select {{ columns }} from {{ one }}
        where {{ where }}

    ),

    other as (

        select {{ columns }} from {{ other }}
        where {{ where }}

    ),

    {{ only_in_one_of('one', 'other', one.identifier, other.identifier) | indent }}
{% endmacro %}


{#- The end of a test: the rows of one CTE that the other lacks, and the other way round. -#}
{% macro only_in_one_of(one, other, name=none, other_name=none) -%}
only_in_{{ one }} as (

    select * from {{ one }}
    except all
    select * from {{ other }}

),

only_in_{{ other }} as (

    select * from {{ other }}
    except all
    select * from {{ one }}

)

select
    '{{ name or one }}' as only_in,
    *

from only_in_{{ one }}
union all
select
    '{{ other_name or other }}' as only_in,
    *

from only_in_{{ other }}
{%- endmacro %}
