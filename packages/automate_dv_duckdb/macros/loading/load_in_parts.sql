{#- What the loads by period and by rank share. -#}

{#- Runs the model once for each part, with the filter of the part in place of `placeholder`, and
commits after each: a load that dies has its first parts, and the next one goes on. The model's
SQL is rendered again once the first part has made the table, since from then on it looks at what
is there. -#}
{% macro load_in_parts(placeholder, parts) -%}
    {%- if placeholder not in sql -%}
        {%- do exceptions.raise_compiler_error(
            "Model '" ~ model.unique_id ~ "' does not include the required string '"
            ~ placeholder ~ "' in its sql"
        ) -%}
    {%- endif -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_relation(this) -%}
    {%- set is_new = existing is none or existing.is_view or should_full_refresh() -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {%- if is_new -%}
        {%- if existing is not none -%}
            {%- do adapter.drop_relation(existing) -%}
        {%- endif -%}
        {%- set first = parts[0].filter if parts else 'false' -%}
        {%- call statement('main') -%}
            {{ create_table_as(False, target_relation, sql | replace(placeholder, first)) }}
        {%- endcall -%}
        {%- do adapter.cache_added(target_relation) -%}
    {%- elif not parts -%}
        {%- call noop_statement('main', 'INSERT 0') -%}{%- endcall -%}
    {%- endif -%}

    {%- set remaining = parts[1:] if is_new else parts -%}
    {%- if remaining -%}
        {%- set next_sql = automate_dv_duckdb.further_sql() if is_new else sql -%}
        {%- for part in remaining -%}
            {%- if is_new or not loop.first -%}
                {%- do adapter.commit() -%}
            {%- endif -%}
            {%- do log(
                this.identifier ~ ': ' ~ part.name ~ ', ' ~ loop.revindex0 ~ ' parts remain'
            ) -%}
            {%- call statement('main') -%}
                insert into {{ target_relation }} by name (
                    {{ next_sql | replace(placeholder, part.filter) }}
                )
            {%- endcall -%}
        {%- endfor -%}
    {%- endif -%}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmacro %}


{#- The model's SQL as a further load has it. -#}
{% macro further_sql() -%}
    {%- if model.extra_ctes -%}
        {%- do automate_dv_duckdb.raise_error(
            model.config.materialized, 'reads an ephemeral model: make it a view or a table'
        ) -%}
    {%- endif -%}
    {%- do model.update({'is_further_load': true}) -%}
    {{ return(render(model.raw_code)) }}
{%- endmacro %}


{#- The values of an expression in the models that a config names, or else in all that this one
reads and that have the column, in order. -#}
{% macro distinct_values(config_of_models, column, expression, condition) -%}
    {%- set relations = [] -%}
    {%- for name in automate_dv_duckdb.as_list(automate_dv_duckdb.setting(config_of_models)) -%}
        {%- do relations.append(ref(name)) -%}
    {%- else -%}
        {%- do relations.extend(automate_dv_duckdb.relations_with(column)) -%}
    {%- endfor -%}
    {%- if not relations -%}
        {%- do automate_dv_duckdb.raise_error(
            model.config.materialized, 'reads no model that has a column ' ~ column
        ) -%}
    {%- endif -%}
    {%- set query -%}
        select distinct {{ expression }} as part
        from (
            {%- for relation in relations %}
            select {{ column }} from {{ relation }}
            {{- ' union all' if not loop.last }}
            {%- endfor %}
        )
        where {{ condition }}
        order by part
        limit 100001
    {%- endset -%}
    {%- set values = run_query(query).columns[0].values() | list -%}
    {%- if values | length > 100000 -%}
        {%- do automate_dv_duckdb.raise_error(
            model.config.materialized, 'has too many parts (Max iterations: 100,000)'
        ) -%}
    {%- endif -%}
    {{ return(values) }}
{%- endmacro %}


{#- The relations that the model reads and that have the column. -#}
{% macro relations_with(column) -%}
    {%- set found = [] -%}
    {%- for id in model.depends_on.nodes -%}
        {%- set node = graph.nodes.get(id) or graph.sources.get(id) -%}
        {%- set relation = adapter.get_relation(
            node.database, node.schema, node.alias or node.identifier
        ) -%}
        {%- if relation -%}
            {%- set names = adapter.get_columns_in_relation(relation)
                | map(attribute='name') | map('lower') | list -%}
            {%- if column | lower in names -%}
                {%- do found.append(relation) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}


{#- Whether a model's table is there and its load adds to it. -#}
{% macro is_further_load() -%}
    {%- if not execute -%}
        {{ return(false) }}
    {%- elif model.config.materialized not in ['vault_insert_by_period', 'vault_insert_by_rank'] -%}
        {{ return(is_incremental()) }}
    {%- elif model.get('is_further_load') -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set relation = load_relation(this) -%}
    {{ return(relation is not none and relation.is_table and not should_full_refresh()) }}
{%- endmacro %}


{#- That a row of a stage is in the load: that none of the columns is null, and for a load in
parts that it is in the part. -#}
{% macro is_in_load(columns) -%}
    {%- for column in columns -%}
        {{ column.source }} is not null{{ '\n    and ' if not loop.last }}
    {%- endfor -%}
    {%- if model.config.materialized == 'vault_insert_by_period' %}
    and __PERIOD_FILTER__
    {%- elif model.config.materialized == 'vault_insert_by_rank' %}
    and __RANK_FILTER__
    {%- endif -%}
{%- endmacro %}
