-- Whatever is summed over the facts of a day is what the day's valid raw events
-- add up to.
{%- set first_day = tested_from() %}

with

invalid as (

    select
        defects.event_id,
        defects.ingested_at

    from {{ ref('raw_defects') }} as defects
    where
        defects.defect = 'invalid'
        and defects.load_date >= {{ first_day }}

),

valid as (

    select
        arrivals.*,
        (
            timezone(
                arrivals.location.timezone,
                timezone('UTC', arrivals.timestamp)
            ) - interval 5 hour
        )::date as viewing_date

    from {{ ref('raw_consumer_events') }} as arrivals
    anti join invalid
        on
            arrivals.event_id = invalid.event_id
            and arrivals.ingested_at = invalid.ingested_at
    where arrivals.load_date >= {{ first_day }}

),

first_arrivals as (

    select valid.*
    from valid
    where valid.viewing_date >= {{ first_day }}
    qualify row_number() over (
        partition by valid.event_id
        order by valid.ingested_at
    ) = 1

),

measured_in_raw as (

    select
        viewing_date,
        unnest([
            {'measure': 'watched', 'total': event_details.play_duration},
            {'measure': 'bufferings', 'total': event_details.buffering_incidents},
            {'measure': 'completed', 'total': event_details.completed::integer},
            {
                'measure': 'paused',
                'total': list_sum([
                    item.duration for item in user_action
                    if item.action_type = 'pause'
                ])
            },
            {
                'measure': 'clicks',
                'total': list_sum([
                    item.clicked::integer for item in recommendations
                ])
            }
        ], recursive := true)

    from first_arrivals

),

raw_totals as (

    select
        viewing_date,
        measure,
        coalesce(sum(total), 0) as total

    from measured_in_raw
    group by all

),

measured_in_facts as (

    select
        viewing_date,
        unnest([
            {'measure': 'watched', 'total': play_duration_seconds},
            {'measure': 'bufferings', 'total': buffering_incidents},
            {'measure': 'completed', 'total': is_completed::integer}
        ], recursive := true)

    from {{ ref('fct_events') }}
    where viewing_date >= {{ first_day }}
    union all
    select
        viewing_date,
        'paused' as measure,
        if(action_type = 'pause', duration_seconds, 0) as total

    from {{ ref('fct_user_actions') }}
    where viewing_date >= {{ first_day }}
    union all
    select
        viewing_date,
        'clicks' as measure,
        is_clicked::integer as total

    from {{ ref('fct_recommendations') }}
    where viewing_date >= {{ first_day }}

),

fact_totals as (

    select
        viewing_date,
        measure,
        sum(total) as total

    from measured_in_facts
    group by all

)

select
    viewing_date,
    measure,
    raw_totals.total as total_in_raw,
    fact_totals.total as total_in_facts

from raw_totals
full join fact_totals using (viewing_date, measure)
where coalesce(raw_totals.total, 0) <> coalesce(fact_totals.total, 0)
