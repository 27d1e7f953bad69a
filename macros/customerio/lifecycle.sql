{#-
    What happened to people, devices, objects, relationships and aliases: the body of a CTE
    with an event for each of their states, and the state before beside the one after.

      states      the CTE with the states: the key, the attributes, change_kind, changed_at,
                  received_at, tie_breaker; of two states at one instant, the one with the
                  higher tie_breaker is the later one
      key         columns that tell whose states follow each other
      attributes  columns that events show as previous_ and as new_
      events      the type and the name of the event that a kind of change makes. A state
                  without a kind is the first of its key, `create`, or a further one, `update`
      call        the id of the call by which Customer.IO was told, as an expression on a state
-#}
{% macro lifecycle(states, key, attributes, events, call) -%}
    with

    in_order as (

        select
            *,
            coalesce(
                change_kind,
                case
                    when row_number() over of_the_key = 1 then 'create'
                    else 'update'
                end
            ) as kind
            {%- for attribute in attributes %},
            lag({{ attribute }}) over of_the_key as previous_{{ attribute }}
            {%- endfor %}

        from {{ states }}
        window of_the_key as (
            partition by {{ key | join(', ') }}
            order by changed_at, tie_breaker
        )

    )

    select
        {{ hash_key(['kind'] + key + ['changed_at', 'tie_breaker']) | indent(8) }}::varchar
            as event_id,
        {{ key | join(',\n        ') }},
        case kind
            {%- for kind, event in events.items() %}
            when '{{ kind }}' then '{{ event[0] }}'
            {%- endfor %}
        end as event_type,
        case kind
            {%- for kind, event in events.items() %}
            when '{{ kind }}' then '{{ event[1] }}'
            {%- endfor %}
        end as event_name,
        {%- for attribute in attributes %}
        previous_{{ attribute }},
        {{ attribute }} as new_{{ attribute }},
        {%- endfor %}
        changed_at as event_timestamp,
        received_at,
        {{ source_system() }} as source_system,
        {{ integration_id() }} as integration_id,
        {{ call }} as api_call_id

    from in_order
{%- endmacro %}


{#-
    Traits as a map from their names to texts, from columns with a prefix in front; null
    where none of them has a value.
-#}
{% macro traits_map(attributes, prefix='') -%}
    case
        when
            coalesce(
                {{ prefix ~ attributes | join('::varchar, ' ~ prefix) }}::varchar
            ) is not null
            then {{ map_of_lists(
                "['" ~ attributes | join("', '") ~ "']",
                '[' ~ prefix ~ attributes | join('::varchar, ' ~ prefix) ~ '::varchar]',
            ) }}
    end
{%- endmacro %}


{#- Who tells Customer.IO: this warehouse. -#}
{% macro source_system() -%}
    'reelhouse'
{%- endmacro %}


{#- Through which of its integrations: the one that syncs the warehouse. -#}
{% macro integration_id() -%}
    'warehouse_sync'
{%- endmacro %}


{#- How long somebody who follows a series may watch nothing of it. -#}
{% macro idle_after() -%}
    interval '14' day
{%- endmacro %}
