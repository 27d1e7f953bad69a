{#-
    Turns a stream of states into versions: the body of a CTE with the key, the attributes,
    is_current, valid_from and valid_to (half-open), a row for each change of the state.

      stream      the CTE with the states: the key, the attributes, state_at, tie_breaker;
                  of two states at one instant, the one with the higher tie_breaker holds
      key         durable key, also the model's unique_key
      attributes  columns whose change begins a version; null is a value like any other
      backdated   whether the first version of a key begins at earliest_timestamp(), so that
                  whatever names the key finds one; for tables that are rebuilt

    In an increment the stream begins with the window. The macro adds the version that reaches
    into it, for each key that was seen there; the model replaces versions with strategy
    delete+insert and incremental_predicates=[reaches_into_window()].
-#}
{% macro versions(stream, key, attributes, backdated=false) %}
    with

    all_states as (

        select
            {{ key }},
            {{ attributes | join(',\n            ') }},
            state_at,
            tie_breaker

        from {{ stream }}
        {%- if not backdated and is_incremental() %}
        {%- set first_day = rewritten_from('valid_from') %}

        union all

        select
            {{ key }},
            {{ attributes | join(',\n            ') }},
            valid_from as state_at,
            null as tie_breaker

        from {{ this }}
        where
            valid_from < {{ first_day }}
            and valid_to >= {{ first_day }}
            and {{ key }} in (select {{ key }} from {{ stream }})
        {%- endif %}

    ),

    one_state_per_instant as (

        select *
        from all_states
        qualify state_at is distinct from lead(state_at) over (
            partition by {{ key }} order by state_at, tie_breaker
        )

    ),

    changes as (

        select *
        from one_state_per_instant
        qualify
            row_number() over (
                partition by {{ key }} order by state_at
            ) = 1
            {%- for attribute in attributes %}
            or {{ attribute }} is distinct from lag({{ attribute }}) over (
                partition by {{ key }} order by state_at
            )
            {%- endfor %}

    ),

    until_the_next as (

        select
            *,
            coalesce(
                lead(state_at) over (
                    partition by {{ key }} order by state_at
                ),
                {{ latest_timestamp() }}
            ) as valid_to,
            {%- if backdated %}
            case
                when lag(state_at) over (
                    partition by {{ key }} order by state_at
                ) is null
                    then {{ earliest_timestamp() }}
                else state_at
            end as valid_from
            {%- else %}
            state_at as valid_from
            {%- endif %}

        from changes

    )

    select
        {{ key }},
        {{ attributes | join(',\n        ') }},
        valid_to = {{ latest_timestamp() }} as is_current,
        valid_from,
        valid_to

    from until_the_next
{%- endmacro %}


{#-
    Versions and, for each key that is named and has none, one for all times without
    attributes, an inferred member: the body of a CTE. A key's first version is backdated,
    so an inferred member keeps its version key when its row arrives.
-#}
{% macro with_inferred(versions, inferred, key, attributes) %}
    select
        {{ key }},
        {{ attributes | join(',\n        ') }},
        false as is_inferred,
        valid_from,
        valid_to

    from {{ versions }}
    union all
    select
        {{ key }},
        {%- for attribute in attributes %}
        {{ 'false' if attribute == 'is_deleted' else 'null' }} as {{ attribute }},
        {%- endfor %}
        true as is_inferred,
        {{ earliest_timestamp() }} as valid_from,
        {{ latest_timestamp() }} as valid_to

    from {{ inferred }}
{%- endmacro %}


{#- The durable key of the member of dim_content that events without content point to. -#}
{% macro no_content() -%}
    '00000000-0000-0000-0000-000000000000'::uuid
{%- endmacro %}


{#- That member, as a select to add to what with_inferred() gives. -#}
{% macro member_without_content(attributes) -%}
    select
        {{ no_content() }} as content_id,
        {%- for attribute in attributes %}
        {%- set value = {'title': "'No content'", 'is_deleted': 'false'}.get(attribute, 'null') %}
        {{ value }} as {{ attribute }},
        {%- endfor %}
        false as is_inferred,
        {{ earliest_timestamp() }} as valid_from,
        {{ latest_timestamp() }} as valid_to
{%- endmacro %}


{#- Where the first version begins of what has no history before it was first seen. -#}
{% macro earliest_timestamp() -%}
    timestamp '1900-01-01'
{%- endmacro %}


{#- Where the last version of everything ends. -#}
{% macro latest_timestamp() -%}
    timestamp '9999-12-31'
{%- endmacro %}
