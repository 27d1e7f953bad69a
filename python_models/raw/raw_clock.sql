{{
    config(
        materialized="incremental",
        incremental_strategy="append",
        full_refresh=false,
        on_schema_change="append_new_columns",
    )
}}
{%- set parameters = current_parameters() %}

with

loaded as (

    {% if is_incremental() %}
    select
        max(load_date) as last_day,
        coalesce(bool_and(is_done), true) as is_done

    from {{ this }}
    {% else %}
    select
        null::date as last_day,
        true as is_done
    {% endif %}

),

numbers as (

    select number
    from {{ numbers(days_a_build_may_open()) }} as numbers

),

opened as (

    -- none, unless this is a whole build and all days before are done
    select
        coalesce(
            loaded.last_day + 1,
            {{ parameter_literal('start_date') }}
        ) + numbers.number as load_date

    from loaded
    cross join numbers
    where
        loaded.is_done
        and {{ is_whole_build() if execute else false }}
        and numbers.number < if(
            loaded.last_day is null,
            {{ parameter('history_days') }},
            {{ parameter('increment_days') }}
        )

)

select
    load_date,
    {%- for name, type in said_by_guard().types.items() %}
    {{ typed_literal(parameters[name], type) }} as {{ name }},
    {%- endfor %}
    '{{ seeds_digest() if execute }}' as seeds_digest,
    {{ warehouse_version() }}::integer as warehouse_version,
    false as is_done

from opened
