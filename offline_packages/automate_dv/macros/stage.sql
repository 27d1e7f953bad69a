{#- A source with derived, null, hashed and ranked columns. -#}
{% macro stage(
    include_source_columns=none, source_model=none, hashed_columns=none,
    derived_columns=none, null_columns=none, ranked_columns=none
) -%}
    {{ return(adapter.dispatch('stage', 'automate_dv')(
        include_source_columns=include_source_columns, source_model=source_model,
        hashed_columns=hashed_columns, derived_columns=derived_columns,
        null_columns=null_columns, ranked_columns=ranked_columns
    )) }}
{%- endmacro %}
