{#-
    How the rows of a Delta table lie in files. A folder of dbt_project.yml, or the model, names
    two things, which DuckDB does not read:

      partition_by         the day by which Spark keeps a table in folders: facts by the day
                           that an increment replaces, landed and staged rows by the load day
      liquid_clustered_by  what Databricks keeps together in place of partitions, and Spark
                           where there are none

    The vault has no partitions. Its load date is an instant, most hubs and satellites get few
    rows a day, and a load appends files of its own, whose lowest and highest load date Delta
    keeps: a reader skips the others without a folder for each day.
-#}
{% macro spark__partition_cols(label, required=false) %}
    {%- set partitions = config.get('partition_by') -%}
    {%- set clusters = config.get('liquid_clustered_by') -%}
    {%- if partitions %}
    {{ label }} ({{ column_names(partitions) }})
    {%- elif clusters %}
    cluster by ({{ column_names(clusters) }})
    {%- endif -%}
{% endmacro %}


{#- dbt-databricks writes the clusters itself, and Databricks refuses a table that has both. -#}
{% macro databricks__partition_cols(label, required=false) %}
{% endmacro %}


{#- dbt-duckdb has partitions in DuckLake alone, and would warn of each table that has none. -#}
{% macro duckdb__get_partitioned_by(relation, temporary) %}
    {{ return(none) }}
{% endmacro %}


{#- One name, or a list of names, with commas between them. -#}
{% macro column_names(names) %}
    {{- return(names if names is string else names | join(', ')) -}}
{% endmacro %}


{#- What a Delta table in partitions needs besides: one file for each that a statement writes, not one for each task. -#}
{% macro properties_of_layout() %}
    {{ return({'delta.autoOptimize.optimizeWrite': 'true'} if config.get('partition_by') else {}) }}
{% endmacro %}
