{#-
    How an increment goes into a Delta table; dbt-duckdb knows `append` and `delete+insert` by
    itself, dbt-spark only the first. Here delete+insert is one commit, so a reader sees the
    window of the table before it or after it, and a build that dies leaves one of the two:

      a day as key    `insert ... replace where` the days that the increment has, which are
                      partitions or whole files of the table
      another key     a merge, in which a row for each key deletes what is there under it, and
                      the rows of the increment match nothing and are inserted

    A condition with a subquery, such as reaches_into_window(), is asked first: Delta takes
    none in a merge. dbt-databricks has a delete+insert of its own, which is not what is asked
    for: its predicates say which new rows go in, where here, as in DuckDB, they say which old
    rows go out.
-#}
{% macro databricks__get_incremental_delete_insert_sql(arguments) %}
    {{ return(dbt_spark_get_incremental_sql(
        'delete+insert', arguments['temp_relation'], arguments['target_relation'], none,
        arguments['unique_key'], arguments['incremental_predicates']
    )) }}
{% endmacro %}


{% macro dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format) %}
    {%- if raw_strategy not in ['append', 'delete+insert'] -%}
        {%- do exceptions.raise_compiler_error(
            'incremental_strategy ' ~ raw_strategy ~ ' has no form for Spark here:'
            ~ ' take append or delete+insert'
        ) -%}
    {%- endif -%}
    {{ return(raw_strategy) }}
{% endmacro %}


{% macro dbt_spark_get_incremental_sql(
    strategy, source, target, existing, unique_key, incremental_predicates
) %}
    {%- set columns = adapter.get_columns_in_relation(target) | map(attribute='name') | list -%}
    {%- if strategy == 'append' -%}
        insert into {{ target }} ({{ columns | join(', ') }})
        select {{ columns | join(', ') }} from {{ source }}
    {%- else -%}
        {%- set keys = [unique_key] if unique_key is string else unique_key -%}
        {%- if keys | length == 1 and keys[0].endswith('_date') and not incremental_predicates -%}
            {{ replace_days(source, target, keys[0], columns) }}
        {%- else -%}
            {{ replace_keys(source, target, keys, columns, incremental_predicates or []) }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{% macro replace_days(source, target, day, columns) %}
    {%- set days = run_query('select distinct ' ~ day ~ ' as day from ' ~ source ~ ' order by 1').columns[0].values() -%}
    {%- set condition = day ~ " in (date '" ~ days | join("', date '") ~ "')" if days else 'false' %}
    insert into {{ target }}
    replace where {{ condition }}
    select {{ columns | join(', ') }} from {{ source }}
{% endmacro %}


{% macro replace_keys(source, target, keys, columns, predicates) %}
    merge into {{ target }} as old
    using (
        select distinct
            true as is_replaced_,
            {%- for column in columns %}
            {{ column if column in keys else 'null as ' ~ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ source }}
        union all
        select
            false as is_replaced_,
            {{ columns | join(', ') }}
        from {{ source }}
    ) as new
        on
            new.is_replaced_
            {%- for key in keys %}
            and old.{{ key }} = new.{{ key }}
            {%- endfor %}
            {%- for predicate in predicates %}
            and old.{{ answered(predicate) }}
            {%- endfor %}
    when matched then delete
    when not matched and not new.is_replaced_ then
        insert ({{ columns | join(', ') }})
        values (new.{{ columns | join(', new.') }})
{% endmacro %}


{#-
    Whether a table that is there was filled when it was made. dbt-databricks creates one and
    fills it in two commits, and a build that dies between them leaves it empty. So one that has
    no rows for a better reason gets its whole history from each build there.
-#}
{% macro has_its_history(relation) %}
    {{ return(adapter.dispatch('has_its_history')(relation)) }}
{% endmacro %}

{% macro duckdb__has_its_history(relation) %}
    {{ return(true) }}
{% endmacro %}

{% macro spark__has_its_history(relation) %}
    {{ return(true) }}
{% endmacro %}

{% macro databricks__has_its_history(relation) %}
    {{ return(run_query('select 1 from ' ~ relation ~ ' limit 1').rows | length > 0) }}
{% endmacro %}


{#- A condition that ends in a subquery, with the day that this gives in its place. -#}
{% macro answered(predicate) %}
    {%- set found = modules.re.match('(?s)^\\s*(\\w.*? >= )\\((.*)\\)\\s*$', predicate) -%}
    {%- if not found -%}
        {{ return(predicate | trim) }}
    {%- endif -%}
    {{ return(found.group(1) ~ "date '" ~ run_query(found.group(2)).rows[0][0] ~ "'") }}
{% endmacro %}
