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
