{#-
    Puts the descriptions of the ymls into the file, where a prompt and BI tools show them.
    dbt's persist_docs asks and writes for every model of every build; here one query finds
    the relations whose comments are not those of the project, and one script writes them.
-#}
{% macro write_descriptions() %}
    {%- if execute and target.type == 'duckdb' and flags.WHICH in ['build', 'run', 'seed', 'snapshot', 'retry'] -%}
        {%- set nodes = {} -%}
        {%- for node in graph.nodes.values()
            if node.package_name == project_name
            and node.resource_type in ['seed', 'model', 'snapshot'] -%}
            {%- do nodes.update({node.schema ~ '.' ~ node.alias: node}) -%}
        {%- endfor -%}
        {%- set script = [] -%}
        {%- for relation in run_query(query_of_comments()).rows if relation['name'] in nodes -%}
            {%- do script.extend(missing_comments(relation, nodes[relation['name']])) -%}
        {%- endfor -%}
        {%- if script -%}
            {%- do run_query('begin;\n' ~ script | join('\n') ~ '\ncommit;') -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- The statements that a relation needs: none if all its comments are as the yml has them. -#}
{% macro missing_comments(relation, node) %}
    {%- set descriptions = [node.description | trim] -%}
    {%- set columns = relation['columns'].split(',') -%}
    {%- for column in columns -%}
        {%- do descriptions.append(node.columns.get(column, {}).get('description', '') | trim) -%}
    {%- endfor -%}
    {%- if relation['digest'] == local_md5(descriptions | join('\n')) -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set name = adapter.quote(node.schema) ~ '.' ~ adapter.quote(node.alias) -%}
    {%- set statements = [
        'comment on ' ~ relation['kind'] ~ ' ' ~ name ~ ' is ' ~ text_literal(descriptions[0])
    ] -%}
    {%- for column in columns -%}
        {%- do statements.append(
            'comment on column ' ~ name ~ '.' ~ adapter.quote(column)
            ~ ' is ' ~ text_literal(descriptions[loop.index])
        ) -%}
    {%- endfor -%}
    {{ return([statements | join(';\n') ~ ';']) }}
{% endmacro %}


{#- Every relation with its columns in order, and a digest of the comments on it and on them. -#}
{% macro query_of_comments() %}
    with

    relations as (

        select
            'table' as kind,
            table_oid,
            comment
        from duckdb_tables()
        where database_name = '{{ target.database }}'
        union all
        select
            'view' as kind,
            view_oid as table_oid,
            comment
        from duckdb_views()
        where database_name = '{{ target.database }}'

    )

    select
        relations.kind,
        columns.schema_name || '.' || columns.table_name as name,
        string_agg(columns.column_name, ',' order by columns.column_index)
            as columns,
        md5(
            coalesce(any_value(relations.comment), '') || chr(10)
            || string_agg(
                coalesce(columns.comment, ''),
                chr(10) order by columns.column_index
            )
        ) as digest

    from duckdb_columns() as columns
    inner join relations on columns.table_oid = relations.table_oid
    where columns.database_name = '{{ target.database }}'
    group by all
{% endmacro %}
