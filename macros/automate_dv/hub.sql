{#- The business keys that are new, each as it first arrived; of two sources at one instant, the
one whose name comes first. -#}
{% macro duckdb__hub(src_pk, src_nk, src_extra_columns, src_ldts, src_source, source_model) -%}
    {%- do vault_require('hub', {
        'src_pk': src_pk, 'src_nk': src_nk, 'src_ldts': src_ldts,
        'src_source': src_source, 'source_model': source_model,
    }) -%}
    {%- if vault_own_sql() -%}
        {{ return(vault_own('hub')(
            src_pk=src_pk, src_nk=src_nk, src_extra_columns=src_extra_columns,
            src_ldts=src_ldts, src_source=src_source, source_model=vault_list(source_model)
        )) }}
    {%- endif -%}
    {{ vault_first_arrivals(
        'hub', src_pk, [src_nk, src_extra_columns], [], src_ldts, src_source, source_model
    ) }}
{%- endmacro %}


{#- What hubs and links share: the keys that are not there yet, each with the row that brought
it first. `complete` names the columns beside the key that may not be null. -#}
{% macro vault_first_arrivals(
    macro, src_pk, others, complete, src_ldts, src_source, source_model
) -%}
    {%- set keys = vault_columns([src_pk]) -%}
    {%- set columns = vault_columns([src_pk] + others + [src_ldts, src_source]) -%}
    {%- set key_names = vault_names([src_pk]) -%}
    {%- set first = vault_names([src_ldts, src_source] + others) -%}
    {%- for model in vault_list(source_model) -%}
        {%- do vault_require_columns(macro, model, columns) -%}
    {%- endfor %}
with

arrivals as (
    {%- for model in vault_list(source_model) %}

    select
        {{ vault_select(columns) }}

    from {{ ref(model) }}
    where
        {{ vault_complete(keys + vault_columns(complete)) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)
{%- if is_incremental() %},

new_keys as (

    select arrivals.*
    from arrivals
    anti join {{ vault_compared('arrivals', src_ldts) }} as known
        on {{ vault_same(key_names, 'arrivals', 'known') }}

)
{%- endif %}

select
    {{ vault_each(columns | map(attribute='name'), indent=4) }}

from {{ 'new_keys' if is_incremental() else 'arrivals' }}
qualify row_number() over (
    partition by {{ key_names | join(', ') }}
    order by {{ first | join(', ') }}
) = 1
{%- endmacro %}
