{#- A source with derived, null, hashed and ranked columns beside its own or in their place. -#}
{% macro duckdb__stage(
    include_source_columns, source_model, hashed_columns, derived_columns,
    null_columns, ranked_columns
) -%}
    {%- do automate_dv_duckdb.require('stage', {'source_model': source_model}) -%}
    {%- if automate_dv_duckdb.uses_own_sql() -%}
        {{ return(automate_dv_duckdb.own_macro('stage')(
            include_source_columns=include_source_columns, source_model=source_model,
            hashed_columns=hashed_columns, derived_columns=derived_columns,
            null_columns=null_columns, ranked_columns=ranked_columns
        )) }}
    {%- endif -%}
    {%- set derived = derived_columns if automate_dv_duckdb.is_given(derived_columns) else {} -%}
    {%- set hashed = hashed_columns if automate_dv_duckdb.is_given(hashed_columns) else {} -%}
    {%- set ranked = ranked_columns if automate_dv_duckdb.is_given(ranked_columns) else {} -%}
    {%- set nulls = automate_dv_duckdb.null_values(null_columns) -%}
    {%- set source_columns = automate_dv_duckdb.source_columns(source_model) -%}
    {%- set found = source_columns | map(attribute='name') | list -%}
    {%- do automate_dv_duckdb.check_stage(source_model, found, derived, nulls, hashed, ranked) -%}

    {%- set filled = [] -%}
    {%- for column in nulls -%}
        {%- do filled.append(column) -%}
        {%- do filled.append(column ~ '_original') -%}
    {%- endfor -%}
    {%- set made = derived | list + filled + hashed | list + ranked | list %}
with

source_data as (

    select * from {{ automate_dv_duckdb.relation_of(source_model) }}

)
{%- if derived %},

derived_columns as (

    select
        {{ automate_dv_duckdb.all_but(found, derived | list) }},
        {%- for name, definition in derived.items() %}
        {{ automate_dv_duckdb.derived_column(definition) }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}

    from source_data

)
{%- endif %}
{%- if nulls %},

null_columns as (

    select
        {{ automate_dv_duckdb.all_but(found + derived | list, filled) }},
        {%- for column, value in nulls.items() %}
        coalesce({{ column }}, '{{ value }}') as {{ column }},
        {{ column }} as {{ column }}_original{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ 'derived_columns' if derived else 'source_data' }}

)
{%- endif %}
{%- if hashed %},

hashed_columns as (

    select
        {{ automate_dv_duckdb.all_but(found + derived | list + filled, hashed | list) }},
        {%- for name, definition in hashed.items() %}
        {{ automate_dv_duckdb.hashed_column(definition, found) }}
            as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ 'null_columns' if nulls else 'derived_columns' if derived else 'source_data' }}

)
{%- endif %}
{%- if ranked %},

ranked_columns as (

    select
        *,
        {%- for name, definition in ranked.items() %}
        {{ automate_dv_duckdb.ranked_column(definition) }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ 'hashed_columns' if hashed else 'null_columns' if nulls
        else 'derived_columns' if derived else 'source_data' }}

)
{%- endif %}

select
    {%- if include_source_columns is defined and include_source_columns is false and made %}
    {{ made | join(',\n    ') }}
    {%- else %}
    *
    {%- endif %}

from {{ 'ranked_columns' if ranked else 'hashed_columns' if hashed
    else 'null_columns' if nulls else 'derived_columns' if derived else 'source_data' }}
{%- endmacro %}


