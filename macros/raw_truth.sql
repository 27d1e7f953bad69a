{#-
    Raw events as they should reach the facts, for tests: each once, as it first arrived
    unbroken, of the viewing days from first_day on. Which arrivals are broken is known from
    raw_defects, so nothing here depends on how staging judges.
-#}
{% macro first_valid_arrivals(first_day) %}
    with

    invalid as (

        select
            event_id,
            ingested_at

        from {{ ref('raw_defects') }}
        where
            defect = 'invalid'
            and load_date >= {{ first_day }}

    ),

    valid as (

        select
            arrivals.*,
            timezone(
                arrivals.location.timezone,
                timezone('UTC', arrivals.timestamp)
            ) as local_at

        from {{ ref('raw_consumer_events') }} as arrivals
        anti join invalid
            on
                arrivals.event_id = invalid.event_id
                and arrivals.ingested_at = invalid.ingested_at
        where arrivals.load_date >= {{ first_day }}

    )

    select
        *,
        (local_at - interval '5' hour)::date as viewing_date

    from valid
    where (local_at - interval '5' hour)::date >= {{ first_day }}
    qualify row_number() over (
        partition by event_id order by ingested_at
    ) = 1
{%- endmacro %}


{#-
    The versions that a log of changes in raw tells, for tests that hold a dimension against
    it: the body of a CTE with the key, the attributes, valid_from and valid_to. Of the
    changes of one instant the one with the highest change_id counts; one that leaves every
    attribute as it was makes no version. `attributes` maps names to expressions on raw.
-#}
{% macro versions_in_raw(log, key, attributes) %}
    with

    last_of_each_instant as (

        select
            {{ key }},
            {%- for name, expression in attributes.items() %}
            {{ expression }} as {{ name }},
            {%- endfor %}
            changed_at

        from {{ log }}
        qualify change_id = max(change_id) over (
            partition by {{ key }}, changed_at
        )

    ),

    hashed as (

        select
            *,
            {{ hash_key(attributes.keys() | list) | indent(8) }} as state

        from last_of_each_instant

    ),

    compared as (

        select
            *,
            lag(state) over (
                partition by {{ key }} order by changed_at
            ) as state_before

        from hashed

    ),

    begun as (

        select * from compared
        where
            state_before is null
            or state_before <> state

    )

    select
        {{ key }},
        {{ attributes | join(',\n        ') }},
        case
            when state_before is null then timestamp '1900-01-01'
            else changed_at
        end as valid_from,
        coalesce(
            lead(changed_at) over (partition by {{ key }} order by changed_at),
            timestamp '9999-12-31'
        ) as valid_to

    from begun
{%- endmacro %}
