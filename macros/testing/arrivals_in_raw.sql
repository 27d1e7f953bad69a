{#- Raw views and likes, each once, as it first arrived, for tests: the body of a CTE. -#}
{% macro first_arrivals_of_post_events() -%}
    select * replace (lower(trim(event_type)) as event_type)
    from {{ ref('raw_post_events') }}
    qualify row_number() over (
        partition by event_id
        order by ingested_at, load_date, arrival_number
    ) = 1
{%- endmacro %}


{#-
    A test of a model of duplicates: each copy of the days that a build may rewrite that came
    after a sound arrival, with the arrival that counts in its place, and nothing else. All of
    it follows from raw_defects. An arrival is a duplicate if its event was sent again and an
    earlier arrival of it was sound; a broken one is never a duplicate, it is broken. A copy
    can come late_days after the first arrival, so the test looks that much further back. What
    somebody wrote into raw a second time was not sent again.
-#}
{% macro copies_that_differ(table, record_source, duplicates) -%}
    {%- set first_day = tested_from() -%}
    {%- set seen_from = first_day ~ ' - ' ~ parameter('late_days') -%}
with

arrivals as (

    select distinct
        event_id,
        arrival_number,
        ingested_at,
        load_date

    from {{ ref(table) }}
    where load_date >= {{ seen_from }}

),

defects as (

    select
        load_date,
        arrival_number,
        bool_or(defect = 'duplicate') as was_sent_again,
        bool_or(defect = 'invalid') as was_broken

    from {{ ref('raw_defects') }}
    where
        record_source = '{{ record_source }}'
        and load_date >= {{ seen_from }}
    group by all

),

sound as (

    select
        arrivals.*,
        coalesce(defects.was_sent_again, false) as was_sent_again

    from arrivals
    left join defects
        on
            arrivals.load_date = defects.load_date
            and arrivals.arrival_number = defects.arrival_number
    where not coalesce(defects.was_broken, false)

),

expected as (

    select
        copies.load_date,
        copies.arrival_number,
        earlier.load_date as first_load_date,
        earlier.arrival_number as first_arrival_number

    from sound as copies
    inner join sound as earlier
        on
            copies.event_id = earlier.event_id
            and (
                copies.ingested_at, copies.load_date, copies.arrival_number
            ) > (
                earlier.ingested_at, earlier.load_date, earlier.arrival_number
            )
    where
        copies.was_sent_again
        and copies.load_date >= {{ first_day }}
    qualify row_number() over (
        partition by copies.load_date, copies.arrival_number
        order by
            earlier.ingested_at, earlier.load_date, earlier.arrival_number
    ) = 1

),

duplicates as (

    select
        load_date,
        arrival_number,
        first_load_date,
        first_arrival_number

    from {{ ref(duplicates) }}
    where
        load_date >= {{ first_day }}
        and not is_written_again

),

{{ only_in_one_of('expected', 'duplicates') }}
{%- endmacro %}