{#- Every column but those that are made again after it. -#}
{% macro all_but(found, made) -%}
    {%- set made_anew = made | map('replace', '"', '') | map('lower') | list -%}
    {%- set replaced = [] -%}
    {%- for name in found | unique if name | lower in made_anew -%}
        {%- do replaced.append(automate_dv_duckdb.quoted_if_found(name, found)) -%}
    {%- endfor -%}
    {{ return('* exclude (' ~ replaced | join(', ') ~ ')' if replaced else '*') }}
{%- endmacro %}


{#- A column, an expression, a text after a !, or a list of them joined by ||; as a mapping,
`source_column` holds it and `escape` asks for quotes. -#}
{% macro derived_column(definition) -%}
    {%- set value = definition.source_column if definition is mapping else definition -%}
    {%- set is_quoted = definition is mapping and definition.escape -%}
    {%- set parts = [] -%}
    {%- for part in automate_dv_duckdb.as_list(value) -%}
        {%- set is_column = is_quoted and part[:1] not in ['!', '"', "'"] -%}
        {%- do parts.append(
            '"' ~ part ~ '"' if is_column else automate_dv_duckdb.expression(part)
        ) -%}
    {%- endfor -%}
    {%- if value is string -%}
        {{ return(parts[0]) }}
    {%- endif -%}
    {{ return("concat_ws('||', " ~ parts | join(', ') ~ ')') }}
{%- endmacro %}


{#- The columns to fill where they are null, each with its value. -#}
{% macro null_values(null_columns) -%}
    {%- set filled = {} -%}
    {%- if automate_dv_duckdb.is_given(null_columns) -%}
        {%- set values = {
            'required': var('null_key_required', '-1'),
            'optional': var('null_key_optional', '-2'),
        } -%}
        {%- for kind, columns in null_columns.items() -%}
            {%- if kind | lower not in values -%}
                {%- do automate_dv_duckdb.raise_error(
                    'stage', "knows no null_columns '" ~ kind ~ "', only required and optional"
                ) -%}
            {%- endif -%}
            {%- for column in automate_dv_duckdb.as_list(columns) -%}
                {%- do filled.update({column: values[kind | lower]}) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(filled) }}
{%- endmacro %}


{#- A key from a column or a list; a hashdiff from a mapping of `is_hashdiff` and `columns`,
which with `exclude_columns` are those of the source that it leaves out. -#}
{% macro hashed_column(definition, found) -%}
    {%- if definition is not mapping -%}
        {{ return(automate_dv_duckdb.hash(definition, found)) }}
    {%- endif -%}
    {{ return(automate_dv_duckdb.hash(
        automate_dv_duckdb.columns_to_hash(definition, found), found,
        definition.is_hashdiff | default(false)
    )) }}
{%- endmacro %}


{% macro columns_to_hash(definition, found) -%}
    {%- if not definition.exclude_columns -%}
        {{ return(definition.columns) }}
    {%- endif -%}
    {%- set excluded = automate_dv_duckdb.as_list(definition.columns) | map('lower') | list -%}
    {%- set columns = [] -%}
    {%- for name in found if name | lower not in excluded -%}
        {%- do columns.append(name) -%}
    {%- endfor -%}
    {%- if found and not columns -%}
        {%- do automate_dv_duckdb.raise_error(
            'stage', 'has a hashdiff that leaves out every column'
        ) -%}
    {%- endif -%}
    {{ return(columns or ["''"]) }}
{%- endmacro %}


{% macro ranked_column(definition) -%}
    {%- set order = [] -%}
    {%- for item in automate_dv_duckdb.as_list(definition.order_by) -%}
        {%- do order.append(
            item if item is string else (item.items() | first) | join(' ')
        ) -%}
    {%- endfor -%}
    {{ return(
        ('dense_rank' if definition.dense_rank else 'rank') ~ '() over (partition by '
        ~ automate_dv_duckdb.as_list(definition.partition_by) | join(', ')
        ~ ' order by ' ~ order | join(', ') ~ ')'
    ) }}
{%- endmacro %}


{#- That every plain name among the definitions is a column by then: one of the source, or one
that a step before it makes. -#}
{% macro check_stage(source_model, found, derived, nulls, hashed, ranked) -%}
    {%- set known = found + derived | list -%}
    {%- do automate_dv_duckdb.check_names(
        source_model, known, automate_dv_duckdb.sources_of(derived)
    ) -%}
    {%- do automate_dv_duckdb.check_names(source_model, known, nulls) -%}
    {%- for column in nulls -%}
        {%- do known.append(column ~ '_original') -%}
    {%- endfor -%}
    {%- for name, definition in hashed.items() -%}
        {%- if not definition.exclude_columns -%}
            {%- do automate_dv_duckdb.check_names(source_model, known, automate_dv_duckdb.as_list(
                definition.columns if definition is mapping else definition
            )) -%}
        {%- endif -%}
        {%- do known.append(name) -%}
    {%- endfor -%}
    {%- for definition in ranked.values() -%}
        {%- do automate_dv_duckdb.require('stage', {
            'partition_by': definition.partition_by, 'order_by': definition.order_by,
        }) -%}
        {%- do automate_dv_duckdb.check_names(
            source_model, known, automate_dv_duckdb.as_list(definition.partition_by)
        ) -%}
        {%- for item in automate_dv_duckdb.as_list(definition.order_by) -%}
            {%- do automate_dv_duckdb.check_names(
                source_model, known, [item] if item is string else item | list
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}


{#- What derived columns are made of. -#}
{% macro sources_of(derived) -%}
    {%- set names = [] -%}
    {%- for definition in derived.values() -%}
        {%- do names.extend(automate_dv_duckdb.as_list(
            definition.source_column if definition is mapping else definition
        )) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}


{#- An expression is not looked into, nor a word that needs no column. -#}
{% macro check_names(source_model, known, names) -%}
    {%- set words = [
        'current_date', 'current_time', 'current_timestamp', 'null', 'true', 'false',
    ] -%}
    {%- set known = (known + words) | map('lower') | list -%}
    {%- set missing = [] -%}
    {%- for name in names
        if modules.re.match('^[A-Za-z_][A-Za-z0-9_]*$', name) and name | lower not in known
    -%}
        {%- do missing.append(name) -%}
    {%- endfor -%}
    {%- if missing and automate_dv_duckdb.source_columns(source_model) -%}
        {%- do automate_dv_duckdb.raise_error(
            'stage', 'finds no column ' ~ missing | join(', ') ~ ' in ' ~ source_model
        ) -%}
    {%- endif -%}
{%- endmacro %}
